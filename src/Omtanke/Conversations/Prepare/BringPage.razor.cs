using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Conversations.Prepare;

/// <summary>Brings a line along: choose or write it, see it exactly as the other will, then copy it into what the two share. Nothing private ever turns into something shared.</summary>
public partial class BringPage
{
    private const int Longest = 1000;

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/preparation/line", Choose).May<Preparation>(Operation.Read, Kind.Private);
        doors.MapPost("/conversations/{id}/lines", Bring).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/lines/{line}/withdrawal", Withdraw).May<Conversation>(Operation.Write, Kind.Shared);
    }

    /// <summary>Own written lines, to choose from; <paramref name="from"/> names a step to show first, or a field to take.</summary>
    private static async Task<IResult> Choose(Guid id, string? from, Database db, Gate gate, Visit visit, Library library)
    {
        var conversation = await db.Found(id);
        if (!conversation.IsOpen)
            return Page.SeeOther(PreparePage.AddressOf(id));
        var written = await WrittenIn(conversation, from, () => gate.Grant, db, gate.Me, visit, library);
        var other = await db.NameOf(conversation.Other(gate.Me));
        return Page.Of<BringPage>(new { Conversation = conversation, Other = other, Written = written, Text = written.FirstOrDefault(source => source.Field == from)?.Text ?? "", Errors = new Errors() });
    }

    /// <summary>What this person has written, opened with leave for their own preparation; what stands in the step <paramref name="from"/> first. Whoever has written nothing has no leave either, and none is asked for.</summary>
    private static async Task<IReadOnlyList<Source>> WrittenIn(Conversation conversation, string? from, Func<AccessGrant> own, Database db, Guid me, Visit visit, Library library)
    {
        var rows = await db.PreparationsOf(conversation.Id, me);
        return [.. rows.Where(row => Preparing.Find(library, conversation, me, row.Step) is not null)
            .OrderBy(row => row.Step == from ? 0 : 1).ThenBy(row => Preparing.StepsOf(conversation, me).ToList().IndexOf(row.Step))
            .SelectMany(row => StepKinds.Read(library.Step(row.Step)).Lines(visit.Language, row.Read(own())))
            .Where(line => line.Value.Length > 0 && line.Field.Takes is not Takes.Choice)
            .Select(line => new Source(line.Field.Name, line.Label, line.Field.Takes == Takes.Tick ? line.Label : line.Value))];
    }

    private static async Task<IResult> Bring(Guid id, Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        var conversation = await db.Found(id);
        var typed = form["text"].ReplaceLineEndings("\n");
        var errors = new Errors();
        errors.AddWhen(typed.Length == 0, "text", "conversations.prepare.bring.empty");
        errors.AddWhen(typed.Length > Longest, "text", "conversations.prepare.bring.too-long");
        var changes = form.Has("change");
        // The line belongs to what the two share; one's own list beside it asks for leave of its own, and stays shut to whoever must show again that it is them.
        var own = errors.Any || changes ? (await gate.Ask<Preparation>(id, Kind.Private, Operation.Read)).Grant : null;
        if (errors.Any || changes || !form.Has("seen"))
            return Page.Of<BringPage>(new
            {
                Conversation = conversation,
                Other = await db.NameOf(conversation.Other(gate.Me)),
                Me = await db.NameOf(gate.Me),
                Written = own is null ? [] : await WrittenIn(conversation, null, () => own, db, gate.Me, visit, library),
                Text = typed,
                Errors = errors,
                Hint = gate.Me == conversation.Leader && DiagnosisHint.In(typed, library.IllnessWords) is { } word ? visit.With("conversations.diagnosis.shared", ("word", word)) : null,
                Preview = !errors.Any && !changes,
            }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        db.Add(Line.Bring(id, gate.Me, gate.Grant, typed, visit.Now));
        await db.SaveChangesAsync();
        return Page.SeeOther($"{PreparePage.AddressOf(id)}#brought", "conversations.prepare.bring.brought", $"/conversations/{id}/lines");
    }

    /// <summary>Its author takes it back, as long as the talk has not begun.</summary>
    private static async Task<IResult> Withdraw(Guid id, Guid line, Database db, Gate gate)
    {
        var conversation = await db.Found(id);
        if (await db.Lines.SingleOrDefaultAsync(found => found.Id == line && found.Conversation == id && found.Author == gate.Me) is not { } mine)
            return Page.SeeOther($"{PreparePage.AddressOf(id)}#brought");
        if (conversation.TalkStartedAt is not null)
            return Page.SeeOther($"{PreparePage.AddressOf(id)}#brought", "conversations.prepare.bring.too-late");
        db.Remove(mine);
        await db.SaveChangesAsync();
        return Page.SeeOther($"{PreparePage.AddressOf(id)}#brought", "conversations.prepare.bring.withdrawn");
    }
}

/// <summary>Something written in the preparation that may be brought along.</summary>
/// <param name="Field">The field it stands in.</param>
/// <param name="Label">What was asked.</param>
/// <param name="Text">What was written.</param>
public sealed record Source(string Field, string Label, string Text);
