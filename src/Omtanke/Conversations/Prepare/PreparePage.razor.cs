using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Prepare;

/// <summary>One's own preparation of a conversation: its steps, and the lines chosen to be brought along.</summary>
public partial class PreparePage
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/preparation", Show).May<Preparation>(Operation.Read, Kind.Private);
        doors.MapPost("/conversations/{id}/preparation/erasure", Erase).May<Preparation>(Operation.Erase, Kind.Private);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid conversation) => $"/conversations/{conversation}/preparation";

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library)
    {
        var conversation = await db.Found(id);
        var other = (await db.People.FindAsync(conversation.Other(gate.Me)))!;
        var (rows, brought) = await db.InOneTrip(() => db.PreparationsOf(id, gate.Me), () => db.LinesOf(id));
        var saved = rows.ToDictionary(row => row.Step, row => row.SavedAt);
        var lines = brought.FindAll(line => line.Author == gate.Me);
        // Lines are shared text: they open with the conversation's grant, not with this page's own.
        var shared = lines.Count == 0 ? null : (await gate.Ask<Conversation>(id, Kind.Shared, Operation.Read)).Grant;
        return Page.Of<PreparePage>(new
        {
            Conversation = conversation,
            Leading = gate.Me == conversation.Leader,
            Other = other,
            Steps = Preparing.StepsOf(conversation, gate.Me).Select(step => new Stop(library.Step(step), saved.TryGetValue(step, out var at) ? at : null)).ToList(),
            Lines = shared is null ? [] : lines.Select(line => new Brought(line.Id, line.Read(shared))).ToList(),
        });
    }

    private static async Task<IResult> Erase(Guid id, Database db, Gate gate, Erasure erasure)
    {
        var mine = await db.Preparations.Where(row => row.Conversation == id && row.Author == gate.Me).ToListAsync();
        await erasure.Note(mine.ConvertAll(row => (row.Id, "preparations", (Guid?)row.Key)));
        db.RemoveRange(mine);
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "conversations.prepare.erased");
    }
}

/// <summary>A step on the way through one's preparation.</summary>
/// <param name="Step">The step.</param>
/// <param name="SavedAt">When something was last saved in it; null while nothing is.</param>
public sealed record Stop(Step Step, DateTimeOffset? SavedAt);

/// <summary>A line brought along, opened.</summary>
public sealed record Brought(Guid Id, string Text);
