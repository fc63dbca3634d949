using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Conversations.Prepare;

/// <summary>One step of one's own preparation. What is written is saved while it is written, and only its author can open it.</summary>
public partial class StepPage
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/preparation/{step}", Show).May<Preparation>(Operation.Read, Kind.Private);
        doors.MapPost("/conversations/{id}/preparation/{step}", Save).May<Preparation>(Operation.Write, Kind.Private);
    }

    /// <summary>Where a step is.</summary>
    internal static string AddressOf(Guid conversation, string step) => $"/conversations/{conversation}/preparation/{step}";

    private static async Task<IResult> Show(Guid id, string step, Database db, Gate gate, Library library, Visit visit)
    {
        var conversation = await db.Found(id);
        if (Preparing.Find(library, conversation, gate.Me, step) is not { } found)
            return Page.SeeOther(PreparePage.AddressOf(id));
        var row = await db.PreparationOf(id, gate.Me, step);
        return Page.Of<StepPage>(new OwnStep(conversation, gate.Me, found, row?.Read(gate.Grant) ?? Answer.Empty, row).With(visit, library).Parameters);
    }

    private static async Task<IResult> Save(Guid id, string step, Posted form, HttpContext http, Database db, Gate gate, Library library, Visit visit)
    {
        var conversation = await db.Found(id);
        if (Preparing.Find(library, conversation, gate.Me, step) is not { } found || !Preparing.IsFilledIn(found))
            return Page.SeeOther(PreparePage.AddressOf(id));
        var row = await db.PreparationOf(id, gate.Me, step);
        var before = row?.Read(gate.Grant) ?? Answer.Empty;
        var taken = StepKinds.Read(found).Take(form.Fields, before);
        var model = new OwnStep(conversation, gate.Me, found, taken.Answer, row).With(visit, library);
        if (taken.Faults.Count > 0)
            return Autosave.Asks(http.Request)
                ? Autosave.Refused(string.Join(' ', StepKinds.Read(found).Told(visit.Language, taken.Answer, taken.Faults).Select(fault => fault.Text).Distinct()))
                : Page.Of<StepPage>((model with { Faults = taken.Faults }).Parameters, StatusCodes.Status422UnprocessableEntity);

        if (!taken.Answer.Equals(before))
        {
            if (VersionOf(form) != model.Version || !await Store(db, gate, conversation, found, row, taken.Answer, visit.Now))
                return await Clash(model, http, db, gate, visit);
            row ??= await db.PreparationOf(id, gate.Me, step);
        }
        return Autosave.Asks(http.Request)
            ? Autosave.Saved(visit, row?.Version ?? 0, model.Hint)
            : Page.SeeOther($"{model.Address}#{(found.Kind == "positions" ? $"{found.Id}-balance" : found.Id)}", "conversations.prepare.saved", model.Address);
    }

    /// <summary>False when another window was faster.</summary>
    private static async Task<bool> Store(Database db, Gate gate, Conversation conversation, Step step, Preparation? row, Answer answer, DateTimeOffset now)
    {
        if (row is null)
            db.Add(Preparation.Begin(conversation.Id, gate.Me, step.Id, gate.NewKeyId ?? await db.PreparationKeyOf(conversation.Id, gate.Me), gate.Grant, answer, now));
        else
            row.Write(gate.Grant, answer, now);
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Two windows: both texts are shown, and nothing is lost.</summary>
    private static async Task<IResult> Clash(OwnStep mine, HttpContext http, Database db, Gate gate, Visit visit)
    {
        var row = await db.PreparationOf(mine.Conversation.Id, gate.Me, mine.Step.Id);
        var theirs = row?.Read(gate.Grant) ?? Answer.Empty;
        return Autosave.Asks(http.Request)
            ? Autosave.Conflict(StepKinds.Read(mine.Step).Told(visit.Language, theirs), row?.Version ?? 0)
            : Page.Of<StepPage>((mine with { Row = row, Theirs = theirs }).Parameters, StatusCodes.Status409Conflict);
    }

    private static int VersionOf(Posted form) => int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
