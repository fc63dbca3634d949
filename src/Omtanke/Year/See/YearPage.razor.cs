using System.Globalization;
using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Year.See;

/// <summary>What went wrong with moving one thing, and what was typed.</summary>
/// <param name="Key">The thing.</param>
/// <param name="Word">The word for what is wrong.</param>
/// <param name="Typed">The day as it was typed.</param>
/// <param name="Status">The answer's status.</param>
public sealed record Fault(string Key, string Word, string Typed, int Status);

/// <summary>The workplace's year, as a picture and as a list by month, from the same data. Everybody reads it; those who lay it move things, by hand or by a field, and take suggestions in.</summary>
public sealed partial class YearPage
{
    /// <summary>Where it stands.</summary>
    public const string Address = "/year";

    [Parameter, EditorRequired] public required Turn Turn { get; set; }

    /// <summary>Whether the visitor may lay the year.</summary>
    [Parameter, EditorRequired] public required bool MayLay { get; set; }

    /// <summary>The rules of law that are spoken of on the page.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Rule> Rules { get; set; }

    /// <summary>What went wrong; null for nothing.</summary>
    [Parameter] public Fault? Fault { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, Show).May(Operation.Read, Kind.Year);
        doors.MapPost($"{Address}/days", Move).May(Operation.Organise, Kind.Year);
        doors.MapPost($"{Address}/suggestions", Take).May(Operation.Organise, Kind.Year);
        doors.MapPost($"{Address}/suggestions/declined", Decline).May(Operation.Organise, Kind.Year);
        doors.MapPost($"{Address}/suggestions/declined/removal", WantAfterAll).May(Operation.Organise, Kind.Year);
    }

    /// <summary>The year's page, at a place in it.</summary>
    internal static string AddressOf(int year, string place = "") => $"{Address}?year={year.ToString(CultureInfo.InvariantCulture)}{place}";

    private static async Task<IResult> Show(string? year, Turning turning, Gate gate, Library library, CancellationToken stop) =>
        Of(await turning.Of(year, gate.Allows(Kind.Year, Operation.Organise), stop), gate, library);

    // By hand a month is chosen, in the field a day; both come to lie by the same rule.
    private static async Task<IResult> Move(Posted form, Turning turning, Database db, Gate gate, Library library, Visit visit, CancellationToken stop)
    {
        await db.HoldYear();
        var (typed, turn) = (new Typed(form), await turning.Of(form["year"], organises: true, stop));
        if (turn.Known.FirstOrDefault(line => line.Key == typed["key"]) is not { Moves: true } line)
            return Page.SeeOther(AddressOf(turn.Year), "year.gone");
        var day = MonthOf(typed["month"]) is var (year, month) ? Limits.InMonth(line.Day, year, month, line.Legal, visit.Today) : Dates.Read(typed["day"], out var read) ? read : (DateOnly?)null;
        if (day is not { } to)
            return Wrong(typed["day"].Length == 0 ? "form.wrong.day-missing" : "form.wrong.day", StatusCodes.Status422UnprocessableEntity);
        if (Limits.Wrong(to, line.Legal, visit.Today) is { } word)
            return Wrong(word, StatusCodes.Status422UnprocessableEntity);
        if (typed.Version != line.Version && line.Day != to)
            return Wrong("year.errors.clash", StatusCodes.Status409Conflict);
        if (line.Day != to)
        {
            var entry = line.Entry is { } stands ? (await db.YearEntries.FindAsync([stands.Id], stop))! : Plan(line);
            db.Add(entry.Version == 0 ? Laid(entry) : entry.Move(to, gate.Me, visit.Now));
            await db.SaveChangesAsync(stop);
        }
        return Page.SeeOther(AddressOf(to.Year, $"#m-{to.Month.ToString(CultureInfo.InvariantCulture)}"), "year.moved");

        Entry Plan(Thing line) => new()
        {
            Id = Ids.New(), Occasion = line.Key, Kind = line.Kind, Title = line.Name.Length > Entry.LongestTitle ? $"{line.Name[..(Entry.LongestTitle - 1)]}…" : line.Name, Language = visit.Code, Day = to,
            Version = 0, MadeBy = gate.Me, MadeAt = visit.Now,
        };

        Happening Laid(Entry entry)
        {
            entry.Version = 1;
            db.Add(entry);
            return entry.Lay(gate.Me, visit.Now);
        }

        IResult Wrong(string word, int status) => Of(turn, gate, library, new(line.Key, word, day is { } there ? Dates.Write(there) : typed["day"], status));
    }

    private static async Task<IResult> Take(Posted form, Turning turning, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        await db.HoldYear();
        var turn = await turning.Of(form["year"], organises: true, stop);
        // Taken in by somebody else a moment ago: there it is.
        if (turn.Suggestions.Concat(turn.Declined).FirstOrDefault(one => one.Key == form["key"]) is not { } suggestion)
            return Page.SeeOther(AddressOf(turn.Year));
        var entry = new Entry
        {
            Id = Ids.New(), Suggestion = suggestion.Key, Kind = suggestion.Kind, Title = suggestion.IsOurs ? "" : suggestion.Name, Language = visit.Code, Day = suggestion.Day, Rule = suggestion.Rule?.Id ?? "", LatestOn = suggestion.Latest,
            Address = suggestion.Address, Version = 1, MadeBy = gate.Me, MadeAt = visit.Now,
        };
        db.Add(entry);
        db.Add(entry.Lay(gate.Me, visit.Now));
        await db.SaveChangesAsync(stop);
        return Page.SeeOther(AddressOf(turn.Year, $"#m-{entry.Day.Month.ToString(CultureInfo.InvariantCulture)}"), "year.suggest.taken");
    }

    private static async Task<IResult> Decline(Posted form, Turning turning, Database db, Gate gate, Visit visit, CancellationToken stop)
    {
        await db.HoldYear();
        var turn = await turning.Of(form["year"], organises: true, stop);
        if (turn.Suggestions.FirstOrDefault(one => one.Key == form["key"]) is { } suggestion)
        {
            db.Add(new Declined { Year = turn.Year, Key = suggestion.Key, Person = gate.Me, At = visit.Now });
            await db.SaveChangesAsync(stop);
        }
        return Page.SeeOther(AddressOf(turn.Year, "#suggestions"), "year.suggest.declined");
    }

    private static async Task<IResult> WantAfterAll(Posted form, Database db, Visit visit, CancellationToken stop)
    {
        await db.HoldYear();
        var year = int.TryParse(form["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : visit.Today.Year;
        if (await db.YearDeclined.FindAsync([year, form["key"]], stop) is { } declined)
            db.Remove(declined);
        await db.SaveChangesAsync(stop);
        return Page.SeeOther(AddressOf(year, "#suggestions"), "year.suggest.back");
    }

    private static IResult Of(Turn turn, Gate gate, Library library, Fault? fault = null) => Page.Of<YearPage>(
        new
        {
            Turn = turn, MayLay = gate.Allows(Kind.Year, Operation.Organise), Fault = fault,
            Rules = (IReadOnlyList<Rule>)[.. turn.Lines.Concat(turn.Law).Select(line => line.Rule).Concat(turn.Suggestions.Select(one => one.Rule?.Id)).OfType<string>().Distinct().Select(library.Rule)],
        },
        fault?.Status ?? StatusCodes.Status200OK);

    // 2026-05
    private static (int Year, int Month)? MonthOf(string typed) =>
        DateOnly.TryParseExact($"{typed}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? (first.Year, first.Month) : null;
}
