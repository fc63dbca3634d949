using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Lessons;

/// <summary>One point: written by one, read by another, and only then published. Whoever writes is told what looks like a name or an illness; whoever reads it second is told the same.</summary>
public sealed partial class PointPage
{
    /// <summary>The point; null for a new one.</summary>
    [Parameter] public LearningPoint? Point { get; set; }

    /// <summary>What the visitor may do with it, beyond reading.</summary>
    [Parameter, EditorRequired] public required Ways Ways { get; set; }

    [Parameter, EditorRequired] public required Hints Hints { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Somebody changed it meanwhile: both texts are shown.</summary>
    [Parameter] public bool Clash { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet($"{PointsPage.Address}/new", New).May(Operation.Begin, Kind.Point);
        doors.MapPost(PointsPage.Address, Begin).May(Operation.Begin, Kind.Point);
        doors.MapGet($"{PointsPage.Address}/{{id}}", Show).May<LearningPoint>(Operation.Read, Kind.Point);
        doors.MapPost($"{PointsPage.Address}/{{id}}", Write).May<LearningPoint>(Operation.Write, Kind.Point);
        doors.MapPost($"{PointsPage.Address}/{{id}}/confirmation", Confirm).May<LearningPoint>(Operation.Confirm, Kind.Point);
        doors.MapPost($"{PointsPage.Address}/{{id}}/removal", Remove).May<LearningPoint>(Operation.Erase, Kind.Point);
        doors.MapPost($"{PointsPage.Address}/{{id}}/return", TakeBack).May<LearningPoint>(Operation.Reopen, Kind.Point);
    }

    internal static string AddressOf(Guid id) => $"{PointsPage.Address}/{id}";

    private static IResult New() => Page.Of<PointPage>(new { Ways = Ways.Write, Hints = new Hints(false, null), Typed = new Typed() });

    private static async Task<IResult> Begin(Posted form, Database db, Gate gate, Visit visit, Library library)
    {
        var (typed, theme, text) = Read(form);
        if (typed.Errors.Any)
            return await Of(null, db, gate, library, typed);
        var point = new LearningPoint { Id = Ids.New(), Theme = theme, Text = text, Language = visit.Code, WrittenBy = gate.Me, WrittenOn = visit.Today };
        db.Add(point);
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(point.Id), "case-points.saved", PointsPage.Address);
    }

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Library library) => await Of(await db.FoundPoint(id), db, gate, library, new Typed());

    private static async Task<IResult> Write(Guid id, Posted form, Database db, Gate gate, Visit visit, Library library)
    {
        var (point, (typed, theme, text)) = (await Claim(db, id), Read(form));
        if (typed.Errors.Any)
            return await Of(point, db, gate, library, typed);
        if ((point.Theme, point.Text) != (theme, text))
        {
            if (point.IsPublished || typed.Version != point.Version)
                return await Of(point, db, gate, library, typed, clash: true);
            point.Write(theme, text, visit.Code);
            await db.SaveChangesAsync();
        }
        return Page.SeeOther(AddressOf(id), "case-points.saved", AddressOf(id));
    }

    private static async Task<IResult> Confirm(Guid id, Posted form, Database db, Gate gate, Visit visit, Library library)
    {
        var (point, typed) = (await Claim(db, id), new Typed(form));
        // What is confirmed is what was read, not what has been written since.
        if (point.IsPublished || typed.Version != point.Version)
            return await Of(point, db, gate, library, new Typed(), clash: true);
        typed.Errors.AddWhen(!typed.Has("read"), "read", "case-points.errors.read");
        if (typed.Errors.Any)
            return await Of(point, db, gate, library, typed);
        point.Confirm(gate.Me, visit.Today);
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "case-points.confirmed");
    }

    private static async Task<IResult> Remove(Guid id, Database db)
    {
        await db.CasePoints.Where(point => point.Id == id).ExecuteDeleteAsync();
        return Page.SeeOther(PointsPage.Address, "case-points.removed");
    }

    private static async Task<IResult> TakeBack(Guid id, Database db)
    {
        var point = await Claim(db, id);
        point.TakeBack();
        await db.SaveChangesAsync();
        return Page.SeeOther(AddressOf(id), "case-points.taken-back");
    }

    // Held until the end of the transaction: whoever else wants to change it waits, and meets what the first has saved, or that it is gone.
    private static async Task<LearningPoint> Claim(Database db, Guid id)
    {
        db.ChangeTracker.Clear();
        return await db.CasePoints.FromSql($"select * from case_points where id = {id} for update").SingleOrDefaultAsync() ?? throw new NotNow();
    }

    private static (Typed Typed, string Theme, string Text) Read(Posted form)
    {
        var typed = new Typed(form);
        typed.Errors.AddWhen(!LearningPoint.Themes.Contains(typed["theme"]), "theme", "case-points.errors.theme");
        return (typed, typed["theme"], typed.Text("text", LearningPoint.Longest, "case-points.errors.text"));
    }

    private static async Task<IResult> Of(LearningPoint? point, Database db, Gate gate, Library library, Typed typed, bool clash = false)
    {
        var text = typed.Or("text", point?.Text);
        var mine = point is null || point.WrittenBy == gate.Me;
        // Only what the page shows as possible; each door decides for itself.
        var ways = point is { IsPublished: true } ? gate.Allows(Kind.Point, Operation.Organise) ? Ways.TakeBack : Ways.None : mine ? Ways.Write : Ways.Confirm;
        return Page.Of<PointPage>(
            new { Point = point, Ways = ways, Hints = new Hints(text.Length > 0 && await db.Mentions(text), DiagnosisHint.In(text, library.IllnessWords)), Typed = typed, Clash = clash },
            clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private string? Foreign => Point is { } point && point.Language != Visit.Code ? point.Language : null;
}

/// <summary>What somebody may do with a point on its page.</summary>
public enum Ways
{
    None,
    Write,
    Confirm,
    TakeBack,
}

/// <summary>What in a text is better left out of it.</summary>
/// <param name="Name">Somebody of the workplace is called like a word in it.</param>
/// <param name="Illness">A word that looks like an illness or a medicine.</param>
public sealed record Hints(bool Name, string? Illness);
