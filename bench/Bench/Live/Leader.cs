using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;

namespace Omtanke.Bench.Live;

/// <summary>Whoever runs a workshop, through the front door: begins it, opens it, leads on.</summary>
internal sealed partial class Leader(Uri server, string cookie)
{
    public Uri Server { get; set; } = server;

    /// <summary>Their cookie, for the screen in the room.</summary>
    public string Cookie => cookie;

    public static async Task<Leader> SitDown(Uri server, string persona)
    {
        using var reply = await Phone.Client.PostAsync(new Uri(server, "/demo/sign-in"), new FormUrlEncodedContent([KeyValuePair.Create("persona", persona)]));
        return new(server, reply.Headers.GetValues("Set-Cookie").Last(set => set.StartsWith("omtanke=", StringComparison.Ordinal)).Split(';')[0]);
    }

    /// <summary>Begins a workshop of a tool and opens it.</summary>
    public async Task<Guid> Begin(string tool)
    {
        var at = DateTime.Now.AddDays(1);
        var address = await Post("/workshops", ("tool", tool), ("language", "da"), ("title", "Måling"), ("who", "Alle"), ("place", "Hallen"), ("date", at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("time", "09:00"), ("devices", "Each"), ("days", "30"));
        var id = IdIn().Match(address) is { Success: true } found ? Guid.Parse(found.Value) : throw new InvalidOperationException($"A workshop is begun at {address}?");
        await Post($"/workshops/{id}/opening");
        return id;
    }

    /// <summary>Goes to an item, by its step.</summary>
    public Task GoTo(Guid workshop, Guid item, int piece = 0) => Post($"/workshops/{workshop}/place", ("to", string.Create(CultureInfo.InvariantCulture, $"{item} {piece}")));

    /// <summary>Turns an item to a stage.</summary>
    public Task Turn(Guid workshop, Guid item, string stage) => Post($"/workshops/{workshop}/stage", ("item", item.ToString()), ("stage", stage));

    /// <summary>Lets as many people in as are wanted, each with a phone of their own, all at once; gives the phones and how long it took.</summary>
    public static async Task<(List<Phone> Phones, TimeSpan Took)> Join(Uri server, string database, Guid workshop, int people)
    {
        var code = await One<string>(database, "select code from workshops where id = $1", workshop);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var phones = await Task.WhenAll(Enumerable.Range(1, people).Select(async number =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, $"/join/{code}")) { Content = new FormUrlEncodedContent([KeyValuePair.Create("name", $"Gæst {number}")]) };
            using var reply = await Phone.Client.SendAsync(request);
            if (reply.StatusCode != HttpStatusCode.SeeOther)
                throw new InvalidOperationException($"Joining: {(int)reply.StatusCode}");
            var cookie = reply.Headers.GetValues("Set-Cookie").Last(set => set.StartsWith("omtanke-guest=", StringComparison.Ordinal)).Split(';')[0];
            return new Phone(server, $"/workshops/{workshop}/hand", cookie);
        }));
        return ([.. phones], System.Diagnostics.Stopwatch.GetElapsedTime(began));
    }

    /// <summary>One value out of the database.</summary>
    public static async Task<T> One<T>(string database, string question, params object[] values)
    {
        await using var db = new NpgsqlConnection(database);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(question, db);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private async Task<string> Post(string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server, path)) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        request.Headers.Add("Cookie", cookie);
        using var reply = await Phone.Client.SendAsync(request);
        return reply.StatusCode == HttpStatusCode.SeeOther ? reply.Headers.Location!.ToString() : throw new InvalidOperationException($"{path}: {(int)reply.StatusCode} {(await reply.Content.ReadAsStringAsync())[..200]}");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdIn();
}
