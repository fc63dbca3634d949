using System.Diagnostics;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Demo;
using Omtanke.Security;
using Omtanke.Workshops;
using static Omtanke.Tests.Workshops.Given;

namespace Omtanke.Browser;

/// <summary>
/// Everybody in the cast walks every way there is, in Danish and in English, on a wide and on the narrowest screen, in the light and in the dark. Every way is followed from pages
/// that are built unlike others; a page is searched when something on it is built as it was on none before, and looked at when that is so among pages of its kind. Each walk is a class of its own, so that they are walked beside each other.
/// </summary>
public abstract class NobodyIsShutOutTests(TestCluster cluster, Chromium chromium)
{
    /// <summary>Not pages: files, streams, parts of pages, the way on from a letter, and doors that open only before there is anybody or with a secret.</summary>
    private static readonly string[] NoPages =
        [
        "/set-up", "/invitation/{code}", "/invitation/{code}/password", "/conversations/{id}/talk/live", "/conversations/{id}/talk/stream", "/demo/mailbox/{letter:guid}", "/guide/pages.json", "/go/{place}",
        "/administration/people/suggestions", "/administration/units/suggestions", "/policies/people", "/policies/{id}/people", "/apv/people", "/actions/people", "/meetings/people", "/collections/people",
        "/workshops/{id}/people", "/workshops/{id}/run/live", "/workshops/{id}/run/stream", "/workshops/{id}/screen/live", "/workshops/{id}/screen/stream",
        // A calendar somewhere else asks for a feed, and a reminder's link stands in a mail: ReminderTests follow it. Who is asked to a series finds the way in a letter and on their own page: MeetingsTests.
        "/calendar/{secret}.ics", "/plan/{token}", "/meetings/{id}/invitation", "/meetings/{id}/{meeting:guid}/calendar.ics",
        // Whoever's own case is over is asked once how it was: CasePagesTests look at it, and CaseJourneyTests come to it.
        "/cases/{id}/evaluation",
        // A phone in the room has no account, and nothing leads to it but its own cookie: WorkshopTests look at it in every form.
        "/workshops/{id}/hand", "/workshops/{id}/hand/live", "/workshops/{id}/hand/own", "/workshops/{id}/hand/stream", "/workshops/{id}/hand/minutes",
        // Neither has whoever answers with a code: CollectionTests look at each of its pages.
        "/collections/{id}/answer", "/collections/{id}/answer/questions", "/collections/{id}/answer/review", "/collections/{id}/answer/receipt",
        // Nor is there anything of these in Fjordby yet: OwnQuestionsTests and CollectionTests come to them in their journeys.
        "/collections/questions/{number:int}", "/collections/questions/{number:int}/preview", "/collections/other-results/{result:guid}",
        "/collections/{id}/mine/review", "/collections/{id}/answers", "/collections/{id}/answers/{answer:guid}",
    ];

    private static readonly string[] Everybody = ["", .. Cast.All.Select(persona => persona.Key)];

