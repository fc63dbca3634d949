using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Discuss;

/// <summary>One yearly discussion: its five set points, written together, then signed off by the name of a role and locked.</summary>
public sealed partial class DiscussionPage
{
    [Parameter, EditorRequired] public required Discussion Discussion { get; set; }

    /// <summary>The one before, for its goals.</summary>
    [Parameter] public Discussion? Before { get; set; }

    [Parameter, EditorRequired] public required bool MayWrite { get; set; }

    /// <summary>What the law says of it.</summary>
    [Parameter, EditorRequired] public required Rule Rule { get; set; }

    /// <summary>Whether somebody else was there first.</summary>
    [Parameter] public bool Clash { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/discussions/{discussion:guid}", Show).May(Operation.Read, Kind.Apv);
        doors.MapPost("/apv/discussions/{discussion:guid}", Save).May(Operation.Organise, Kind.Apv);
        doors.MapPost("/apv/discussions/{discussion:guid}/signing", Sign).May(Operation.Organise, Kind.Apv);
    }

    private static async Task<IResult> Show(Guid discussion, Database db, Gate gate, Library library) =>
        await db.ApvDiscussions.FindAsync(discussion) is { } found ? await Of(found, new Typed(), db, gate, library) : Page.SeeOther("/apv/discussions");

    private static async Task<IResult> Save(Guid discussion, Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        if (await Claim(discussion, db) is not { } found)
            return Page.SeeOther("/apv/discussions");
        var typed = new Typed(form);
        var (day, who) = (typed.DayBy("day", visit.Today.AddYears(1), "apv.errors.far"), typed.Lines("who"));
        var texts = Discussion.Points.ToDictionary(point => point, point => typed.Text(point, Discussion.Longest));
        if (typed.Errors.Any)
            return await Of(found, typed, db, gate, library);
        // Signed meanwhile, or written by somebody else: nothing is written over, and what was typed stays in the form.
        if (found.IsSigned || ((found.HeldOn != day || found.Who != who || Discussion.Points.Any(point => found[point] != texts[point])) && typed.Version != found.Version))
            return await Of(found, typed, db, gate, library, clash: true);
        (found.HeldOn, found.Who, found.Version) = (day!.Value, who, found.Version + 1);
        foreach (var point in Discussion.Points)
            found[point] = texts[point];
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/discussions/{discussion}", "apv.saved", $"/apv/discussions/{discussion}");
    }

    private static async Task<IResult> Sign(Guid discussion, Posted form, Database db, Gate gate, Library library, Visit visit)
    {
        if (await Claim(discussion, db) is not { } found)
            return Page.SeeOther("/apv/discussions");
        var typed = new Typed(form);
        var role = typed.Line("role", Assessment.LongestTitle, "apv.errors.role");
        typed.Errors.AddWhen(found.HeldOn > visit.Today, "role", "apv.errors.not-held");
        typed.Errors.AddWhen(Discussion.Points.Any(point => found[point].Length == 0), "role", "apv.errors.points");
        if (found.IsSigned)
            return Page.SeeOther($"/apv/discussions/{discussion}");
        // What is signed is what was read.
        if (typed.Errors.Any || typed.Version != found.Version)
            return await Of(found, typed, db, gate, library, clash: !typed.Errors.Any);
        (found.SignedBy, found.SignedOn, found.Person, found.Version) = (role, visit.Today, gate.Me, found.Version + 1);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/discussions/{discussion}", "apv.discussions.sign-done");
    }

    // A locked one is seen and not held: the database lets nobody hold it for writing.
    private static async Task<Discussion?> Claim(Guid discussion, Database db)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from apv_discussions where id = {discussion} for update");
        return await db.ApvDiscussions.FirstOrDefaultAsync(one => one.Id == discussion);
    }

    private static async Task<IResult> Of(Discussion discussion, Typed typed, Database db, Gate gate, Library library, bool clash = false) => Page.Of<DiscussionPage>(
        new
        {
            Discussion = discussion, Typed = typed, Clash = clash, MayWrite = gate.Allows(Kind.Apv, Operation.Organise), Rule = library.Rule("yearly-discussion"),
            Before = await db.ApvDiscussions.AsNoTracking().Where(one => one.HeldOn < discussion.HeldOn && one.SignedOn != null).OrderByDescending(one => one.HeldOn).FirstOrDefaultAsync(),
        },
        clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private bool Writes => MayWrite && !Discussion.IsSigned;
}
