using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Meetings.Ask;

/// <summary>What somebody sees who is asked: what it is and who asks, and no more until they say yes. A no is as easy, and nobody is asked why.</summary>
public sealed partial class InvitationPage
{
    [Parameter, EditorRequired] public required Invitation Invitation { get; set; }

    /// <summary>Who asks.</summary>
    [Parameter] public string? By { get; set; }

    /// <summary>Where one can read about it.</summary>
    [Parameter] public string? Slug { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/meetings/{id}/invitation", Show).May<Invitation>(Operation.Read, Kind.Series);
        doors.MapPost("/meetings/{id}/acceptance", Accept).May<Invitation>(Operation.Confirm, Kind.Series);
        doors.MapPost("/meetings/{id}/refusal", Decline).May<Invitation>(Operation.Confirm, Kind.Series);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library)
    {
        var invitation = (await db.SeriesInvitations.FindAsync(id, gate.Me))!;
        var by = invitation.AskedBy is { } asker ? (await db.People.FindAsync(asker))?.Name : null;
        return Page.Of<InvitationPage>(new { Invitation = invitation, By = by, Slug = Course.ToolOf(invitation.Kind) is { } tool ? library.Tool(tool)?.Slug : null });
    }

    private static async Task<IResult> Accept(Guid id, Database db, Gate gate, Visit visit)
    {
        // They cannot see it before they are in it.
        await db.Database.ExecuteSqlAsync($"select join_series({id})");
        db.ChangeTracker.Clear();
        // It was over before the answer came.
        if (await db.FoundSeries(id) is not { } series || !series.Members.Contains(gate.Me))
            return Page.SeeOther("/meetings", "meetings.invitation.over");
        db.Add(series.Happened(Moment.Joined, gate.Me, visit.Now));
        if (!await db.OpeningOwners.AnyAsync(owner => owner.Record == id && owner.Kind == Kind.Series && owner.Person == gate.Me))
            db.Add(new OpeningOwner { Record = id, Kind = Kind.Series, Person = gate.Me });
        await db.SaveChangesAsync();
        return Page.SeeOther($"/meetings/{id}", "meetings.invitation.in");
    }

    private static async Task<IResult> Decline(Guid id, Database db, Gate gate, Visit visit)
    {
        (await db.SeriesInvitations.FindAsync(id, gate.Me))!.DeclinedAt ??= visit.Now;
        await db.SaveChangesAsync();
        return Page.SeeOther("/meetings", "meetings.invitation.said-no");
    }
}
