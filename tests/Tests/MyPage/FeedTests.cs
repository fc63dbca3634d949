using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.MyPage.Feed;
using Omtanke.Organisation;
using Omtanke.Tests.Conversations;
using Dated = Omtanke.Organisation.Dated;
using Talks = Omtanke.Tests.Conversations.Dated;

namespace Omtanke.Tests.MyPage;

/// <summary>My dates in a calendar of my own: only for whoever has the address, only as long as I want, and nobody reads off it what it is about.</summary>
public sealed class FeedTests(TestCluster cluster)
{
    private static readonly DateOnly Today = Clock.Day(Visits.Monday);

    [Fact]
    public async Task An_address_is_shown_once_works_without_signing_in_and_dies_when_it_is_made_anew_or_closed()
    {
        await using var house = await Visits.Open(cluster, adjust: builder => builder.Services.AddScoped<IDates, Own>());
        using var maja = await house.As("maja");
        using var calendar = house.Browser();
        (await maja.Get("/account/calendar")).Text.ShouldContain(Visits.Library.In("da").Words["calendar-feed.none"]);
        var first = Link((await maja.Post("/account/calendar")).Text);
        (await maja.Get("/account/calendar")).Text.ShouldNotContain(first);
        (await house.Ask(db => db.CalendarFeeds.CountAsync(feed => feed.SecretHash == CalendarFeed.Hash("x")))).ShouldBe(0);

        var given = await calendar.Get(first);
        given.Status.ShouldBe(HttpStatusCode.OK);
        given.Text.ShouldContain("SUMMARY:Noget\r\n");
        given.Headers.CacheControl!.NoStore.ShouldBeTrue();
        given.Headers.Contains("Set-Cookie").ShouldBeFalse();
        // Asked again it says that nothing has changed, until something has.
        (await Again(given.Headers.ETag!.ToString())).Status.ShouldBe(HttpStatusCode.NotModified);
        (await Again($"W/{given.Headers.ETag}, \"other\"")).Status.ShouldBe(HttpStatusCode.NotModified);
        (await Again("\"other\"")).Status.ShouldBe(HttpStatusCode.OK);
        Own.More = true;
        try
        {
            (await Again(given.Headers.ETag!.ToString())).Text.ShouldContain("SUMMARY:Mere");
        }
        finally
        {
            Own.More = false;
        }

        var second = Link((await maja.Post("/account/calendar")).Text);
        second.ShouldNotBe(first);
        (await calendar.Get(first)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await calendar.Get(second)).Status.ShouldBe(HttpStatusCode.OK);
        (await calendar.Get(second.Replace(".ics", "A.ics", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await maja.Post("/account/calendar/closing")).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await calendar.Get(second)).Status.ShouldBe(HttpStatusCode.NotFound);

        var third = Link((await maja.Post("/account/calendar")).Text);
        await house.Do(db => db.People.Where(person => person.Email == "maja@fjordby.example").ExecuteUpdateAsync(set => set.SetProperty(person => person.LeftOn, Today)));
        (await calendar.Get(third)).Status.ShouldBe(HttpStatusCode.NotFound, "whoever left has no dates here");

        Task<Reply> Again(string tag)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, first);
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            return calendar.Send(request);
        }
    }

    [Fact]
    public async Task What_is_between_two_people_stands_in_the_calendar_of_both_and_says_neither_what_nor_with_whom()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        // The talk is on the evening of the day the clocks go back, and what was promised is due on 29 February.
        var talk = Clock.At(new DateOnly(2027, 10, 31), new TimeOnly(16, 0));
        await Talks.Planned(house, maja, henrik, talk, talk.AddDays(-3));
        var held = await Talks.Held(house, maja, henrik, Clock.At(new DateOnly(2027, 9, 2), new TimeOnly(9, 0)), Clock.At(new DateOnly(2028, 3, 27), new TimeOnly(9, 30)), (Doer.Employee, new DateOnly(2028, 2, 29)));
        house.Clock.Offset += talk.AddDays(-2) - house.Clock.GetUtcNow();

        foreach (var (persona, other, talkWord) in ((string, string, string)[])[("maja", "Henrik", "Møde"), ("henrik", "Maja", "Møde")])
        {
            var feed = await FeedOf(house, persona);
            foreach (var word in (string[])[other, "Lund", "Holm", "samtale", "omsorg", "stress", "leder", "hemmelig", held.ToString(), "/conversations/"])
                feed.ShouldNotContain(word, Case.Insensitive);
            var read = await Thunderbird(feed);
            read.GetProperty("problems").GetArrayLength().ShouldBe(0);
            // Fjordby has stories of its own; these are ours.
            var events = read.GetProperty("events").EnumerateArray().Select(one => (Starts: one.GetProperty("starts").GetString()!, Ends: one.GetProperty("ends").GetString()!, Title: one.GetProperty("summary").GetString()!)).ToList();
            events.ShouldContain(("2027-10-31T15:00:00.000Z", "2027-10-31T16:00:00.000Z", talkWord), "winter time");
            events.ShouldContain(one => one.Starts == "2028-03-27T07:30:00.000Z" && one.Title == talkWord, "summer time");
            events.ShouldContain(("2028-02-29", "2028-03-01", "Opfølgning"));
        }
        (await FeedOf(house, "aisha")).ShouldNotContain("20280229");
        // In the language of whoever reads it.
        await house.Do(db => db.People.Where(person => person.Id == maja).ExecuteUpdateAsync(set => set.SetProperty(person => person.Language, "en")));
        (await FeedOf(house, "maja")).ShouldContain("SUMMARY:Follow-up");
    }

    [Fact]
    public async Task The_file_keeps_to_the_standard_whatever_a_title_holds()
    {
        const string Awkward = "Møde; om \"det hele\", tak\\n\nog en meget lang linje med æøå og 🌿 som skal brydes, uden at et bogstav skæres over på midten af sine oktetter";
        var (text, tag) = new FeedFile("Omtanke", Today, path => "https://omtanke.example" + path).Write(
        [
            new("a", Awkward, new DateOnly(2028, 2, 29), "/actions/a"),
            new("b", "Et møde", new DateOnly(2027, 3, 28), "/actions/b", Clock.At(new DateOnly(2027, 3, 28), new TimeOnly(2, 30)), 45),
            new("a", "Den samme igen", new DateOnly(2028, 3, 1), "/actions/a"),
            new("c", "Uden længde", new DateOnly(2027, 10, 31), "/actions/c", Clock.At(new DateOnly(2027, 10, 31), new TimeOnly(2, 30))),
        ]);

        text.ShouldEndWith("END:VCALENDAR\r\n");
        var lines = text.Split("\r\n")[..^1];
        lines.ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75 && !line.Contains('\n') && !line.Contains('\r'));
        Regex.Replace(text, "\r\n ", "", RegexOptions.None, TimeSpan.FromSeconds(1)).Split("\r\n")[..^1].ShouldAllBe(line => Regex.IsMatch(line, "^[A-Z-]+(;[A-Z]+=[A-Z]+)*:", RegexOptions.None, TimeSpan.FromSeconds(1)));
        var read = await Thunderbird(text);
        (read.GetProperty("version").GetString(), read.GetProperty("problems").GetArrayLength()).ShouldBe(("2.0", 0));
        var events = read.GetProperty("events").EnumerateArray().ToList();
        events.Count.ShouldBe(3);
        events.Select(one => one.GetProperty("uid").GetString()).Distinct().Count().ShouldBe(3);
        var leap = events.Single(one => one.GetProperty("allDay").GetBoolean());
        leap.GetProperty("summary").GetString().ShouldBe(Awkward.ReplaceLineEndings("\n"));
        (leap.GetProperty("starts").GetString(), leap.GetProperty("ends").GetString()).ShouldBe(("2028-02-29", "2028-03-01"));
        // At half past two the clocks jump over in spring, and come twice in autumn.
        events.ConvertAll(one => one.GetProperty("starts").GetString()).ShouldContain("2027-03-28T01:30:00.000Z");
        events.ConvertAll(one => one.GetProperty("starts").GetString()).ShouldContain("2027-10-31T00:30:00.000Z");

        // The same for good, and no way back to what it is.
        FeedFile.Uid("a").ShouldBe(FeedFile.Uid("a"));
        new FeedFile("Omtanke", Today, path => path).Write([]).Tag.ShouldNotBe(tag);
    }

    [Fact]
    public async Task Nobody_finds_an_address_by_trying()
    {
        await using var house = await Visits.Open(cluster);
        using var stranger = house.Browser();
        var replies = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 110; attempt++)
            replies.Add((await stranger.Get($"/calendar/{CalendarFeed.NewSecret()}.ics")).Status);
        replies[0].ShouldBe(HttpStatusCode.NotFound);
        replies[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static async Task<string> FeedOf(Visits house, string persona)
    {
        using var visitor = await house.As(persona);
        using var calendar = house.Browser();
        return (await calendar.Get(Link((await visitor.Post("/account/calendar")).Text))).Text;
    }

    private static string Link(string page) => Regex.Match(page, "https://localhost(?<path>/calendar/[A-Za-z0-9_-]{43}\\.ics)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["path"].Value;

    private static async Task<JsonElement> Thunderbird(string file, [CallerFilePath] string here = "")
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Path.GetDirectoryName(here)!, "reads-calendar.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8 };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(file);
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await node.StandardError.ReadToEndAsync());
        return JsonDocument.Parse(said).RootElement;
    }

    private sealed class Own : IDates
    {
        public static bool More { get; set; }

        public Task<IReadOnlyList<Dated>> For(Guid person, DateOnly from, DateOnly until, CancellationToken stop)
        {
            List<Dated> dates = [new("mine " + person, "Noget", from.AddDays(70), "/me")];
            if (More)
                dates.Add(new("more " + person, "Mere", until, "/me"));
            return Task.FromResult<IReadOnlyList<Dated>>(dates);
        }
    }
}
