using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Policies.TakeRound;

/// <summary>Taking it round (T03.S4): a round from–to, the comments that came, and the group's answer to each of them.</summary>
public sealed partial class RoundPage
{
    private const int LongestDays = 120, FewUnits = 60;

    [Parameter, EditorRequired] public required Draft Draft { get; set; }

    /// <summary>The round that is shown: the one that is open, else the latest; null when there has been none.</summary>
    [Parameter] public Round? Round { get; set; }

    /// <summary>The text as it was taken round, with the comments the group may read.</summary>
    [Parameter] public IReadOnlyList<Heard> Sections { get; set; } = [];

    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }

    /// <summary>Numbers of all rounds there have been, the latest first.</summary>
    [Parameter] public IReadOnlyList<int> Numbers { get; set; } = [];

    [Parameter, EditorRequired] public required UnitTree Units { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>The comment whose answer could not be taken as it is, and what was typed.</summary>
    [Parameter] public (Guid Comment, Typed Typed, bool Clash)? Answering { get; set; }

    /// <summary>Whether the visitor may open a round.</summary>
    [Parameter] public bool MayOpen { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/policies/{id}/rounds", Show).May<Policy>(Operation.Read, Kind.Group);
        doors.MapPost("/policies/{id}/rounds", Begin).May<Policy>(Operation.Publish, Kind.Group);
        doors.MapPost("/policies/{id}/rounds/{round:guid}/closing", Close).May<Policy>(Operation.Close, Kind.Group);
        doors.MapPost("/policies/{id}/replies/{comment:guid}", Reply).May<Policy>(Operation.Write, Kind.Group);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid policy) => $"/policies/{policy}/rounds";

    private static async Task<IResult> Show(Guid id, string? number, Database db, Caller caller, Library library, Visit visit) =>
        await Of(await db.FoundPolicy(id), db, caller, library, visit, new Typed(), number: int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var wanted) ? wanted : null);

    private static async Task<IResult> Begin(Guid id, Posted form, Database db, Gate gate, Caller caller, Library library, Visit visit)
    {
        var (policy, typed, today) = (await db.ClaimPolicy(id), new Typed(form), visit.Today);
        var (draft, units) = (await Draft.Of(policy, db, library), await db.UnitTree());
        var from = typed.Day("from", today, today.AddDays(LongestDays), "policies.errors.day-past");
        var until = typed.Day("until", from > today ? from : today, (from > today ? from : today).AddDays(LongestDays), "policies.errors.until-early");
        var chosen = typed["whom"] == "units" ? Chosen(typed, units) : [];
        typed.Errors.AddWhen(draft.Reading.Count == 0, "from", "policies.errors.nothing-written");
        typed.Errors.AddWhen(!policy.Drafting, "from", "policies.errors.published");
        typed.Errors.AddWhen(await db.Rounds.AnyAsync(round => round.Policy == id && round.ClosedAt == null), "from", "policies.errors.round-open");
        if (typed.Errors.Any)
            return await Of(policy, db, caller, library, visit, typed);
        var opened = new Round
        {
            Id = Ids.New(), Policy = id, Number = await db.Rounds.CountAsync(round => round.Policy == id) + 1, Title = policy.Title, Language = policy.Language, Named = policy.Named, FromOn = from, UntilOn = until,
            Units = [.. chosen], Reach = [.. chosen.SelectMany(units.Branch).Distinct()], OpenedBy = gate.Me, OpenedAt = visit.Now, Tell = typed["tell"] == "yes",
        };
        db.Add(opened);
        db.AddRange(Shown(opened.Id, draft));
        db.Add(policy.Happened(Moment.RoundOpened, gate.Me, visit.Now));
        await db.Settle(id);
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "policies.round.opened", AddressOf(id));
    }

    /// <summary>The text as those who are asked get it: with everything filled in, and what is missing as a gap with its name.</summary>
    internal static IEnumerable<RoundSection> Shown(Guid round, Draft draft) => draft.Reading.Select((section, place) => new RoundSection
    {
        Id = Ids.New(), Round = round, Section = section.Id, Position = place + 1, Title = section.Title, Text = draft.Filled(section.Text, draft.Answer),
    });

    private static async Task<IResult> Close(Guid id, Guid round, Database db, Gate gate, Visit visit)
    {
        var policy = await db.ClaimPolicy(id);
        if (await db.Rounds.SingleOrDefaultAsync(one => one.Id == round && one.Policy == id) is not { } found)
            return Page.NotFound();
        if (found.ClosedAt is null)
        {
            found.ClosedAt = visit.Now;
            db.Add(policy.Happened(Moment.RoundClosed, gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(AddressOf(id), "policies.round.closed-done");
    }

    private static async Task<IResult> Reply(Guid id, Guid comment, Posted form, Database db, Gate gate, Caller caller, Library library, Visit visit)
    {
        var (policy, typed) = (await db.ClaimPolicy(id), new Typed(form));
        if (await db.Comments.AsNoTracking().SingleOrDefaultAsync(one => one.Id == comment && one.Policy == id) is not { } answered
            || await db.Rounds.AsNoTracking().SingleAsync(round => round.Id == answered.Round) is var round && !round.Shows(answered, visit.Today))
            return Page.NotFound();
        var known = Enum.TryParse<Taken>(typed["taken"], out var taken) && Enum.IsDefined(taken);
        typed.Errors.AddWhen(!known, "taken", "policies.errors.taken");
        var why = typed.Text("why", Policies.Reply.Longest, known && taken == Taken.In ? null : "policies.errors.why");
        var reply = await db.Replies.SingleOrDefaultAsync(one => one.Comment == comment);
        if (typed.Errors.Any)
            return await Of(policy, db, caller, library, visit, new Typed(), (comment, typed, false), round.Number);
        if (reply is null)
            db.Add(new Reply { Comment = comment, Policy = id, Taken = taken, Why = why, Version = 1, Person = gate.Me, At = visit.Now });
        else if (reply.Taken != taken || reply.Why != why)
        {
            // Two of the group answer the same: the second sees the first answer, and nothing is lost.
            if (typed.Version != reply.Version)
                return await Of(policy, db, caller, library, visit, new Typed(), (comment, typed, true), round.Number);
            (reply.Taken, reply.Why, reply.Version, reply.Person, reply.At) = (taken, why, reply.Version + 1, gate.Me, visit.Now);
        }
        await db.SaveChangesAsync();
        return Page.SeeOther($"{AddressOf(id)}?number={round.Number}#c-{comment}", "policies.round.replied", $"/policies/{id}/replies/{comment}");
    }

    private static async Task<IResult> Of(
        Policy policy, Database db, Caller caller, Library library, Visit visit, Typed typed, (Guid Comment, Typed Typed, bool Clash)? answering = null, int? number = null)
    {
        var rounds = await db.Rounds.AsNoTracking().Where(one => one.Policy == policy.Id).OrderByDescending(one => one.Number).ToListAsync();
        var round = rounds.Find(one => one.Number == number) ?? rounds.FirstOrDefault();
        var sections = round is null ? [] : await Heard.In(round, db, comment => round.Shows(comment, visit.Today));
        return Page.Of<RoundPage>(
            new
            {
                Draft = await Draft.Of(policy, db, library), Round = round, Sections = sections, Units = await db.UnitTree(), Typed = typed, Answering = answering,
                Numbers = (IReadOnlyList<int>)rounds.ConvertAll(one => one.Number),
                Names = await db.NamesOf(sections.SelectMany(section => section.Comments).SelectMany(said => new[] { said.Comment.Author, said.Reply?.Person })),
                MayOpen = Access.Decide(caller.Actor, Relation.Member, Kind.Group, State.Active, Operation.Publish) == Verdict.Yes,
            },
            answering is { Clash: true } ? StatusCodes.Status409Conflict : typed.Errors.Any || answering is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    // Boxes where the tree is small enough to read; else one name on each line.
    private static IReadOnlyList<Guid> Chosen(Typed typed, UnitTree units)
    {
        var chosen = typed.All("unit").Select(value => Guid.TryParse(value, out var id) && units[id] is not null ? id : Guid.Empty).ToHashSet();
        foreach (var line in typed["units"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            chosen.Add(units.Meant(line) is [var one] ? one.Id : Guid.Empty);
        typed.Errors.AddWhen(chosen.Count == 0, "whom", "policies.errors.units-none");
        typed.Errors.AddWhen(chosen.Contains(Guid.Empty), "whom", "policies.errors.units-unknown");
        return [.. chosen];
    }

    private string By(Guid? person) => person is { } id && Names.TryGetValue(id, out var name) ? name : Visit["policies.somebody"];

    private string? Language => Round is { } round && round.Language != Visit.Code ? round.Language : null;

    private bool IsOpen => Round is { ClosedAt: null };

    private string Asked => Round!.Units.Length == 0 ? Visit["policies.round.everybody"] : string.Join(", ", Round.Units.Select(unit => Units[unit]?.Name).OfType<string>());

    private int Unanswered => Sections.Sum(section => section.Comments.Count(said => said.Reply is null));
}
