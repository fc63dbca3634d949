using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Answer;
using Omtanke.Assessments.Box;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Named;

/// <summary>
/// One's own answer in a collection with names. Before the first question: who reads it, by name, from when and until when, and what nobody can promise. Afterwards what one has sent, to be
/// changed while it is open, taken back at any time, and who has opened it.
/// </summary>
public sealed partial class MinePage
{
    [Parameter, EditorRequired] public required Collection Collection { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Asked?> Questions { get; set; }

    /// <summary>Who may read it.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Reader> Readers { get; set; }

    /// <summary>What was sent; null before.</summary>
    [Parameter] public Slip? Sent { get; set; }

    /// <summary>What was asked in people's own words, where whoever asked has said it.</summary>
    [Parameter] public string? Asks { get; set; }

    /// <summary>Whether something is begun and not sent.</summary>
    [Parameter] public bool Begun { get; set; }

    /// <summary>Whether the visitor leads the unit they sit in.</summary>
    [Parameter] public bool Leads { get; set; }

    /// <summary>Whether it is counted in any unit.</summary>
    [Parameter] public bool Counts { get; set; }

    /// <summary>Who has opened it, the last first.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(DateTimeOffset At, string? Name)> Openings { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/{id}/mine", Show).May<OwnAnswer>(Operation.Read, Kind.Answer);
        doors.MapGet("/collections/{id}/mine/questions", Ask).May<OwnAnswer>(Operation.Read, Kind.Answer);
        doors.MapPost("/collections/{id}/mine/questions", Keep).May<OwnAnswer>(Operation.Write, Kind.Answer);
        doors.MapGet("/collections/{id}/mine/review", Review).May<OwnAnswer>(Operation.Read, Kind.Answer);
        doors.MapPost("/collections/{id}/mine/sending", Send).May<OwnAnswer>(Operation.Write, Kind.Answer);
        doors.MapPost("/collections/{id}/mine/withdrawal", Withdraw).May<OwnAnswer>(Operation.Erase, Kind.Answer);
    }

    private static async Task<IResult> Show(Respondent me, Database db, Gate gate, Shelf shelf, Library ours, Visit visit)
    {
        var (collection, answer) = (me.Collection, me.Answer);
        var (readers, openings) = await db.InOneTrip(async () => collection.ClearedAt is null ? await WhoReads.Of(collection, me.Chair, db) : [], async () => answer is null ? [] : await OpeningsOf(answer, db));
        return Page.Of<MinePage>(new
        {
            Collection = collection, Questions = await Phone.QuestionsOf(collection, shelf, ours, visit), Readers = readers,
            Sent = answer?.Sent(gate.Grant), Asks = (await Phone.AboutOf(collection, shelf, ours, visit)).Comment, Begun = answer?.IsBegun is true, me.Chair.Leads, Counts = me.Chair.Base is not null, Openings = openings,
        });
    }

    private static async Task<IResult> Ask(Respondent me, Gate gate, Shelf shelf, Library ours, Visit visit) => me.Collection.IsOpen(visit.Now)
        ? QuestionsPage.Of(me.Collection, await Phone.QuestionsOf(me.Collection, shelf, ours, visit), Latest(me, gate), await Phone.AboutOf(me.Collection, shelf, ours, visit), null)
        : OverPage.Of(me.Collection);

    private static async Task<IResult> Keep(Posted form, Respondent me, Database db, Gate gate, Shelf shelf, Library ours, HttpContext http, Visit visit)
    {
        var byScript = Autosave.Asks(http.Request);
        if (!me.Collection.IsOpen(visit.Now))
            return byScript ? Autosave.Refused(visit["collections.answer.over.title"], StatusCodes.Status410Gone) : OverPage.Of(me.Collection);
        return await QuestionsPage.Take(form, me.Collection, await Phone.QuestionsOf(me.Collection, shelf, ours, visit), Latest(me, gate), await Phone.AboutOf(me.Collection, shelf, ours, visit), null, byScript, visit, async slip =>
        {
            var answer = me.Answer ?? Begin(me, db, gate);
            answer.Keep(gate.Grant, slip);
            await db.SaveChangesAsync();
        });
    }

    private static async Task<IResult> Review(Respondent me, Gate gate, Shelf shelf, Library ours, Visit visit)
    {
        if (!me.Collection.IsOpen(visit.Now))
            return OverPage.Of(me.Collection);
        return me.Answer is null ? Page.SeeOther(Answering.MineOf(me.Collection.Id))
            : Page.Of<ReviewPage>(new { me.Collection, Questions = await Phone.QuestionsOf(me.Collection, shelf, ours, visit), Slip = Latest(me, gate), (await Phone.AboutOf(me.Collection, shelf, ours, visit)).Comment });
    }

    private static async Task<IResult> Send(Respondent me, Giving giving, Gate gate, Visit visit)
    {
        var home = Answering.MineOf(me.Collection.Id);
        if (!me.Collection.IsOpen(visit.Now))
            return OverPage.Of(me.Collection);
        // Pressed twice, it is sent once.
        if (me.Answer is { IsSent: true, IsBegun: false })
            return Page.SeeOther(home);
        var slip = Latest(me, gate);
        if (slip.IsEmpty)
            return Page.SeeOther($"{home}/questions", "collections.answer.review.nothing");
        return await giving.Send(me, gate.Grant, slip, visit.Now) ? Page.SeeOther(home, "collections.mine.sent") : OverPage.Of(me.Collection);
    }

    private static async Task<IResult> Withdraw(Respondent me, Giving giving, Visit visit)
    {
        if (me.Answer is not null)
            await giving.Withdraw(me, visit.Now);
        return Page.SeeOther(Answering.MineOf(me.Collection.Id), "collections.mine.withdrawn");
    }

    private static Slip Latest(Respondent me, Gate gate) => me.Answer?.Latest(gate.Grant, me.Collection.Questions.Length) ?? Slip.Empty(me.Collection.Questions.Length);

    private static NamedAnswer Begin(Respondent me, Database db, Gate gate)
    {
        var answer = NamedAnswer.Begin(Ids.New(), me.Chair, gate.NewKeyId!.Value);
        db.Add(answer);
        // Who opens it is theirs to see.
        db.Add(new OpeningOwner { Record = answer.Id, Kind = Kind.Answer, Person = answer.Person });
        return answer;
    }

    private static async Task<IReadOnlyList<(DateTimeOffset, string?)>> OpeningsOf(NamedAnswer answer, Database db) =>
        [.. (await (from opening in db.Openings.AsNoTracking()
                    where opening.Record == answer.Id && opening.Person != answer.Person
                    join person in db.Set<Organisation.Person>() on opening.Person equals person.Id into found
                    from person in found.DefaultIfEmpty()
                    orderby opening.Id descending
                    select new { opening.At, Name = person == null ? null : person.Name }).ToListAsync()).Select(one => (one.At, (string?)one.Name))];

    private string Home => Answering.MineOf(Collection.Id);

    private bool IsOpen => Collection.IsOpen(Visit.Now);

    private IEnumerable<(Asked Asked, int? Value)> Answered => Sent is null ? [] : Questions.Zip(Sent.Values).Where(one => one.First is not null).Select(one => (one.First!, one.Second));
}
