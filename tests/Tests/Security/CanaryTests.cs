using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Cases;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Cases;

namespace Omtanke.Tests.Security;

/// <summary>
/// A canary, a word that stands nowhere else, is put into every private and shared text of a conversation and of a case. Then everything the house gives out is searched for it:
/// each page and file as each wrong person, the letters, the calendars, the log, and the database's own files.
/// </summary>
public sealed class CanaryTests(TestCluster cluster)
{
    private static readonly string[] WrongPeople = ["aisha", "jonas", "birgit", "karen", "lars", "kirsten", "admin"];

    [Fact]
    public async Task Nobody_but_the_two_meets_a_word_of_a_conversation_on_any_page_or_in_any_file()
    {
        await using var house = await Visits.Open(cluster);
        var cage = await Cage.Fill(house);

        foreach (var persona in WrongPeople)
        {
            var pages = await Everything(house, await house.As(persona), cage);
            pages.ShouldBeFreeOf(cage.All, $"as {persona}");
            // What the team has learnt is the team's until a second one has read it.
            if (persona is not ("lars" or "kirsten"))
                pages.ShouldBeFreeOf([cage.Case.Draft], $"as {persona}");
        }
        (await Everything(house, house.Browser(), cage)).ShouldBeFreeOf([.. cage.All, cage.Case.Draft], "as a stranger");
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
        employee.ShouldBeFreeOf([cage.LeadersOwn, cage.Case.Draft], "as the employee");
        leader.ShouldBeFreeOf([cage.EmployeesOwn, cage.Case.Draft, .. cage.Case.OfTheTwo.Values], "as the leader, who registered the case");
        var psychologist = await Everything(house, await house.As(cage.Case.Psychologist), cage);
        foreach (var (name, canary) in cage.Case.OfTheTwo.Concat(cage.Case.Shared))
        {
            employee.Any(page => page.Text.Contains(canary, StringComparison.Ordinal)).ShouldBeTrue($"the employee should find {name} somewhere");
            psychologist.Any(page => page.Text.Contains(canary, StringComparison.Ordinal)).ShouldBeTrue($"the psychologist should find {name} somewhere");
        }
        foreach (var (name, canary) in cage.Case.Shared)
            leader.Any(page => page.Text.Contains(canary, StringComparison.Ordinal)).ShouldBeTrue($"the leader should find {name} somewhere");
        psychologist.ShouldBeFreeOf([.. cage.Shared.Values, cage.EmployeesOwn, cage.LeadersOwn], "as the psychologist, of the conversation");
        // How it ended is the two's alone.
        foreach (var word in cage.Case.EndedWith)
        {
            employee.Any(page => page.Path.Contains(cage.Case.Over.ToString(), StringComparison.Ordinal) && page.Text.Contains(word, StringComparison.Ordinal)).ShouldBeTrue(word);
            leader.Where(page => page.Path.Contains(cage.Case.Over.ToString(), StringComparison.Ordinal)).ShouldBeFreeOf([word], "as the leader");
        }
    }

