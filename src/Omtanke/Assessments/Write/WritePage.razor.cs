using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Assessments.Write;

/// <summary>Writing questions to ask many. Everything typed is saved with whatever button is pressed; two who write at once are told of each other.</summary>
public sealed partial class WritePage
{
    [Parameter, EditorRequired] public required int Number { get; set; }
    [Parameter, EditorRequired] public required QuestionSet Set { get; set; }

    /// <summary>Which change the form was made from.</summary>
    [Parameter, EditorRequired] public required int Version { get; set; }

    /// <summary>Whether it has been asked, or made ready to be.</summary>
    [Parameter] public bool IsAsked { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Whether the other languages stand there as well.</summary>
    [Parameter] public bool Both { get; set; }

    /// <summary>Somebody else has changed it meanwhile.</summary>
    [Parameter] public bool Clash { get; set; }

    /// <summary>How many it takes before anything is told.</summary>
    [Parameter, EditorRequired] public required Organisation.Thresholds Limits { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/collections/questions", Begin).May(Operation.Begin, Kind.Collection);
        doors.MapGet("/collections/questions/{number:int}", Show).May(Operation.Begin, Kind.Collection);
        doors.MapPost("/collections/questions/{number:int}", Save).May(Operation.Begin, Kind.Collection);
        doors.MapPost("/collections/questions/{number:int}/withdrawal", Withdraw).May(Operation.Begin, Kind.Collection);
    }

    internal static string AddressOf(int number) => $"/collections/questions/{number}";

    /// <summary>Whether somebody changes a set: whoever wrote it, and those who may ask anybody.</summary>
    internal static bool MayChange(Work work, Gate gate) => work.MadeBy == gate.Me || gate.Allows(Kind.Collection, Operation.Organise);

    private static async Task<IResult> Begin(Database db, Gate gate, Visit visit)
    {
        var work = await db.Begin(QuestionSet.New.Folder, null, null, gate.Me, visit.Now, Purpose.Questions);
        return Page.SeeOther(AddressOf(work.Number));
    }

    private static async Task<IResult> Show(int number, bool? both, Database db, Gate gate, Visit visit)
    {
        if (await db.ToRead(number, Purpose.Questions) is not var (work, draft))
            return Page.SeeOther("/collections/new");
        return MayChange(work, gate) ? Of(work, draft, QuestionSet.Of(draft.Folder), new(), both is true, await db.ThresholdsNow(), visit) : Page.SeeOther($"{AddressOf(number)}/preview");
    }

    private static async Task<IResult> Save(int number, Posted form, Database db, Bookcase bookcase, Gate gate, Visit visit)
    {
        if (await db.ToChange(number, Purpose.Questions) is not var (work, draft) || !MayChange(work, gate))
            return Page.SeeOther("/collections/new");
        var (typed, both) = (new Typed(form), form.Has("both") || form["do"] == "both");
        var set = QuestionSet.Read(typed, visit.Languages);
        var asks = form["do"] is "ask" or "preview";
        if (asks)
            set.Judge(typed.Errors, visit.Code);
        var clash = typed.Version != draft.Version && set.Folder.Hash != draft.Folder.Hash;
        if (typed.Errors.Any || clash)
            return Of(work, draft, set, typed, both, await db.ThresholdsNow(), visit, clash);
        var (done, place) = set.Do(form["do"], draft.Version);
        if (asks && bookcase.Judge(done.Folder, new Own(number, 0, null, [])).Faults is { Count: > 0 } faults)
        {
            // What no reader could be shown: HTML, or braces that the program would fill.
            foreach (var fault in faults)
                typed.Errors.Add(FieldOf(done, fault, visit.Code), "collections.write.errors.signs");
            return Of(work, draft, set, typed, both, await db.ThresholdsNow(), visit);
        }
        draft.Take(done.Folder, gate.Me, visit.Now);
        if (form["do"] == "ask" && await db.Editions.AsNoTracking().Where(edition => edition.Tool == number && edition.Number == work.Latest).Select(edition => edition.Files).FirstOrDefaultAsync() != draft.Files)
            db.Add(work.Publish(draft, "", gate.Me, visit.Now));
        await db.SaveChangesAsync();
        var home = AddressOf(number);
        // What was ticked for whoever writes is seen by them before anybody is asked.
        if (asks && done.Questions.FirstOrDefault(question => question.Acts && !form.Has($"acts/{question.Id}")) is { } ticked)
            return Page.SeeOther($"{home}{(both ? "?both=true" : "")}#{ticked.Id}", "collections.write.acts-look", home);
        return form["do"] switch
        {
            "ask" => Page.SeeOther($"/collections/new?step={QuestionSet.StepOf(number)}", kept: home),
            "preview" => Page.SeeOther($"{home}/preview", kept: home),
            _ => Page.SeeOther($"{home}{(both ? "?both=true" : "")}{(place.Length > 0 ? $"#{place}" : "")}", "collections.write.saved", home),
        };
    }

    private static async Task<IResult> Withdraw(int number, Database db, Gate gate, Visit visit)
    {
        if (await db.ToChange(number, Purpose.Questions) is var (work, _) && MayChange(work, gate))
        {
            work.Withdraw(gate.Me, visit.Now);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther("/collections/new", "collections.write.withdrawn");
    }

    private static IResult Of(Work work, Draft draft, QuestionSet set, Typed typed, bool both, Organisation.Thresholds limits, Visit visit, bool clash = false) => Page.Of<WritePage>(
        new
        {
            work.Number, Set = set, draft.Version, IsAsked = work.Latest > 0, Typed = typed, Clash = clash, Limits = limits,
            // What is written, or wrong, in another language is never out of sight.
            Both = both || visit.Languages.Any(code => code != visit.Code && (set.Speaks(code) || typed.Errors.All.Keys.Any(field => field.Contains($"/{code}", StringComparison.Ordinal)))),
        },
        typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : clash ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);

    // W7.q3 in a complaint is Q.q3 on the page.
    private static string FieldOf(QuestionSet set, ContentError fault, string code) =>
        set.Questions.FirstOrDefault(question => $"{fault.Id}.".Contains($".{question.Id[2..]}.", StringComparison.Ordinal)) is { } question ? $"text/{code}/{question.Id}" : $"title/{code}";

    private string Home => AddressOf(Number);

    // The reader's own language first.
    private IEnumerable<string> Spoken => Both ? Visit.Languages.OrderByDescending(code => code == Visit.Code) : [Visit.Code];

    private string Label(string key, string code) => Both ? $"{Visit[key]} ({Visit[$"layout.language.{code}"]})" : Visit[key];

    private string Typing(string field, string now) => Typed.Or(field, now);

    private static IReadOnlyList<AnswerKind> Kinds => Enum.GetValues<AnswerKind>();
}
