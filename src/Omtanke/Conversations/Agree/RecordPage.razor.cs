using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Conversations.Agree;

/// <summary>
/// What remains on paper: who, when, which form, the agreements, the next talk and the two confirmations. What was said and what was prepared never comes here.
/// </summary>
public sealed partial class RecordPage
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/record", Show).May<Conversation>(Operation.Read, Kind.Shared);
        doors.MapGet("/conversations/{id}/record.docx", Word).May<Conversation>(Operation.Read, Kind.Shared);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate) =>
        Page.Of<RecordPage>(new { Agreed = await Agreed.Of(await db.Found(id), db, gate.Grant) });

    private static async Task<IResult> Word(Guid id, string? blank, Database db, Gate gate, Visit visit, Library library)
    {
        var conversation = await db.Found(id);
        var file = blank is null
            ? new RecordDocument(visit).Of(await Agreed.Of(conversation, db, gate.Grant))
            : new RecordDocument(visit).Blank(library, conversation.Form);
        // A name in a folder of downloads tells nobody anything.
        return Results.File(file, WordPaper.MediaType, $"{visit[blank is null ? "conversations.record.file" : "conversations.record.file-blank"]}.docx");
    }
}
