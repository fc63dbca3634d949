using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Web;

namespace Omtanke.Learning;

/// <summary>Gathers a year from all rooms, in few journeys to the database.</summary>
public sealed class Gathering(Database db, IEnumerable<ILesson> lessons, YearCounts counts, Shelf shelf, Visit visit)
{
    // In January the year that is looked at is the one that ended.
    private const int Lingers = 31;

    /// <summary>What the address asks for: a year and a group. What it does not know is this year, and the whole.</summary>
    public async Task<Learned> Of(string? year, string? unit, CancellationToken stop)
    {
        // The tools are looked up beside the visit's own questions, so before them.
        await shelf.Library();
        var (tree, workplace) = await db.InOneTrip(db.UnitTree, db.TheWorkplace);
        var (groups, today) = (UnitGroups.Of(tree), visit.Today);
        var years = Enumerable.Range(0, today.Year - Clock.Day(workplace!.FoundedAt).Year + 1).Select(back => today.Year - back).ToList();
        var chosen = years.Find(one => one.ToString(System.Globalization.CultureInfo.InvariantCulture) == year);
        var seen = new YearSeen(
            chosen > 0 ? chosen : Math.Max(years[^1], today.AddDays(-Lingers).Year),
            Guid.TryParse(unit, out var asked) && groups.Any(group => group.Unit.Id == asked) ? asked : null, [.. groups.Select(group => group.Unit.Id)], tree, visit.Now);
        var (gathered, kept) = await db.InOneTrip(() => db.InOneTrip(lessons.Select(lesson => (Func<Task<Lesson>>)(() => lesson.Of(seen, stop)))), () => counts.Until(seen.Year));
        return new(seen, workplace.Name, years, groups, new()
        {
            Courses = [.. gathered.SelectMany(lesson => lesson.Courses)], Deeds = [.. gathered.SelectMany(lesson => lesson.Deeds)],
            Held = [.. gathered.SelectMany(lesson => lesson.Held)], Papers = [.. gathered.SelectMany(lesson => lesson.Papers)],
        }, kept);
    }
}
