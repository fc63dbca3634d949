using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;
using Omtanke.Year.See;

namespace Omtanke.Year.Plan;

/// <summary>Laying something of one's own into the year, changing it, ticking it off, putting it aside and taking it back, with what has happened to it.</summary>
public sealed partial class EntryPage
{
    /// <summary>What somebody may lay in: what other rooms keep comes from them.</summary>
    internal static readonly IReadOnlyList<OccasionKind> Kinds = [OccasionKind.Own, OccasionKind.Meeting, OccasionKind.Training];

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>What is changed; null for something new.</summary>
    [Parameter] public Entry? Entry { get; set; }

    /// <summary>What has happened to it, the latest first, with who did it.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(Happening What, string? Who)> History { get; set; }

    /// <summary>The day a new one is suggested for.</summary>
    [Parameter, EditorRequired] public required DateOnly Day { get; set; }

    /// <summary>Whether somebody else was there first.</summary>
    [Parameter] public bool Clash { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/year/entries/new", Blank).May(Operation.Organise, Kind.Year);
        doors.MapPost("/year/entries", Lay).May(Operation.Organise, Kind.Year);
        doors.MapGet("/year/entries/{entry:guid}", Show).May(Operation.Organise, Kind.Year);
        doors.MapPost("/year/entries/{entry:guid}", Save).May(Operation.Organise, Kind.Year);
        doors.MapPost("/year/entries/{entry:guid}/completion", (Guid entry, Database db, Gate gate, Visit visit) => Turn(entry, db, gate, visit, (found, by, now) => found.DoneOn is null ? found.Finish(by, now) : null, "year.finished")).May(Operation.Organise, Kind.Year);
        doors.MapPost("/year/entries/{entry:guid}/reopening", (Guid entry, Database db, Gate gate, Visit visit) => Turn(entry, db, gate, visit, (found, by, now) => found.DoneOn is null ? null : found.Reopen(by, now), "year.reopened")).May(Operation.Organise, Kind.Year);
        doors.MapPost("/year/entries/{entry:guid}/removal", (Guid entry, Database db, Gate gate, Visit visit) => Turn(entry, db, gate, visit, (found, by, now) => found.IsOut ? null : found.Put(aside: true, by, now), "year.aside.done")).May(Operation.Organise, Kind.Year);
        // A plan that was taken away is made anew; two for one thing there are never.
        doors.MapPost("/year/entries/{entry:guid}/return", (Guid entry, Database db, Gate gate, Visit visit) => Turn(entry, db, gate, visit, (found, by, now) => found.IsOut && !found.IsPlan ? found.Put(aside: false, by, now) : null, "year.aside.returned")).May(Operation.Organise, Kind.Year);
    }

    private static Task<IResult> Blank(string? year, Database db, Visit visit, CancellationToken stop) => Of(null, new Typed(), FirstIn(year, visit.Today), db, stop);

    private static async Task<IResult> Lay(Posted form, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        var typed = new Typed(form);
        var (title, note, day, kind) = (typed.Line("title", Entry.LongestTitle, "year.errors.title"), typed.Text("note", Entry.LongestNote), DayOf(typed, null, visit), typed.One("kind", Kinds, "year.errors.kind"));
        if (typed.Errors.Any)
            return await Of(null, typed, visit.Today, db, stop);
        await db.HoldYear();
        // The form brings its id along, so that what is sent twice is there once.
        var id = typed.NewId;
        if (!await db.YearEntries.AnyAsync(one => one.Id == id, stop))
        {
            var entry = new Entry { Id = id, Kind = kind, Title = title, Language = visit.Code, Note = note, Day = day!.Value, Version = 1, MadeBy = gate.Me, MadeAt = visit.Now };
            db.Add(entry);
            db.Add(entry.Lay(gate.Me, visit.Now));
            await db.SaveChangesAsync(stop);
        }
        return Page.SeeOther(PlaceOf(day!.Value), "year.laid", "/year/entries");
    }

