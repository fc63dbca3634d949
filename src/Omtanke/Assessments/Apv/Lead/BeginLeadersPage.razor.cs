using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Lead;

/// <summary>Beginning a leader-APV: who is asked to be in it, by which method, by when, and which themes they look at.</summary>
public sealed partial class BeginLeadersPage
{
    private const int Most = 20;

    /// <summary>How many there are at least.</summary>
    public const int Fewest = 2;

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>The visitor's own address, where they lead: most begin with themselves.</summary>
    [Parameter] public string? Email { get; set; }

    /// <summary>The tool's own themes, one on each line.</summary>
    [Parameter, EditorRequired] public required string Themes { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/leaders/new", Show).May(Operation.Begin, Kind.Apv);
        doors.MapPost("/apv/leaders", Start).May(Operation.Begin, Kind.Apv);
    }

    private static Task<IResult> Show(Database db, Gate gate, Visit visit, Library library) => Of(new Typed(), db, gate, visit, library);

    private static async Task<IResult> Start(Posted form, Database db, Gate gate, Visit visit, Library library)
    {
        var typed = new Typed(form);
        var title = typed.Line("title", Assessment.LongestTitle, "apv.errors.title");
        var leaders = await typed.People("leaders", Most, "apv.errors.leaders-many", db);
        typed.Errors.AddWhen(leaders.Count < Fewest, "leaders", "apv.errors.leaders-few");
        var method = typed.One<Method>("method", "apv.errors.method");
        var (alone, meet) = (typed.DayBy("alone"), typed.DayBy("meet"));
        typed.Errors.AddWhen(alone < visit.Today, "alone", "apv.errors.past");
        typed.Errors.AddWhen(meet < alone, "meet", "apv.errors.meet");
        var themes = LinesOf(typed["themes"]);
        typed.Errors.AddWhen(themes.Count == 0, "themes", "apv.errors.topics");
        typed.Errors.AddWhen(themes.Count > Most || themes.Exists(theme => theme.Length > Topic.LongestName), "themes", "apv.errors.own");
        if (typed.Errors.Any)
            return await Of(typed, db, gate, visit, library);
        var id = typed.NewId;
        // Pressed twice, it is one.
        if (!await db.Apvs.AnyAsync(apv => apv.Id == id))
        {
            Make(db, id, title, visit.Code, leaders, method, alone, meet, themes, gate.Me, visit.Now);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(LeadersPage.AddressOf(id), "apv.leaders.begun", "/apv/leaders");
    }

    /// <summary>Makes one. Whoever begins it and is in it has said yes by that.</summary>
    internal static Assessment Make(
        Database db, Guid id, string title, string language, IEnumerable<Guid> leaders, Method method, DateOnly? alone, DateOnly? meet, IEnumerable<string> themes, Guid by, DateTimeOffset now)
    {
        var apv = new Assessment { Id = id, Title = title, Language = language, Units = [], Part = TakingPart.Leaders, Keepers = [by], BegunAt = now, Method = method, AloneBy = alone, MeetOn = meet };
        db.Add(apv);
        db.Add(apv.Happened(Moment.Begun, by, now));
        db.AddRange(themes.Select((theme, place) => new Topic { Id = Ids.New(), Apv = id, Position = place + 1, Key = "", Name = theme }));
        db.AddRange(leaders.Distinct().Select(leader => new NamedLeader { Apv = id, Person = leader, AskedAt = now, AgreedAt = leader == by ? now : null }));
        return apv;
    }

    private static List<string> LinesOf(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static async Task<IResult> Of(Typed typed, Database db, Gate gate, Visit visit, Library library)
    {
        var me = gate.Me;
        var roles = db.Roles;
        var email = await db.People.AsNoTracking().Where(person => person.Id == me && roles.Any(held => held.Person == me && held.Role == Role.Leader && held.UntilOn == null)).Select(person => person.Email).FirstOrDefaultAsync();
        var themes = Steps.Themes.Read(library.Step(LeadersPage.FormStep)).Parts.SelectMany(part => part.Themes).Select(theme => visit.Language.Text(theme, "title"));
        return Page.Of<BeginLeadersPage>(new { Typed = typed, Email = email, Themes = string.Join('\n', themes) }, typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