    private protected async Task EveryPage(string language)
    {
        await using var house = await Visits.Open(cluster, lived: true, network: true);
        // A conversation that rests because the leader changed: its employee decides.
        await Given.AConversation(house, await house.IdOf("maja"), await house.IdOf("aisha"), State.Paused);
        // A workshop in the middle of its board; those that are held and planned are Fjordby's own.
        // Ways that nothing leads to here: a code hangs on a wall, and a team as small as Fjordby's needs no page of its own to choose among.
        var waiting = await house.Ask(db => db.Cases.Where(one => one.ClosedAt == null && one.Psychologist == null).Select(one => one.Id).FirstAsync(), Acting.AtChores);
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = $"/join/{await InTheMiddle(house)}", ["kirsten"] = $"/cases/{waiting}/psychologist" };
        var doors = house.Endpoints.Where(door => door.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true && !NoPages.Contains(door.RoutePattern.RawText)).ToList();
        var walk = new Walk(language, doors);
        foreach (var persona in Everybody)
        {
            var page = await chromium.Window(house.Address);
            if (persona.Length > 0)
                await page.SitDownAs(persona);
            await walk.As(persona, page, [.. await Begin(persona, page), .. known.TryGetValue(persona, out var way) ? [way] : Array.Empty<string>()]);
        }
        await walk.Look();
        foreach (var page in walk.Windows)
            await page.Context.CloseAsync();
        walk.Found.AddRange(walk.Unseen.Select(path => $"no way leads to {path}"));
        TestContext.Current.SendDiagnosticMessage($"{walk.Read} pages read, {walk.Looked} looked at in {walk.Watch.Elapsed}");
        walk.Found.ShouldBeEmpty(string.Join('\n', walk.Found));
    }

    private static async Task<string> InTheMiddle(Visits house)
    {
        var workshop = await house.AWorkshop([await house.IdOf("jonas")]);
        var board = await house.ItemOf(workshop, "T04.S4");
        var (ida, bo) = (await house.Join(workshop, "Ida", "Bo")) is [var first, var second] ? (first, second) : throw new InvalidOperationException();
        var coffee = await house.Write(ida, board, "T04.S4.L1", "Kaffe i solen", chosen: true);
        await house.Write(bo, board, "T04.S4.L1", "Te i skyggen", under: coffee);
        await house.Write(bo, board, "T04.S4.L2", "Larm fra gangen");
        await house.GoTo(board, Stage.Shown);
        return await house.Ask(db => db.Workshops.Where(one => one.Id == workshop).Select(one => one.Code).SingleAsync(), Acting.AtChores);
    }

    /// <summary>What somebody must first begin before there is a page to come to: reflections of one's own, a drawing among them, and a file of people. Gives the ways to them.</summary>
    private static async Task<string[]> Begin(string persona, IPage page)
    {
        Task<IAPIResponse> Reflect(string step) => page.APIRequest.PostAsync("/reflections", new() { MaxRedirects = 0, Form = page.APIRequest.CreateFormData().Set("step", step) });
        IAPIResponse[] begun = persona switch
        {
            "maja" => [await Reflect("E2.C"), await Reflect(Visits.Library.Tools.SelectMany(tool => tool.Steps).First(step => step.Kind == "circles").Id)],
            "admin" =>
            [
                await page.APIRequest.PostAsync("/administration/import", new()
                {
                    MaxRedirects = 0,
                    Multipart = page.APIRequest.CreateFormData().Set("file", new FilePayload
                    {
                        Name = "people.csv", MimeType = "text/csv", Buffer = await (await page.APIRequest.GetAsync("/administration/import/example")).BodyAsync(),
                    }),
                }),
            ],
            _ => [],
        };
        begun.ShouldAllBe(answer => answer.Status == 303);
        // Something stands in the first, so that there is a time to lay beside others.
        if (persona == "maja")
            (await page.APIRequest.PostAsync(begun[0].Headers["location"], new() { MaxRedirects = 0, Form = page.APIRequest.CreateFormData().Set("version", "0").Set("E2.C1", "Hvad skal jeg huske?") })).Status.ShouldBe(303);
        // What changed in ours since a tool was copied has a way to it only when something has.
        return [.. begun.Select(answer => answer.Headers["location"]), .. persona == "admin" ? ["/own-tools/1/ours"] : Array.Empty<string>()];
    }

    /// <summary>One walk through the whole house.</summary>
    private sealed class Walk(string language, IReadOnlyList<RouteEndpoint> doors)
    {
        private readonly HashSet<string> shapes = [];
        private readonly List<Sight> sights = [];
        private readonly HashSet<RouteEndpoint> seen = [];

        public List<string> Found { get; } = [];

        public IEnumerable<IPage> Windows => sights.Select(sight => sight.Page).Distinct();

        public int Read { get; private set; }

        public int Looked { get; private set; }

        public Stopwatch Watch { get; } = Stopwatch.StartNew();

        /// <summary>Pages that nobody came to. What has no page but a file answers with a file, and does not count.</summary>
        public IEnumerable<string> Unseen => doors.Except(seen).Select(door => door.RoutePattern.RawText!);

        public async Task As(string persona, IPage page, IEnumerable<string> begun)
        {
            var (taken, ways) = (new HashSet<string>(), new Queue<string>());
            Take(doors.Select(door => door.RoutePattern.RawText!).Where(path => !path.Contains('{', StringComparison.Ordinal)).Prepend($"/me?lang={language}").Concat(begun));
            while (ways.TryDequeue(out var path))
            {
                var answer = await page.APIRequest.GetAsync(path, new() { MaxRedirects = 0, FailOnStatusCode = false, Timeout = 60_000 });
                Read++;
                var door = DoorOf(path);
                if (answer.Status >= 500)
                    Found.Add($"{persona} {path}: {answer.Status}");
                if (answer.Status < 400 && door is not null && (answer.Status != 200 || !IsPage(answer)))
                    seen.Add(door);
                if (answer.Status is 303 && answer.Headers.TryGetValue("location", out var onward))
                    Take([onward]);
                if (!IsPage(answer))
                    continue;
                var html = new HtmlParser().ParseDocument(await answer.TextAsync());
                var (kind, pairs, onwards) = ($"{door?.RoutePattern.RawText} {answer.Status}", Pairs(html), Onwards(html));
                if (!shapes.Add($"{kind} {string.Join(' ', pairs)} {string.Join(' ', onwards.Select(way => DoorOf(way)?.RoutePattern.RawText).Distinct().Order(StringComparer.Ordinal))}"))
                    continue;
                if (answer.Status == 200 && door is not null)
                    seen.Add(door);
                if (answer.Status is not 404)
                    Take(onwards);
                sights.Add(new(persona, page, path, kind, pairs));
            }

            void Take(IEnumerable<string> found)
            {
                foreach (var way in found.Select(way => way.Split('#')[0]).Where(way => !way.Contains("lang=", StringComparison.Ordinal) || way == $"/me?lang={language}"))
                    // A way deep into another language's guide, or a file, is no way on. What is open to everybody is the same for all: a stranger and one of the house read it.
                    if (DoorOf(way) is { } door && (persona is "" or "maja" || door.Metadata.GetMetadata<May>()?.Kind is not Kind.Open) && taken.Add(way))
                        ways.Enqueue(way);
            }
        }

        /// <summary>Searches pages until each thing that is built has been searched somewhere, and in Danish looks at others until it has been looked at among pages of each kind; those with most on them first, so that few are enough.</summary>
        public async Task Look()
        {
            var searched = Cover(sights, sight => sight.Pairs, []);
            foreach (var sight in searched)
                await Look(sight, Search);
            if (language == "da")
                foreach (var sight in Cover(sights, OfKind, [.. searched.SelectMany(OfKind)]))
                    await Look(sight, Glance);

            static IEnumerable<(string, string)> OfKind(Sight sight) => sight.Pairs.Select(pair => (sight.Kind, pair));
        }

        private static List<Sight> Cover<T>(IEnumerable<Sight> sights, Func<Sight, IEnumerable<T>> has, HashSet<T> known)
        {
            var left = sights.Select(sight => (Sight: sight, Has: has(sight).Except(known).ToHashSet())).ToList();
            var chosen = new List<Sight>();
            while (left.MaxBy(one => one.Has.Count) is { Has.Count: > 0 } most)
            {
                chosen.Add(most.Sight);
                var done = most.Has.ToList();
                left.ForEach(one => one.Has.ExceptWith(done));
            }
            return chosen;
        }

        private async Task Look(Sight sight, Func<IPage, Task<IEnumerable<string>>> look)
        {
            Looked++;
            await sight.Page.GotoAsync(sight.Path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            var found = (await look(sight.Page)).ToList();
            // What hangs on a wall, and a guide somebody was sent to, speak their own language whoever looks.
            if (await sight.Page.GetAttributeAsync("html", "lang") != language && !sight.Path.StartsWith("/guide/", StringComparison.Ordinal) && !sight.Path.EndsWith("/screen", StringComparison.Ordinal))
                found.Add("not in the language that was chosen");
            Found.AddRange(found.Select(barrier => $"{sight.Persona} {sight.Path}: {barrier}"));
        }

        /// <summary>What is built is the same in both languages, but for what a language makes longer: the colours are searched in Danish, in the light and in the dark, and a narrow window in English.</summary>
        private async Task<IEnumerable<string>> Search(IPage page)
        {
            if (language == "en")
                return [.. await Glance(page), .. await page.Barriers(Browser.Search.ButColours)];
            await page.SetViewportSizeAsync(1280, 900);
            var light = await page.Barriers();
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            var dark = await page.Barriers(Browser.Search.Colours);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            return [.. light, .. dark.Select(barrier => $"in the dark: {barrier}"), .. await Glance(page)];
        }

        /// <summary>In the narrowest window.</summary>
        private static async Task<IEnumerable<string>> Glance(IPage page)
        {
            await page.SetViewportSizeAsync(320, 640);
            return (await page.Oddities()).Select(oddity => $"at 320: {oddity}");
        }

        private RouteEndpoint? DoorOf(string path)
        {
            var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
            return doors.Where(door => door.RoutePattern.PathSegments.Count == parts.Length)
                .Where(door => door.RoutePattern.RawText!.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries).Zip(parts)
                    .All(pair => pair.First == pair.Second || (pair.First is ['{', .., '}'] && (!pair.First.Contains(":guid", StringComparison.Ordinal) || Guid.TryParse(pair.Second, out _)))))
                .MinBy(door => door.RoutePattern.Parameters.Count);
        }

        private static bool IsPage(IAPIResponse answer) => answer.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html", StringComparison.Ordinal) is true;

        /// <summary>How a page is built, whatever stands in it: what stands within what. A drawing is one thing.</summary>
        private static List<string> Pairs(IDocument html) =>
            [.. html.All.Where(one => one.ParentElement?.Closest("svg") is null).Select(one => $"{Built(one.ParentElement)}>{Built(one)}").Distinct().Order(StringComparer.Ordinal)];

        private static string Built(IElement? one) => $"{one?.LocalName}.{one?.ClassName}.{one?.GetAttribute("type")}.{one?.GetAttribute("role")}";

        private static List<string> Onwards(IDocument html) =>
            [.. html.QuerySelectorAll("a[href], link[href]").Select(way => way.GetAttribute("href")!).Where(way => way is ['/', not '/', ..])];

        /// <summary>A page that is built unlike those before it, in the window of whoever came to it.</summary>
        private sealed record Sight(string Persona, IPage Page, string Path, string Kind, List<string> Pairs);
    }
}

/// <summary>In Danish.</summary>
public sealed class NobodyIsShutOutInDanishTests(TestCluster cluster, Chromium chromium) : NobodyIsShutOutTests(cluster, chromium)
{
    [Fact]
    public Task Every_page_is_open_to_everybody_who_may_see_it() => EveryPage("da");
}

/// <summary>In English.</summary>
public sealed class NobodyIsShutOutInEnglishTests(TestCluster cluster, Chromium chromium) : NobodyIsShutOutTests(cluster, chromium)
{
    [Fact]
    public Task Every_page_is_open_to_everybody_who_may_see_it() => EveryPage("en");
}
