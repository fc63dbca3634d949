using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Tests.Cases;

namespace Omtanke.Tests.Security;

/// <summary>
/// A canary, a word that stands nowhere else, is put into every private and shared text. Then everything the house gives out is searched for it:
/// each page and file as each wrong person, the letters, the log, and the database's own files.
/// </summary>
public sealed class CanaryTests(TestCluster cluster)
{
    private static readonly string[] WrongPeople = ["aisha", "jonas", "birgit", "karen", "lars", "admin"];

    [Fact]
    public async Task Nobody_but_the_two_meets_a_word_of_a_conversation_on_any_page_or_in_any_file()
    {
        await using var house = await Visits.Open(cluster);
        var cage = await Cage.Fill(house);

        foreach (var persona in WrongPeople)
            (await Everything(house, await house.As(persona), cage)).ShouldBeFreeOf(cage.All, $"as {persona}");
        (await Everything(house, house.Browser(), cage)).ShouldBeFreeOf(cage.All, "as a stranger");
    }

    [Fact]
    public async Task Each_of_the_two_meets_what_they_share_and_only_their_own_preparation()
    {
        await using var house = await Visits.Open(cluster);
        var cage = await Cage.Fill(house);

        var employee = await Everything(house, await house.As("maja"), cage);
        var leader = await Everything(house, await house.As("henrik"), cage);
        foreach (var (name, canary) in cage.Shared)
        {
            employee.Any(page => page.Text.Contains(canary, StringComparison.Ordinal)).ShouldBeTrue($"the employee should find {name} somewhere");
            leader.Any(page => page.Text.Contains(canary, StringComparison.Ordinal)).ShouldBeTrue($"the leader should find {name} somewhere");
        }
        employee.Any(page => page.Text.Contains(cage.EmployeesOwn, StringComparison.Ordinal)).ShouldBeTrue("the employee's own preparation");
        leader.Any(page => page.Text.Contains(cage.LeadersOwn, StringComparison.Ordinal)).ShouldBeTrue("the leader's own preparation");
        employee.ShouldBeFreeOf([cage.LeadersOwn], "as the employee");
        leader.ShouldBeFreeOf([cage.EmployeesOwn, cage.OfTheCase], "as the leader, who registered the case");
        employee.Any(page => page.Text.Contains(cage.OfTheCase, StringComparison.Ordinal)).ShouldBeTrue("what was said when the case was registered");
    }