    [Fact]
    public async Task The_former_leader_meets_nothing_of_the_conversation_or_of_the_case()
    {
        await using var house = await Visits.Open(cluster);
        var cage = await Cage.Fill(house);
        await house.Do(async db =>
        {
            db.Add((await db.Conversations.SingleAsync(found => found.Id == cage.Conversation)).Pause(house.Clock.GetUtcNow()));
            db.Add((await db.FoundCase(cage.Case.Id)).LoseLeader(house.Clock.GetUtcNow()));
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

        string[] words = [.. cage.All, cage.Case.Draft];
        words.ShouldAllBe(canary => !house.Log.Text.Contains(canary, StringComparison.Ordinal));
        foreach (var letter in await Letters(house))
            words.ShouldAllBe(canary => !letter.Contains(canary, StringComparison.Ordinal));
        // Nor do the calendars of those who may read it: they lie in other programs, and on other people's screens.
        foreach (var person in (Guid[])[await house.IdOf("maja"), await house.IdOf("henrik"), cage.Case.Psychologist])
        {
            var calendar = await Calendar(house, await house.As(person));
            calendar.ShouldContain("BEGIN:VEVENT");
            words.ShouldAllBe(canary => !calendar.Contains(canary, StringComparison.Ordinal));
        }
        var files = await FilesOfTheDatabase(house);
        foreach (var file in files)
            Holds(file, [.. cage.All, .. Cage.WordsThatLieSealed]).ShouldBeNull(file);
        // Proof that the search finds what is there: a name stands open in the same files.
        files.Any(file => Holds(file, ["Maja Holm"]) is not null).ShouldBeTrue();
    }

    [Fact]
    public async Task Ids_of_one_conversation_used_under_another_open_nothing()
    {
        await using var house = await Visits.Open(cluster);
        var cage = await Cage.Fill(house);
        // Aisha has a conversation of her own; she uses its id with everything she might have learnt of Maja's.
        var aisha = await house.IdOf("aisha");
        var own = await Tests.Given.AConversation(house, await house.IdOf("jonas"), aisha, State.Active);
        var ownCase = await house.ACase(aisha, await house.IdOf("karen"), cage.Case.Psychologist);
        (await Everything(house, await house.As("aisha"), cage with { Conversation = own, Case = cage.Case with { Id = ownCase, Over = ownCase } })).ShouldBeFreeOf(cage.All, "through her own conversation and case");
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

    /// <summary>What a person's own calendar is given, with its long lines put together.</summary>
    private static async Task<string> Calendar(Visits house, Visitor visitor)
    {
        var address = System.Text.RegularExpressions.Regex.Match((await visitor.Post("/account/calendar")).Text, @"https://localhost(/calendar/[A-Za-z0-9_-]{43}\.ics)").Groups[1].Value;
        return (await house.Browser().Get(address)).Text.Replace("\r\n ", "", StringComparison.Ordinal);
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

    /// <summary>A conversation between Maja and Henrik with a canary in every text, and a case of hers.</summary>
    private sealed record Cage(Guid Conversation, Guid Agreement, Guid Line, IReadOnlyDictionary<string, string> Shared, string EmployeesOwn, string LeadersOwn, CaseCage Case)
    {
        /// <summary>What stands sealed as choices: in the files of the database none of them is to be read.</summary>
        public static readonly string[] WordsThatLieSealed = [nameof(Omtanke.Cases.Outcome.MuchBetter), nameof(Ended.OtherWork), $"\"{nameof(WorkShare.Most)}\"", $"\"{Facts.AskedAfterwards[0]}\":"];

        public IEnumerable<string> All => [.. Shared.Values, EmployeesOwn, LeadersOwn, .. Case.OfTheTwo.Values, .. Case.Shared.Values];

        public static async Task<Cage> Fill(Visits house)
        {
            var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
            var id = await Tests.Given.AConversation(house, maja, henrik, State.Active);
            string[] texts = ["message", "place", "companion", "line", "note of the employee", "note of the leader", "agreement", "outcome"];
            var shared = texts.ToDictionary(text => text, _ => CaseCage.Canary(), StringComparer.Ordinal);
            var (agreement, line, employeesOwn, leadersOwn) = (Ids.New(), Ids.New(), CaseCage.Canary(), CaseCage.Canary());
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
                db.Add(new Omtanke.Conversations.Outcome { Id = outcome, Agreement = agreement, Conversation = id, Person = maja, Answer = Helped.Partly, Note = grant.Seal(shared["outcome"], "outcomes.note", outcome), Version = 1, At = now });
                await db.SaveChangesAsync();
            }, Acting.AtChores);
            await Prepare(house, id, maja, "E2.0", "E2.0.1", employeesOwn);
            await Prepare(house, id, henrik, "T07.F1", "T07.F1.1", leadersOwn);
            return new Cage(id, agreement, line, shared, employeesOwn, leadersOwn, await CaseCage.Fill(house, maja, henrik));
        }

        /// <summary>The route with every id the cage knows put in.</summary>
        public IEnumerable<string> Paths(string route) =>
            route.StartsWith("/cases/", StringComparison.Ordinal) ? Case.Paths(route)
            : route.Contains("{step}", StringComparison.Ordinal)
                ? ((string[])["E2.0", "T07.F1", "T07.F2"]).Select(step => Fill(route, step))
                : [Fill(route, "T07.F1")];

        private string Fill(string route, string step) => System.Text.RegularExpressions.Regex.Replace(route, @"\{\*?(\w+)[^}]*\}", hole => hole.Groups[1].Value switch
        {
            "id" => Conversation.ToString(),
            "agreement" => Agreement.ToString(),
            "line" => Line.ToString(),
            "step" => step,
            "slug" => "care-conversation",
            "language" => "da",
            "part" => "before",
            _ => Ids.New().ToString(),
        });

        private static Task Prepare(Visits house, Guid conversation, Guid author, string step, string field, string text) => house.Do(async db =>
        {
            var (key, grant) = Tests.Given.AKey(house, db, Kind.Private, author);
            db.Add(Preparation.Begin(conversation, author, step, key, grant, Answer.Empty.With(field, text), house.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }, Acting.As(author));
    }
}

/// <summary>A case of Maja's that Henrik registered and Nanna has, with a canary in every text, one that is over, and what Nanna has learnt.</summary>
/// <param name="Id">The case.</param>
/// <param name="Over">The other one.</param>
/// <param name="Psychologist">Nanna.</param>
/// <param name="Meeting">The meeting of three.</param>
/// <param name="Plans">The plans: one of each kind, and the shared one.</param>
/// <param name="Points">What is learnt: a draft.</param>
/// <param name="OfTheTwo">What only the employee and the psychologist meet.</param>
/// <param name="Shared">What the leader meets as well.</param>
/// <param name="Draft">What stands in the draft; the team reads it.</param>
internal sealed record CaseCage(
    Guid Id, Guid Over, Guid Psychologist, Guid Meeting, IReadOnlyList<Guid> Plans, IReadOnlyList<Guid> Points, IReadOnlyDictionary<string, string> OfTheTwo, IReadOnlyDictionary<string, string> Shared, string Draft)
{
    /// <summary>How it ended, as its page says it.</summary>
    public string[] EndedWith => [.. ((string[])[$"ended.{Ended.OtherWork}", $"outcome.{Omtanke.Cases.Outcome.MuchBetter}"]).Select(word => Visits.Library.In("da").Words[$"case-closing.{word}"])];

    /// <summary>Fills it.</summary>
    public static async Task<CaseCage> Fill(Visits house, Guid maja, Guid henrik)
    {
        var nanna = await house.Somebody("Nanna Toft", Omtanke.Organisation.Role.Psychologist);
        var two = new Dictionary<string, string>(StringComparer.Ordinal) { ["the telephone number"] = Canary(), ["a sentence that was not passed on"] = Canary() };
        var shared = new Dictionary<string, string>(StringComparer.Ordinal) { ["a sentence that was passed on"] = Canary(), ["the place of the meeting"] = Canary() };
        var id = await house.ACase(maja, henrik, nanna, phone: two["the telephone number"]);
        await house.AMessage(id, two["a sentence that was not passed on"]);
        var passed = await house.AMessage(id, shared["a sentence that was passed on"]);
        var meeting = await house.AThree(id, shared["the place of the meeting"]);
        var plans = await house.Ask(async db =>
        {
            var (one, now) = (await db.FoundCase(id), house.Clock.GetUtcNow());
            var grant = await Tests.Given.AGrant(house, db, one.Key);
            db.Add(Consent.Give(id, Topic.PassOn, passed, maja, now, henrik, (await db.CaseMessages.SingleAsync(message => message.Id == passed)).Hash));
            (await db.CaseMeetings.SingleAsync(found => found.Id == meeting)).Book((db.Add(Contact.Plan(id, ContactKind.ThreeParty, Clock.Day(now).AddDays(9), now)).Entity).Id, now);
            var made = new List<Guid>();
            foreach (var kind in Enum.GetValues<PlanKind>())
            {
                var plan = CasePlan.Begin(Ids.New(), one, kind, maja, now);
                db.AddRange(plan, plan.Write(Written(kind, two, $"{kind}"), adjusted: false, maja, grant, now));
                made.Add(plan.Id);
            }
            // One is shared, and what stood in it before that is not.
            var open = CasePlan.Begin(Ids.New(), one, PlanKind.Return, maja, now);
            db.AddRange(
                open, open.Write(Written(PlanKind.Return, two, "before it was shared"), adjusted: false, maja, grant, now.AddMinutes(-2)), open.Write(Written(PlanKind.Return, shared, "shared"), adjusted: false, maja, grant, now.AddMinutes(-1)),
                Consent.Give(id, Topic.SharePlan, open.Id, maja, now, henrik));
            await db.SaveChangesAsync();
            return (List<Guid>)[.. made, open.Id];
        }, Acting.AtChores);
        var over = await house.ACase(maja, henrik, nanna, closed: true);
        await house.Within(async (db, services) =>
        {
            var grant = await Tests.Given.AGrant(house, db, (await db.FoundCase(over)).Key);
            var ending = await db.BeginEnding(over);
            ending.Say(new(Omtanke.Cases.Outcome.MuchBetter, true), grant);
            ending.Decide(new(Ended.OtherWork, PlanThen.GoesOn), grant);
            await db.SaveChangesAsync();
            await services.GetRequiredService<CountBox>().Put(Counting.Evaluations, new(null, Facts.AskedAfterwards.ToDictionary(question => question, _ => 4)), house.Clock.GetUtcNow());
            await db.SaveChangesAsync();
            return true;
        }, Acting.AtChores);
        var draft = Canary();
        return new(id, over, nanna, meeting, plans, [await house.APoint(nanna, text: draft)], two, shared, draft);
    }

    /// <summary>A word that stands nowhere else.</summary>
    public static string Canary() => $"kanarie{Ids.New():N}";

    /// <summary>The route with every id put in that the cage knows.</summary>
    public IEnumerable<string> Paths(string route) =>
        route.StartsWith("/cases/points/", StringComparison.Ordinal) ? Points.Select(point => route.Replace("{id}", point.ToString(), StringComparison.Ordinal))
        : from one in (Guid[])[Id, Over]
          from plan in route.Contains("{plan", StringComparison.Ordinal) ? Plans : [Guid.Empty]
          from version in route.Contains("{version", StringComparison.Ordinal) ? (string[])["1", "2"] : [""]
          select System.Text.RegularExpressions.Regex.Replace(route, @"\{(\w+)[^}]*\}", hole => hole.Groups[1].Value switch { "id" => one.ToString(), "plan" => plan.ToString(), "meeting" => Meeting.ToString(), "version" => version, _ => Ids.New().ToString() });

    // A canary in each field.
    private static PlanContent Written(PlanKind kind, Dictionary<string, string> canaries, string which)
    {
        var texts = PlanContent.FieldsOf(kind).ToDictionary(field => field, _ => Canary());
        foreach (var (field, canary) in texts)
            canaries.Add($"{field} of the plan: {which}", canary);
        return PlanContent.Empty with { Texts = texts, Reviews = [new(2026, 12, 1)] };
    }
}

internal static class CanarySearch
{
    /// <summary>None of the canaries stands in any of the pages.</summary>
    public static void ShouldBeFreeOf(this IEnumerable<(string Path, string Text)> pages, IEnumerable<string> canaries, string who) =>
        pages.Where(page => canaries.Any(canary => page.Text.Contains(canary, StringComparison.Ordinal))).Select(page => page.Path).ShouldBeEmpty(who);
}
