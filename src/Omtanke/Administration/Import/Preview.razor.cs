using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.Import;

/// <summary>What a file would do, line by line; and the confirmation that does all of it at once, or nothing.</summary>
public sealed partial class Preview
{
    private const int Size = 100, AFew = 30;

    [Parameter, EditorRequired] public required Guid Id { get; set; }
    [Parameter, EditorRequired] public required string FileName { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<string> Ignored { get; set; }
    [Parameter, EditorRequired] public required Plan Plan { get; set; }
    [Parameter, EditorRequired] public required Absent Absent { get; set; }

    /// <summary>Whether missing units are to be made.</summary>
    [Parameter] public bool Create { get; set; }

    /// <summary>Which lines are shown.</summary>
    [Parameter] public Outcome Shown { get; set; }

    [Parameter] public int Page { get; set; } = 1;

    /// <summary>Whether the workplace changed between the preview and its confirmation.</summary>
    [Parameter] public bool Stale { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/import/{import:guid}", Show).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/import/{import:guid}/confirmation", Confirm).May(Operation.Organise, Kind.Workplace);
    }

    private static async Task<IResult> Show(Guid import, HttpRequest request, Database db, Gate gate, Uploads uploads, Library library, Visit visit)
    {
        if (await uploads.Find(import, gate.Me, visit.Now) is not var (upload, sheet))
            return NotHere.Page("/administration/import");
        var create = request.Query["create"] == "on";
        return await Of(upload, sheet, await Judge(sheet, create, db, gate, library, visit), create, request.Query, db);
    }

    private static async Task<IResult> Confirm(Guid import, Posted form, Database db, Gate gate, Uploads uploads, Library library, Visit visit)
    {
        if (await uploads.Find(import, gate.Me, visit.Now) is not var (upload, sheet))
            return NotHere.Page("/administration/import");
        // Two who import at once: the second sees what the first has done before anything of theirs is.
        await db.Database.ExecuteSqlAsync($"lock table people, memberships, roles in share row exclusive mode");
        var create = form["create"] == "on";
        var plan = await Judge(sheet, create, db, gate, library, visit);
        if (plan.HasErrors || plan.Mark != form["mark"])
            return await Of(upload, sheet, plan, create, QueryCollection.Empty, db, stale: true);
        await db.CarryOut(plan, visit.Today);
        await uploads.Forget(import);
        return Web.Page.SeeOther(plan.NewPeople.Count > 0 ? "/administration/invitations" : "/administration/people", "administration.preview.done");
    }

    private static async Task<Plan> Judge(Sheet sheet, bool create, Database db, Gate gate, Library library, Visit visit) =>
        new Planner(await Today.Read(db, sheet, visit.Today), [.. library.Languages.Select(language => language.Code)], create, gate.Allows(Kind.Workplace, Operation.Operate)).Judge(sheet);

    private static async Task<IResult> Of(Upload upload, Sheet sheet, Plan plan, bool create, IQueryCollection query, Database db, bool stale = false)
    {
        var most = Enum.GetValues<Outcome>().First(outcome => plan.Count(outcome) > 0);
        var shown = Enum.TryParse<Outcome>(query["show"], out var wished) && Enum.IsDefined(wished) && plan.Count(wished) > 0 ? wished : most;
        var pages = (plan.Count(shown) + Size - 1) / Size;
        var page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var typed) ? Math.Clamp(typed, 1, pages) : 1;
        return Web.Page.Of<Preview>(
            new { upload.Id, upload.FileName, sheet.Ignored, Plan = plan, Absent = await Absent.From(db, sheet), Create = create, Shown = shown, Page = page, Stale = stale },
            stale ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    private IEnumerable<PlanLine> Lines => Plan.Lines.Where(line => line.Outcome == Shown).Skip((Page - 1) * Size).Take(Size);

    private int Pages => (Plan.Count(Shown) + Size - 1) / Size;

    private string Address => $"/administration/import/{Id}";

    private string Of(Outcome outcome, int page) => $"{Address}?show={outcome}&page={page.ToString(CultureInfo.InvariantCulture)}{(Create ? "&create=on" : "")}";

    private string Number(int number) => number.ToString("N0", Visit.Culture);
}

/// <summary>Those at the workplace whom a file does not name. They stay; here they are to be looked at.</summary>
public sealed record Absent(int Count, IReadOnlyList<Person> Some)
{
    private const int AFew = 100;

    public static async Task<Absent> From(Database db, Sheet sheet)
    {
        var named = sheet.Rows.Select(row => row[Column.Email].ToLowerInvariant()).Distinct().ToArray();
        var absent = db.People.FromSql($"select p.* from people p where p.left_on is null and not exists (select from unnest({named}) as n (email) where n.email = lower(p.email))").AsNoTracking();
        var some = await absent.OrderBy(person => person.Name).Take(AFew + 1).ToListAsync();
        return some.Count <= AFew ? new(some.Count, some) : new(await absent.CountAsync(), some[..AFew]);
    }
}