    [Fact]
    public async Task The_former_leader_meets_nothing_once_the_conversation_has_paused()
    {
        await using var house = await Visits.Open(cluster);
        var cage = await Cage.Fill(house);
        await house.Do(async db =>
        {
            db.Add((await db.Conversations.SingleAsync(found => found.Id == cage.Conversation)).Pause(house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.AtChores);

        (await Everything(house, await house.As("henrik"), cage)).ShouldBeFreeOf(cage.All, "as the former leader");
    }

    [Fact]
    public async Task No_letter_no_log_and_no_file_of_the_database_holds_a_word_of_it()
    {
        await using var house = await Visits.Open(cluster);
        var cage = await Cage.Fill(house);
        await Everything(house, await house.As("maja"), cage);
        await Everything(house, await house.As("henrik"), cage);
        await house.Wait(TimeSpan.FromDays(2));

        cage.All.ShouldAllBe(canary => !house.Log.Text.Contains(canary, StringComparison.Ordinal));
        foreach (var letter in await Letters(house))
            cage.All.ShouldAllBe(canary => !letter.Contains(canary, StringComparison.Ordinal));
        var files = await FilesOfTheDatabase(house);
        foreach (var file in files)
            Holds(file, cage.All).ShouldBeNull(file);
        // Proof that the search finds what is there: a name stands open in the same files.
        files.Any(file => Holds(file, ["Maja Holm"]) is not null).ShouldBeTrue();
    }

    [Fact]
    public async Task Ids_of_one_conversation_used_under_another_open_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var cage = await Cage.Fill(house);
        // Aisha has a conversation of her own; she uses its id with everything she might have learnt of Maja's.
        var own = await Tests.Given.AConversation(house, await house.IdOf("jonas"), await house.IdOf("aisha"), State.Active);
        (await Everything(house, await house.As("aisha"), cage with { Conversation = own })).ShouldBeFreeOf(cage.All, "through her own conversation");
    }

    /// <summary>Every page and file of the house that this visitor gets, with each id put in that the cage holds.</summary>
    private static async Task<List<(string Path, string Text)>> Everything(Visits house, Visitor visitor, Cage cage)
    {
        var pages = new List<(string, string)>();
        foreach (var endpoint in house.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is ["GET"] && !endpoint.RoutePattern.RawText!.EndsWith("/stream", StringComparison.Ordinal)))
            foreach (var path in cage.Paths(endpoint.RoutePattern.RawText!))
            {
                var reply = await visitor.Get(path);
                ((int)reply.Status).ShouldBeLessThan(500, path);
                pages.Add((path, reply.Text + Unzipped(reply)));
            }
        return pages;
    }

    private static string Unzipped(Reply reply)
    {
        if (reply.Status != HttpStatusCode.OK || reply.Bytes is not [(byte)'P', (byte)'K', ..])
            return "";
        using var zip = new ZipArchive(new MemoryStream(reply.Bytes));
        return string.Concat(zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    private static Task<List<string>> Letters(Visits house) => house.Ask(async db =>
    {
        var envelope = house.Services.GetRequiredService<IEnvelope>();
        return (await db.Letters.AsNoTracking().ToListAsync()).Select(letter =>
        {
            var body = letter.Body is { } closed ? envelope.Open(letter.Id, closed) : null;
            return $"{letter.Subject} {letter.UniqueKey} {body?.Text} {body?.Calendar}";
        }).ToList();
    });

    /// <summary>The files of this database, and the write-ahead log, after everything has been written to them.</summary>
    private static async Task<List<string>> FilesOfTheDatabase(Visits house)
    {
        await using var connection = new NpgsqlConnection(house.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("checkpoint; select current_setting('data_directory') || '|' || oid from pg_database where datname = current_database()", connection);
        var found = ((string)(await command.ExecuteScalarAsync())!).Split('|');
        return [.. Directory.GetFiles(Path.Combine(found[0], "base", found[1])), .. Directory.GetFiles(Path.Combine(found[0], "pg_wal"))];
    }

    /// <summary>The first of the words that stands in the file; null when none does.</summary>
    private static string? Holds(string file, IEnumerable<string> words)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (FileNotFoundException)
        {
            return null; // the write-ahead log moves on
        }
        return words.FirstOrDefault(word => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0);
    }

    /// <summary>A conversation between Maja and Henrik with a canary in every text, and a case of hers that Henrik registered, which no psychologist has yet.</summary>
    private sealed record Cage(Guid Conversation, Guid Agreement, Guid Line, IReadOnlyDictionary<string, string> Shared, string EmployeesOwn, string LeadersOwn, Guid Case, string OfTheCase)
    {
        public IEnumerable<string> All => [.. Shared.Values, EmployeesOwn, LeadersOwn, OfTheCase];

        public static async Task<Cage> Fill(Visits house)
        {
            var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
            var id = await Tests.Given.AConversation(house, maja, henrik, State.Active);
            string[] texts = ["message", "place", "companion", "line", "note of the employee", "note of the leader", "agreement", "outcome"];
            var shared = texts.ToDictionary(text => text, text => Canary(), StringComparer.Ordinal);
            var (agreement, line, employeesOwn, leadersOwn) = (Ids.New(), Ids.New(), Canary(), Canary());
            await house.Do(async db =>
            {
                var now = house.Clock.GetUtcNow();
                var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
                var grant = await Tests.Given.AGrant(house, db, conversation.Key);
                db.Add(conversation.Hold(henrik, now));
                conversation.Message = grant.Seal(shared["message"], "conversations.message", id);
                conversation.Place = grant.Seal(shared["place"], "conversations.place", id);
                conversation.Companion = grant.Seal(System.Text.Json.JsonSerializer.Serialize(new Companion(shared["companion"], "TR", null)), "conversations.companion", id);
                db.Add(new Omtanke.Conversations.Line { Id = line, Conversation = id, Author = maja, Text = grant.SealAny(shared["line"], "lines.text", line), At = now });
                foreach (var (author, text) in ((Guid, string)[])[(maja, shared["note of the employee"]), (henrik, shared["note of the leader"])])
                {
                    var note = Ids.New();
                    db.Add(new Note { Id = note, Conversation = id, Field = "T07.F2.1", Author = author, Text = grant.SealAny(text, "notes.text", note), Version = 1, SavedAt = now });
                }
                db.Add(new Agreement
                {
                    Id = agreement, Conversation = id, Position = 1, What = grant.SealAny(shared["agreement"], "agreements.what", agreement), Who = Doer.Both,
                    DueOn = Clock.Day(now).AddDays(10), Version = 1, State = Promise.Open, StateAt = now,
                });
                var outcome = Ids.New();
                db.Add(new Outcome { Id = outcome, Agreement = agreement, Conversation = id, Person = maja, Answer = Helped.Partly, Note = grant.Seal(shared["outcome"], "outcomes.note", outcome), Version = 1, At = now });
                await db.SaveChangesAsync();
            }, Acting.AtChores);
            await Prepare(house, id, maja, "E2.0", "E2.0.1", employeesOwn);
            await Prepare(house, id, henrik, "T07.F1", "T07.F1.1", leadersOwn);
            var ofTheCase = Canary();
            return new Cage(id, agreement, line, shared, employeesOwn, leadersOwn, await house.ACase(assigned: false, phone: ofTheCase), ofTheCase);
        }

        /// <summary>The route with every id the cage knows put in.</summary>
        public IEnumerable<string> Paths(string route) =>
            route.Contains("{step}", StringComparison.Ordinal)
                ? ((string[])["E2.0", "T07.F1", "T07.F2"]).Select(step => Fill(route, step))
                : [Fill(route, "T07.F1")];

        private string Fill(string route, string step) => System.Text.RegularExpressions.Regex.Replace(route, @"\{\*?(\w+)[^}]*\}", hole => hole.Groups[1].Value switch
        {
            "id" => (route.StartsWith("/cases/", StringComparison.Ordinal) ? Case : Conversation).ToString(),
            "agreement" => Agreement.ToString(),
            "line" => Line.ToString(),
            "step" => step,
            "slug" => "care-conversation",
            "language" => "da",
            "part" => "before",
            _ => Ids.New().ToString(),
        });

        private static string Canary() => $"kanarie{Ids.New():N}";

        private static Task Prepare(Visits house, Guid conversation, Guid author, string step, string field, string text) => house.Do(async db =>
        {
            var (key, grant) = Tests.Given.AKey(house, db, Kind.Private, author);
            db.Add(Preparation.Begin(conversation, author, step, key, grant, Answer.Empty.With(field, text), house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.As(author));
    }
}

internal static class CanarySearch
{
    /// <summary>None of the canaries stands in any of the pages.</summary>
    public static void ShouldBeFreeOf(this IEnumerable<(string Path, string Text)> pages, IEnumerable<string> canaries, string who) =>
        pages.Where(page => canaries.Any(canary => page.Text.Contains(canary, StringComparison.Ordinal))).Select(page => page.Path).ShouldBeEmpty(who);
}
