using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Data.Jobs;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.SelfCheck;

/// <summary>Whether the machinery stands as it should.</summary>
public sealed partial class SelfCheckPage
{
    [Parameter, EditorRequired] public required IReadOnlyList<Finding> Findings { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/self-check", Show).May(Operation.Operate, Kind.Workplace);
        doors.MapPost("/administration/self-check/letter", SendLetter).May(Operation.Operate, Kind.Workplace);
    }

    private static async Task<IResult> Show(Settings settings, NpgsqlDataSource source, ChoreRunner chores, Library library, Visit visit, CancellationToken stop)
    {
        var seen = await new Observer(settings, source, chores.All()).Look(visit.Now, () => library, knock: true, stop);
        return Page.Of<SelfCheckPage>(new { Findings = Judgement.Of(seen) });
    }

    /// <summary>A letter to oneself: the only proof that post arrives.</summary>
    private static async Task<IResult> SendLetter(Database db, Gate gate, Outbox outbox, Visit visit)
    {
        var me = await db.People.AsNoTracking().SingleAsync(person => person.Id == gate.Me);
        await outbox.Write($"test {Ids.New()}", (me.Name, me.Email), visit["self-check.test.subject"], new LetterBody(visit.With("self-check.test.text", ("name", me.FirstName))));
        return Page.SeeOther("/administration/self-check", "self-check.test.sent");
    }
}
