using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Lead;

/// <summary>The group of a leader-APV: who is asked and who has said yes, the way from thinking alone to the meeting, and where the five older parts lie among the four.</summary>
public sealed partial class LeadersPage
{
    /// <summary>Where each thinks alone, by form and by wheel.</summary>
    internal const string FormStep = "L13.F1", WheelStep = "L14.S2";

    [Parameter, EditorRequired] public required Whole Whole { get; set; }

    /// <summary>Who is looking.</summary>
    [Parameter, EditorRequired] public required Guid Me { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    /// <summary>Where the group of a leader-APV stands.</summary>
    public static string AddressOf(Guid apv) => $"/apv/{apv}/leaders";

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/{id}/leaders", Show).May<Assessment>(Operation.Read, Kind.Apv);
        doors.MapPost("/apv/{id}/leaders", Ask).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/leaders/{person:guid}/removal", LetGo).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/leaders/course", Settle).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/leaders/consent", Agree).May<Assessment>(Operation.Confirm, Kind.Apv);
        doors.MapPost("/apv/{id}/leaders/departure", Leave).May<Assessment>(Operation.Confirm, Kind.Apv);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate) => await Of(await db.FoundApv(id), new Typed(), db, gate);

    private static async Task<IResult> Ask(Guid id, Posted form, Database db, Gate gate, Visit visit)
    {
        var (apv, typed) = (await db.ClaimApv(id), new Typed(form));
        typed.Errors.AddWhen(typed["leader"].Length == 0, "leader", "apv.errors.leader");
        var person = await typed.Person("leader", db);
        if (typed.Errors.Any)
            return await Of(apv, typed, db, gate);
        if (apv.IsForLeaders && !await db.ApvLeaders.AnyAsync(one => one.Apv == id && one.Person == person!.Id))
            db.Add(new NamedLeader { Apv = id, Person = person!.Id, AskedAt = visit.Now, AgreedAt = person.Id == gate.Me ? visit.Now : null });
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "apv.leaders.was-asked");
    }

    private static async Task<IResult> LetGo(Guid id, Guid person, Database db)
    {
        await db.ApvLeaders.Where(one => one.Apv == id && one.Person == person).ExecuteDeleteAsync();
        return Page.SeeOther(AddressOf(id), "apv.keepers.went");
    }

    private static async Task<IResult> Settle(Guid id, Posted form, Database db, Gate gate)
    {
        var (apv, typed) = (await db.ClaimApv(id), new Typed(form));
        var method = typed.One<Method>("method", "apv.errors.method");
        var (alone, meet) = (typed.DayBy("alone"), typed.DayBy("meet"));
        typed.Errors.AddWhen(meet < alone, "meet", "apv.errors.meet");
        if (typed.Errors.Any)
            return await Of(apv, typed, db, gate);
        (apv.Method, apv.AloneBy, apv.MeetOn) = (method, alone, meet);
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "apv.saved");
    }

    private static async Task<IResult> Agree(Guid id, Database db, Gate gate, Visit visit)
    {
        var (apv, me) = (await db.FoundApv(id), gate.Me);
        if (await db.ApvLeaders.FirstOrDefaultAsync(one => one.Apv == id && one.Person == me) is { AgreedAt: null } mine)
        {
            mine.AgreedAt = visit.Now;
            db.Add(apv.Happened(Moment.LeaderCame, me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(AddressOf(id), "apv.leaders.said-yes");
    }

    private static async Task<IResult> Leave(Guid id, Database db, Gate gate, Visit visit)
    {
        var (apv, me) = (await db.FoundApv(id), gate.Me);
        if (await db.ApvLeaders.FirstOrDefaultAsync(one => one.Apv == id && one.Person == me) is { } mine)
        {
            // Whoever was never named leaves no name behind either.
            if (mine.AgreedAt is not null)
                db.Add(apv.Happened(Moment.LeaderLeft, me, visit.Now));
            await db.SaveChangesAsync();
            db.Remove(mine);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther("/me", "apv.leaders.left");
    }

    private static async Task<IResult> Of(Assessment apv, Typed typed, Database db, Gate gate) => apv.IsForLeaders
        ? Page.Of<LeadersPage>(new { Whole = await db.WholeApv(apv), Me = gate.Me, Typed = typed }, typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
        : Page.SeeOther($"/apv/{apv.Id}");

    /// <summary>The five older parts, where they lie among the four, and which are done.</summary>
    internal static IEnumerable<(string Old, Element Element, bool Done)> FiveOf(Whole whole) =>
    [
        ("mapping", Element.Uncover, whole.Sources.Count > 0), ("analysis", Element.Uncover, whole.Problems.Count > 0), ("absence", Element.Absence, whole.IsAbsenceTaken),
        ("plan", Element.Plan, whole.Of(Element.Plan) == Progress.Done), ("follow-up", Element.FollowUp, whole.Of(Element.FollowUp) == Progress.Done),
    ];

    private Assessment Apv => Whole.Assessment;

    private bool Writes => Apv.Keepers.Contains(Me) && !Apv.IsClosed;

    // The form begins with the themes the group agreed on.
    private string Themes => string.Join('\n', Whole.Topics.Select(topic => topic.In(Visit)));

    private NamedLeader? Mine => Whole.Leaders.FirstOrDefault(one => one.Person == Me);

    private string? Language => ApvFrame.LanguageOf(Apv, Visit);

    // What each does, by when, and where: the tools are there already.
    private IEnumerable<(int Number, string Head, string Text, DateOnly? Day, (string Word, string Address)[] Links)> Course => Apv.Method == Method.Wheel
        ?
        [
            (1, "apv.leaders.walk", "apv.leaders.walk-wheel", null, [("apv.leaders.walk-paper", "/tools/wellbeing-wheel/L14.S1/paper")]),
            (2, "apv.leaders.alone", "apv.leaders.alone-wheel", Apv.AloneBy, [("apv.leaders.alone-do", $"/reflections/new?step={WheelStep}")]),
            (3, "apv.leaders.meet", "apv.leaders.meet-text", Apv.MeetOn, [.. Meeting("L14")]),
            (4, "apv.leaders.plan", "apv.leaders.plan-text", null, [("apv.leaders.plan-do", $"/apv/{Apv.Id}/plan")]),
            (5, "apv.leaders.again", "apv.leaders.again-text", Apv.AgainOn, [("apv.leaders.again-do", $"/apv/{Apv.Id}/follow-up")]),
        ]
        :
        [
            (1, "apv.leaders.walk", "apv.leaders.walk-form", null, [("apv.leaders.walk-paper", "/tools/leader-apv/L13.P/paper")]),
            (2, "apv.leaders.alone", "apv.leaders.alone-form", Apv.AloneBy, [("apv.leaders.alone-paper", FormPage.AddressOf(Apv.Id))]),
            (3, "apv.leaders.meet", "apv.leaders.meet-text", Apv.MeetOn, [.. Meeting("L13")]),
            (4, "apv.leaders.plan", "apv.leaders.plan-text", null, [("apv.leaders.plan-do", $"/apv/{Apv.Id}/plan"), ("apv.leaders.future", "/tools/leader-apv/L13.F4")]),
            (5, "apv.leaders.again", "apv.leaders.again-text", Apv.AgainOn, [("apv.leaders.again-do", $"/apv/{Apv.Id}/follow-up")]),
        ];

    private IEnumerable<(string, string)> Meeting(string tool) => Writes || Mine is not null ? [("apv.leaders.meet-do", $"/workshops/new?tool={tool}&for={Uri.EscapeDataString(Apv.Title)}")] : [];
}