    private static async Task<IResult> Show(Guid entry, Database db, CancellationToken stop) =>
        await db.YearEntries.AsNoTracking().FirstOrDefaultAsync(one => one.Id == entry, stop) is { IsPlan: false } found ? await Of(found, new Typed(), found.Day, db, stop) : Page.SeeOther(YearPage.Address, "year.gone");

    private static async Task<IResult> Save(Guid entry, Posted form, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        if (await db.ClaimEntry(entry) is not { IsPlan: false } found)
            return Page.SeeOther(YearPage.Address, "year.gone");
        var typed = new Typed(form);
        var name = Thing.NameOf(found, visit.Words);
        var (title, note, day) = (typed.Line("title", Entry.LongestTitle, "year.errors.title"), typed.Text("note", Entry.LongestNote), DayOf(typed, found, visit));
        if (typed.Errors.Any)
            return await Of(found, typed, found.Day, db, stop);
        // A name that goes with a suggestion goes on doing so until somebody writes another.
        var called = title == name ? found.Title : title;
        var (moves, changes) = (found.Day != day, found.Title != called || found.Note != note);
        if ((moves || changes) && typed.Version != found.Version)
            return await Of(found, typed, found.Day, db, stop, clash: true);
        if (changes)
            db.Add(found.Change(called, note, gate.Me, visit.Now));
        if (moves)
            db.Add(found.Move(day!.Value, gate.Me, visit.Now));
        await db.SaveChangesAsync(stop);
        return Page.SeeOther(PlaceOf(found.Day), "year.saved", $"/year/entries/{entry}");
    }

    private static async Task<IResult> Turn(Guid entry, Database db, Gate gate, Visit visit, Func<Entry, Guid, DateTimeOffset, Happening?> what, string said)
    {
        if (await db.ClaimEntry(entry) is not { } found)
            return Page.SeeOther(YearPage.Address, "year.gone");
        // Pressed twice, or by two at once: it is so already.
        if (what(found, gate.Me, visit.Now) is { } happened)
            db.Add(happened);
        await db.SaveChangesAsync();
        return Page.SeeOther(PlaceOf(found.Day), found.IsPlan ? "year.unplanned" : said);
    }

    // What is done already may be noted afterwards; what the law sets a last day for is not laid after it.
    private static DateOnly? DayOf(Typed typed, Entry? entry, Visit visit)
    {
        var day = typed.Day("day");
        typed.Errors.AddWhen(day < Earliest || day?.Year > visit.Today.Year + Year.Turn.Ahead, "day", "year.errors.far");
        if (entry is { DoneOn: null, LatestOn: { } legal } && day != entry.Day)
            typed.Errors.AddWhen(day > Limits.Last(legal, visit.Today), "day", "year.errors.law");
        return day;
    }

    private static async Task<IResult> Of(Entry? entry, Typed typed, DateOnly day, Database db, CancellationToken stop, bool clash = false)
    {
        var history = new List<(Happening, string?)>();
        if (entry is not null)
        {
            var people = db.People;
            history = [.. (await db.YearHappenings.AsNoTracking().Where(one => one.Entry == entry.Id).OrderByDescending(one => one.At)
                .Select(one => new { What = one, Who = people.Where(person => person.Id == one.Person).Select(person => person.Name).FirstOrDefault() }).ToListAsync(stop)).Select(one => (one.What, one.Who))];
        }
        return Page.Of<EntryPage>(
            new { Entry = entry, Typed = typed, Day = day, Clash = clash, History = (IReadOnlyList<(Happening, string?)>)history },
            clash ? StatusCodes.Status409Conflict : typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static DateOnly FirstIn(string? year, DateOnly today) =>
        int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > today.Year && asked <= today.Year + Year.Turn.Ahead ? new(asked, 1, 15) : today;

    private static string PlaceOf(DateOnly day) => YearPage.AddressOf(day.Year, $"#m-{day.Month.ToString(CultureInfo.InvariantCulture)}");
}
