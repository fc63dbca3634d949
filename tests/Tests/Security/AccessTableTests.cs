using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Omtanke.Assessments;
using Omtanke.Assessments.Named;
using Omtanke.Conversations;
using Omtanke.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Omtanke.Organisation;
using Omtanke.Policies;
using Omtanke.Reflections;
using Omtanke.Security;
using Omtanke.Tests.Assessments;
using Omtanke.Tests.Cases;
using Omtanke.Tests.Workshops;
using Omtanke.Workshops;
using Omtanke.Workshops.WriteUp;

namespace Omtanke.Tests.Security;

/// <summary>Every door of the house against the table written by hand (access-table.md), knocked on by fourteen people in every state.</summary>
public sealed partial class AccessTableTests(TestCluster cluster)
{
    /// <summary>The fourteen. The employee owns the record; the leader is the other of the two, and in the paused state has become the former leader.</summary>
    private static readonly string[] Actors =
        ["anonymous", "employee", "other employee", "leader", "former leader", "other leader", "leader's leader", "HR", "AMR", "psychologist", "other psychologist", "team lead", "top management", "administrator"];

    /// <summary>What lies inside a record, where a door names it too.</summary>
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, Dictionary<string, Guid>> inside = new();

    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["step"] = "T07.F1", ["slug"] = "care-conversation", ["code"] = "no-such-code", ["language"] = "da", ["number"] = "1", ["edition"] = "1", ["version"] = "1", ["part"] = "before", ["pack"] = "WHO5", ["result"] = "019aa000-0000-7000-8000-000000000000", ["place"] = "AAAAAAAAAAAAAAAAAAAAAAA",
    };

    [Fact]
    public async Task The_table_names_every_endpoint_with_its_kind_and_operation_and_nothing_else()
    {
        await using var house = await Visits.Open(cluster);
        var doors = house.Endpoints.Where(endpoint => !IsFallback(endpoint))
            .Select(endpoint => (Name: NameOf(endpoint), May: endpoint.Metadata.GetMetadata<May>()!)).Select(door => $"{door.Name} | {door.May.Kind} | {door.May.Operation}");
        doors.Order(StringComparer.Ordinal).ShouldBe(Table().Select(row => $"{row.Endpoint} | {row.Kind} | {row.Operation}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_of_fourteen_people_gets_in_exactly_where_the_table_says_in_every_state()
    {
        // Some ten thousand visits: what each wrote to the log would take longer than the visit.
        await using var house = await Visits.Open(cluster, adjust: builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        var people = await Gather(house);
        var seats = new Dictionary<string, Visitor>(StringComparer.Ordinal);
        foreach (var actor in Actors)
            seats[actor] = await SitDown(actor);
        var table = Table().ToDictionary(row => row.Endpoint);
        var shared = new Dictionary<(Type, State), Guid>();
        var wrong = new List<string>();
        // What ends somebody's sessions comes last, so that nobody's seat is gone before.
        foreach (var endpoint in house.Endpoints.Where(endpoint => !IsFallback(endpoint)).OrderBy(endpoint => endpoint.Metadata.GetMetadata<May>()!.Record is null && !NameOf(endpoint).StartsWith("GET ", StringComparison.Ordinal)))
        {
            var row = table[NameOf(endpoint)];
            var record = endpoint.Metadata.GetMetadata<May>()!.Record;
            var writes = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0] != "GET";
            foreach (var state in record is null ? [State.None] : (State[])[State.Active, State.Paused, State.Closed])
                foreach (var actor in Actors)
                {
                    var expected = IsExpected(row.Who, actor, state);
                    // What one is let in to do must not change what the next one meets: then a record, or a sign-in, of its own.
                    var id = record is null ? Ids.New() : writes && expected ? await Given(house, people, record, state) : await Shared(record, state);
                    var browser = writes && record is null ? await SitDown(actor) : seats[actor];
                    var reply = await Knock(browser, endpoint, id);
                    if (expected != GotIn(reply))
                        wrong.Add($"{row.Endpoint} as {actor} ({state}): {(expected ? "should get in" : "should not get in")}, got {(int)reply.Status} {reply.Location}");
                }
        }
        wrong.ShouldBeEmpty(string.Join('\n', wrong));

        async Task<Visitor> SitDown(string actor) => people.TryGetValue(actor, out var person) ? await house.As(person) : house.Browser();

        async Task<Guid> Shared(Type record, State state) =>
            shared.TryGetValue((record, state), out var id) ? id : shared[(record, state)] = await Given(house, people, record, state);
    }

    [Fact]
    public async Task What_is_not_yours_and_what_does_not_exist_are_the_same_bytes()
    {
        await using var house = await Visits.Open(cluster);
        var people = await Gather(house);
        using var stranger = await house.As(people["other employee"]);
        // What everybody signed in may read is nobody's secret.
        var open = Table().Where(row => row.Who == "signed in").Select(row => row.Endpoint).ToHashSet();
        foreach (var endpoint in house.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<May>()?.Record is not null && !open.Contains(NameOf(endpoint))))
        {
            var theirs = await Given(house, people, endpoint.Metadata.GetMetadata<May>()!.Record!, State.Active);
            var (notYours, notThere) = (await Knock(stranger, endpoint, theirs), await Knock(stranger, endpoint, Ids.New()));
            notYours.Status.ShouldBe(endpoint.Metadata.GetMetadata<May>()!.Operation == Operation.TakePart ? HttpStatusCode.SeeOther : HttpStatusCode.NotFound);
            notThere.Bytes.SequenceEqual(notYours.Bytes).ShouldBeTrue(NameOf(endpoint));
            Headers(notThere).ShouldBe(Headers(notYours));
        }

        static IEnumerable<string> Headers(Reply reply) => reply.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order();
    }

    private static bool GotIn(Reply reply) => reply.Status switch
    {
        HttpStatusCode.NotFound => !reply.Text.Contains(Visits.Library.In("da").Words["missing.title"], StringComparison.Ordinal),
        HttpStatusCode.SeeOther => reply.Location is not ("/join" or "/answer") && reply.Location?.StartsWith("/sign-in?to=", StringComparison.Ordinal) is not true && reply.Location?.StartsWith("/sign-in/again?to=", StringComparison.Ordinal) is not true,
        HttpStatusCode.InternalServerError => throw new InvalidOperationException(reply.Text),
        _ => true,
    };

    private static bool IsExpected(string who, string actor, State state)
    {
        if (who.Contains(':', StringComparison.Ordinal))
            who = who.Split(';', StringSplitOptions.TrimEntries).Select(part => part.Split(':', StringSplitOptions.TrimEntries))
                .Where(part => string.Equals(part[0], state.ToString(), StringComparison.OrdinalIgnoreCase)).Select(part => part[1]).SingleOrDefault("nobody");
        return who switch
        {
            "everybody" => true,
            "signed in" => actor != "anonymous",
            "answer for the whole" => actor is "top management" or "HR",
            "organisers" => actor is "HR" or "administrator",
            "keepers of tools" => actor is "HR" or "AMR" or "administrator",
            "administrator" => actor == "administrator",
            "both" => actor is "employee" or "leader",
            "employee" or "author" => actor == "employee",
            "beginners" => actor is "HR" or "AMR" or "top management",
            "members" or "in it" => actor is "employee" or "AMR",
            "invited" => actor == "leader",
            "publishers" => actor == "AMR",
            "facilitator" or "keeper" => actor == "employee",
            "offered" => actor == "AMR",
            "keeper or offered" => actor is "employee" or "AMR",
            "askers" => actor is "leader" or "other leader" or "HR" or "AMR" or "top management",
            "keeper or responsible" => actor is "employee" or "AMR",
            "organisers of assessments" => actor is "HR" or "AMR" or "top management",
            "askers of anybody" => actor is "HR" or "AMR" or "top management",
            "handed to" or "named" => actor == "AMR",
            "shown" => actor is "employee" or "AMR",
            "asked" => actor is "employee" or "leader" or "AMR",
            "the three" => actor is "employee" or "leader" or "psychologist",
            "employee or psychologist" => actor is "employee" or "psychologist",
            "their psychologist" => actor == "psychologist",
            "psychologists" => actor is "psychologist" or "other psychologist",
            "team lead" => actor == "team lead",
            "the team" => actor is "psychologist" or "other psychologist" or "team lead",
            "second readers" => actor is "other psychologist" or "team lead",
            "report readers" => actor is "top management" or "team lead",
            "nobody" => false,
            _ => throw new InvalidOperationException($"The table says «{who}», which nobody understands."),
        };
    }

    private static async Task<Reply> Knock(Visitor browser, RouteEndpoint endpoint, Guid id)
    {
        var path = Hole().Replace(endpoint.RoutePattern.RawText!, hole => hole.Groups["name"].Value is "id" ? id.ToString()
            : inside.TryGetValue(id, out var parts) && parts.TryGetValue(hole.Groups["name"].Value, out var part) ? part.ToString() : Samples.GetValueOrDefault(hole.Groups["name"].Value, Ids.New().ToString()));
        var method = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0];
        // A browser's form always sends something; without a body the framework answers before any door is asked.
        return method == "GET" ? await browser.Get(path) : await browser.Post(path, ("persona", "maja"));
    }

    /// <summary>The fourteen, as people of the workplace; the former leader used to lead the unit, the leader's leader leads the one above.</summary>
    private static async Task<Dictionary<string, Guid>> Gather(Visits house)
    {
        var people = new Dictionary<string, Guid>(StringComparer.Ordinal)
        {
            ["employee"] = await house.IdOf("maja"), ["leader"] = await house.IdOf("henrik"), ["other leader"] = await house.IdOf("aisha"), ["AMR"] = await house.IdOf("jonas"),
            ["HR"] = await house.IdOf("birgit"), ["top management"] = await house.IdOf("karen"), ["psychologist"] = await house.IdOf("lars"), ["administrator"] = await house.IdOf("admin"),
        };
        foreach (var extra in (string[])["other employee", "former leader", "leader's leader"])
        {
            var person = new Person { Id = Ids.New(), Name = extra, Email = $"{Ids.New():N}@fjordby.example", Language = "da", JoinedOn = new DateOnly(2020, 1, 1) };
            people[extra] = person.Id;
            await house.Do(async db =>
            {
                db.Add(person);
                await db.SaveChangesAsync();
            });
        }
        (people["other psychologist"], people["team lead"]) = (await house.Somebody("Nanna Toft", Role.Psychologist), await house.Somebody("Merete Holt", Role.TeamLead));
        return people;
    }

    /// <summary>A record of the employee's (with the leader, where there are two) in this state.</summary>
    private static async Task<Guid> Given(Visits house, Dictionary<string, Guid> people, Type record, State state)
    {
        if (record == typeof(Conversation) || record == typeof(Preparation))
            return await Tests.Given.AConversation(house, people["employee"], people["leader"], state);
        if (record == typeof(Reflection))
            return await Tests.Given.AReflection(house, people["employee"]);
        if (record == typeof(Policy))
            return await Inside(await Tests.Given.APolicy(house, [people["employee"], people["AMR"]], roundIn: "Hjemmeplejen Øst"));
        if (record == typeof(PublicText))
            return await Inside(await Tests.Given.APolicy(house, [people["AMR"]], roundIn: state == State.Active ? "Hjemmeplejen Øst" : null, published: state == State.Closed));
        if (record == typeof(Workshop) || record == typeof(HandedMinutes))
            return await InWorkshop(await house.AWorkshop([people["employee"]], closed: state == State.Closed, more: (workshop, _) => workshop.Readers = [people["AMR"]]));
        if (record == typeof(Omtanke.Assessments.See.Result))
            return await Shown(await house.ACollection(people["employee"], ["Fjordskolen"], open: state == State.Paused, closed: state == State.Closed), state);
        if (record == typeof(OwnAnswer) || record == typeof(Talk))
            return await house.ACollection(people["HR"], ["Hjemmeplejen Øst"], open: state == State.Paused, closed: state == State.Closed, more: one => one.Mode = Mode.Dialogue);
        if (record == typeof(ConfidentialAnswers))
            return await Confided(await house.ACollection(people["HR"], ["Hjemmeplejen Øst"], open: state != State.Active, more: one => (one.Mode, one.Readers) = (Mode.Confidential, [people["AMR"]])), state);
        if (record == typeof(Omtanke.Meetings.Series) || record == typeof(Omtanke.Meetings.Invitation))
        {
            var (series, meeting, action) = await Omtanke.Tests.Meetings.Given.ASeries(house, [people["employee"], people["AMR"]], asked: people["leader"], closed: state == State.Closed && record == typeof(Omtanke.Meetings.Series));
            inside[series] = new Dictionary<string, Guid>(StringComparer.Ordinal) { ["meeting"] = meeting, ["action"] = action, ["person"] = people["leader"] };
            return series;
        }
        if (record == typeof(Omtanke.Cases.Listed))
            return await house.ACase(assigned: false, closed: state == State.Closed);
        if (record == typeof(Omtanke.Cases.Case) || record == typeof(Omtanke.Cases.Consent) || record == typeof(Omtanke.Cases.ThreeMeeting))
        {
            var contact = Ids.New();
            var of = await house.ACase(closed: state == State.Closed, more: (db, one) => db.Add(
                new Omtanke.Cases.Contact { Id = contact, CaseId = one.Id, Kind = Omtanke.Cases.ContactKind.Talk, DueOn = Clock.Day(house.Clock.GetUtcNow()), MadeAt = house.Clock.GetUtcNow() }));
            inside[of] = new Dictionary<string, Guid>(StringComparer.Ordinal)
            {
                ["contact"] = contact, ["message"] = await house.AMessage(of, "Et ord"), ["plan"] = await house.APlan(of, shared: true), ["meeting"] = state == State.Closed ? Ids.New() : await house.AThree(of),
            };
            if (state == State.Paused)
                await house.Do(async db =>
                {
                    db.Add((await Omtanke.Cases.CaseData.AllCases.Tracked(db, of))!.LoseLeader(house.Clock.GetUtcNow()));
                    await db.SaveChangesAsync();
                }, Acting.AtChores);
            return of;
        }
        if (record == typeof(Collection))
            return await house.ACollection(people["employee"], ["Fjordskolen"], open: state == State.Paused, closed: state == State.Closed);
        if (record == typeof(Omtanke.Assessments.Apv.Assessment))
        {
            var apv = await Omtanke.Tests.Assessments.Apv.Given.AnApv(house, people["employee"], responsible: people["AMR"], closed: state == State.Closed);
            inside[apv.Id] = new Dictionary<string, Guid>(StringComparer.Ordinal) { ["problem"] = apv.Problem, ["action"] = apv.Action, ["person"] = people["employee"] };
            return apv.Id;
        }
        if (record == typeof(Omtanke.Actions.PlannedAction))
            return await Tests.Actions.Given.AnAction(house, people["employee"], more: action => (action.OfferedTo, action.IsOut) = state == State.Closed ? ((Guid?)null, true) : (people["AMR"], false));
        if (record == typeof(Omtanke.Checks.EffectCheck))
            return await Tests.Checks.CheckTests.ACheck(house, over: state == State.Closed);
        if (record == typeof(Omtanke.Cases.Ending))
            return await Tests.Cases.Given.ACase(house, people["employee"], people["leader"], people["psychologist"], closed: state == State.Closed);
        if (record == typeof(Omtanke.Cases.LearningPoint))
            return await Tests.Cases.Counted.APoint(house, people["psychologist"], published: state == State.Closed ? (people["employee"], new DateOnly(2026, 11, 1)) : null);
        throw new InvalidOperationException($"Tell the test how to make a {record.Name}.");

        // The employee answers, and the AMR is named to read it.
        async Task<Guid> Confided(Guid collection, State state)
        {
            if (state != State.Active)
                inside[collection] = new Dictionary<string, Guid>(StringComparer.Ordinal) { ["answer"] = await house.AnswerByName(collection, people["employee"], "Et ord", 2) };
            if (state == State.Closed)
                await house.CloseIt(collection);
            return collection;
        }

        // The AMR as one of those asked.
        async Task<Guid> Shown(Guid collection, State state)
        {
            if (state == State.Closed)
                await Tests.Given.Tampering(house, $"update collections set shown_at = closed_at where id = '{collection}'; insert into collection_shown values ('{collection}', '{people["AMR"]}')");
            return collection;
        }

        async Task<Guid> InWorkshop(Guid workshop)
        {
            var (item, made) = (await house.ItemOf(workshop, "T04.S4"), Ids.New());
            var phone = (await house.Join(workshop, "Ida"))[0];
            inside[workshop] = new Dictionary<string, Guid>(StringComparer.Ordinal)
            {
                ["item"] = item.Id, ["participant"] = phone.Id, ["idea"] = await house.Write(phone, item, "T04.S4.L1", "Kaffe"), ["action"] = made, ["part"] = made, ["person"] = people["employee"],
            };
            await house.Do(async db =>
            {
                db.Add(new Omtanke.Actions.PlannedAction { Id = made, Origin = Omtanke.Actions.Origin.Workshop, OriginId = workshop, Position = 1, What = "Kaffe", MadeAt = house.Clock.GetUtcNow() });
                db.Add(new MinutesPart { Id = made, Workshop = workshop, Item = item.Id, Position = 1, Title = "Tavlen", Text = "", Version = 1 });
                await db.SaveChangesAsync();
            }, Acting.AtChores);
            return workshop;
        }

        async Task<Guid> Inside(Guid policy)
        {
            inside[policy] = await house.Ask(
                async db => new Dictionary<string, Guid>(StringComparer.Ordinal)
                {
                    ["section"] = await db.PolicySections.Where(section => section.Policy == policy).Select(section => section.Id).FirstAsync(),
                    ["round"] = await db.Rounds.Where(round => round.Policy == policy).Select(round => round.Id).FirstOrDefaultAsync(),
                    ["comment"] = await db.Comments.Where(comment => comment.Policy == policy).Select(comment => comment.Id).FirstOrDefaultAsync(),
                }, Acting.AtChores);
            return policy;
        }
    }

    private static bool IsFallback(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText is "{*path:nonfile}";

    private static string NameOf(RouteEndpoint endpoint) =>
        $"{endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]} {endpoint.RoutePattern.RawText}";

    private static List<(string Endpoint, string Kind, string Operation, string Who)> Table() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Security", "access-table.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 6 && (cells[1].StartsWith("GET ", StringComparison.Ordinal) || cells[1].StartsWith("POST ", StringComparison.Ordinal)))
            .Select(cells => (cells[1], cells[2], cells[3], cells[4]))];

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();
}
