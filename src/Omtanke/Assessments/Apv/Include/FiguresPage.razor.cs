using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Include;

/// <summary>
/// Figures of sickness absence, unit by unit: typed, or read from a file and looked through first. Whatever is of fewer than five is counted with the unit above before it is stored.
/// </summary>
public sealed partial class FiguresPage
{
    private const int MostPeople = 200_000, LargestFile = 1_000_000;
    private const decimal MostDays = 10_000_000;

    [Parameter, EditorRequired] public required Whole Whole { get; set; }

    /// <summary>The units it is about, how deep each lies, and how many belong to it today.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(Unit Unit, int Depth, int Known)> Units { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>What was wrong in a file, by line.</summary>
    [Parameter] public IReadOnlyList<(int Line, string Key)> Faults { get; set; } = [];

    /// <summary>Whether the fields were filled in from a file, and nothing is stored yet.</summary>
    [Parameter] public bool FromFile { get; set; }

    /// <summary>Whether somebody else has stored figures meanwhile.</summary>
    [Parameter] public bool Clash { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/apv/{id}/absence/figures", Show).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/absence/figures", Save).May<Assessment>(Operation.Write, Kind.Apv);
        doors.MapPost("/apv/{id}/absence/file", Preview).May<Assessment>(Operation.Write, Kind.Apv);
    }

    // Leaders are few, and no figures are theirs alone.
    private static async Task<IResult> Show(Guid id, Database db) => await db.FoundApv(id) is { IsForLeaders: false } apv ? await Of(apv, new Typed(), db) : Page.SeeOther($"/apv/{id}/absence");

    private static async Task<IResult> Save(Guid id, Posted form, Database db, Gate gate, Visit visit)
    {
        var (apv, typed, tree) = (await db.ClaimApv(id), new Typed(form), await db.UnitTree());
        var (units, period) = (await UnitsOf(apv, tree, db), typed.Line("period", Apv.Absence.LongestPeriod, "apv.errors.period"));
        var figures = units.Select(one => Read(typed, one.Unit.Id, one.Known)).OfType<AbsenceFigure>().ToList();
        typed.Errors.AddWhen(figures.Count == 0 && !typed.Errors.Any, "figures", "apv.errors.no-figures");
        if (typed.Errors.Any)
            return await Of(apv, typed, db);
        var absence = await db.ApvAbsences.FirstOrDefaultAsync(one => one.Apv == id);
        // Somebody else has stored theirs meanwhile: they are seen before they are written over.
        if (typed.Version != (absence?.Figures ?? 0))
            return await Of(apv, typed, db, clash: true);
        var (here, own) = (units.Select(one => one.Unit.Id).ToArray(), figures.ToDictionary(figure => figure.Unit, figure => figure.Surely));
        var near = await db.ApvAbsenceGroups.AsNoTracking().Where(group => group.Apv == id || group.Units.Any(unit => here.Contains(unit))).ToListAsync();
        var before = await db.ApvAbsenceTold.AsNoTracking().Where(group => group.Units.Any(unit => here.Contains(unit))).ToListAsync();
        // What stands here now has been read: it is remembered, so that whoever comes or goes is not found by taking one number from the other.
        var replaced = near.Where(group => group.Apv == id).Select(group => new AbsenceTold { Apv = id, Turn = absence?.Figures ?? 0, Unit = group.Unit, Units = group.Units, People = group.People }).ToList();
        var all = AbsenceFigures.Groups(id, apv.Title, tree, apv.Units, figures);
        var groups = AbsenceFigures.Beside(all, near.Where(group => group.Apv != id), [.. before, .. replaced], units.ToDictionary(one => one.Unit.Id, one => own.GetValueOrDefault(one.Unit.Id, one.Known)));
        await db.ApvAbsenceGroups.Where(group => group.Apv == id).ExecuteDeleteAsync();
        db.AddRange(groups);
        db.AddRange(replaced);
        if (absence is null)
            db.Add(absence = new Absence { Apv = id, Version = 0 });
        (absence.Period, absence.Figures) = (groups.Count == 0 ? "" : period, absence.Figures + 1);
        db.Add(apv.Happened(Moment.AbsenceTaken, gate.Me, visit.Now, period));
        await db.SaveChangesAsync();
        return Page.SeeOther($"/apv/{id}/absence", groups.Count < all.Count ? "apv.absence.told-elsewhere" : groups.Count == 0 ? "apv.absence.too-few" : "apv.absence.stored");
    }

    // Nothing is stored: what could be read stands in the fields, to be looked through and put right.
    private static async Task<IResult> Preview(Guid id, Posted form, Database db)
    {
        var (apv, tree) = (await db.FoundApv(id), await db.UnitTree());
        var file = form.Fields.Files.GetFile("file");
        if (file is not { Length: > 0 and <= LargestFile })
            return await Of(apv, new Typed(), db, [(0, file is { Length: > LargestFile } ? "apv.errors.file-large" : "apv.errors.file")], status: file is { Length: > LargestFile } ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        var read = AbsenceFile.Read(bytes.ToArray(), tree, apv.Units.SelectMany(tree.Branch).ToHashSet());
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal) { ["period"] = read.Period };
        foreach (var row in read.Rows)
            (fields[$"people-{row.Unit}"], fields[$"days-{row.Unit}"]) = (row.People.ToString(CultureInfo.InvariantCulture), row.Days.ToString("0.#", CultureInfo.GetCultureInfo("da-DK")));
        return await Of(apv, new Typed(new Posted(new FormCollection(fields))), db, read.Faults, fromFile: true);
    }

    private static AbsenceFigure? Read(Typed typed, Guid unit, int known)
    {
        var (people, days) = ($"people-{unit}", $"days-{unit}");
        if (typed[days].Length == 0)
            return null;
        var readDays = AbsenceFile.Number(typed[days], out var sum) && sum is >= 0 and <= MostDays;
        var readPeople = int.TryParse(typed[people], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostPeople;
        typed.Errors.AddWhen(!readDays, days, "apv.errors.days");
        typed.Errors.AddWhen(!readPeople, people, "apv.errors.people");
        return readDays && readPeople ? new(unit, count, sum, known) : null;
    }

    private static async Task<IReadOnlyList<(Unit Unit, int Depth, int Known)>> UnitsOf(Assessment apv, UnitTree tree, Database db)
    {
        var within = apv.Units.Where(unit => tree[unit] is not null).SelectMany(tree.Branch).ToHashSet();
        var counts = await db.Memberships.AsNoTracking().Where(one => one.UntilOn == null && within.Contains(one.Unit)).GroupBy(one => one.Unit).Select(group => new { Unit = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Unit, group => group.Count);
        var all = tree.All.Where(one => within.Contains(one.Unit.Id)).ToList();
        var shallow = all.Count == 0 ? 0 : all.Min(one => one.Depth);
        return [.. all.Select(one => (one.Unit, one.Depth - shallow, counts.GetValueOrDefault(one.Unit.Id)))];
    }

    private static async Task<IResult> Of(Assessment apv, Typed typed, Database db, IReadOnlyList<(int, string)>? faults = null, bool fromFile = false, int? status = null, bool clash = false)
    {
        var (whole, units) = await db.InOneTrip(() => db.WholeApv(apv), async () => await UnitsOf(apv, await db.UnitTree(), db));
        return Page.Of<FiguresPage>(
            new { Whole = whole, Units = units, Typed = typed, Faults = faults ?? [], FromFile = fromFile, Clash = clash },
            clash ? StatusCodes.Status409Conflict : status ?? (typed.Errors.Any || faults is { Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK));
    }
}
