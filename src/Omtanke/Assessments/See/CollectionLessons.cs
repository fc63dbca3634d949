using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.OwnTools;
using Omtanke.Web;

namespace Omtanke.Assessments.See;

/// <summary>
/// What collections give the whole workplace to learn from: of each thing that was asked of a group of units, the rounds of the year and those before. All of it stands in a release that everybody who was asked may see.
/// </summary>
public sealed class CollectionLessons(Database db, ShownCells cells, Shelf shelf, Bookcase bookcase, Visit visit) : ILesson
{
    // How far back a line goes, in years and in rounds.
    private const int Years = 3, Most = 12;

    // More than anybody reads; the latest.
    private const int Fetched = 200;

    /// <inheritdoc />
    public async Task<Lesson> Of(YearSeen seen, CancellationToken stop)
    {
        var (from, until, groups) = (Clock.At(new(seen.Year - Years + 1, 1, 1), TimeOnly.MinValue), seen.Until, seen.Groups.ToArray());
        var shown = await db.Collections.AsNoTracking().Where(one => one.ShownAt != null && one.ClosedAt >= from && one.ClosedAt < until && one.Units.Any(unit => groups.Contains(unit)))
            .OrderByDescending(one => one.ClosedAt).Take(Fetched).ToListAsync(stop);
        var courses = CoursesOf(Apart(shown, seen), seen).ToList();
        var told = await cells.Of([.. courses.SelectMany(rounds => rounds).Select(round => round.Id)], seen.Unit);
        var (library, made) = (await shelf.Library(), new List<Course>());
        foreach (var known in courses.Select(rounds => rounds.Where(round => told.ContainsKey(round.Id)).ToList()).Where(known => known.Count > 0 && YearOf(known[^1]) == seen.Year))
            // Questions of the workplace's own are not among the tools: each asking knows the edition it asked.
            made.Add(Made(known, told, OwnTool.IsOwn(known[^1].Tool) ? await bookcase.As(known[^1]) : library, seen));
        return new() { Courses = made };
    }

    /// <summary>
    /// Two collections that are planned apart know nothing of each other, so what is asked of the same people must not be laid beside each other within a year: of those that overlap, the one that asked most.
    /// </summary>
    internal static IReadOnlyList<Collection> Apart(IEnumerable<Collection> all, YearSeen seen)
    {
        var kept = new List<Collection>();
        foreach (var asked in all.GroupBy(one => (one.Tool, one.Step, Year: YearOf(one))))
        {
            var taken = new HashSet<Guid>();
            foreach (var series in asked.GroupBy(one => one.Series).OrderByDescending(rounds => rounds.Max(round => round.Asked)).ThenBy(rounds => rounds.Key))
                if (series.SelectMany(round => round.Units).SelectMany(unit => seen.Tree[unit] is null ? [unit] : seen.Tree.Branch(unit)).ToHashSet() is var units && !units.Overlaps(taken))
                {
                    taken.UnionWith(units);
                    kept.AddRange(series);
                }
        }
        return kept;
    }

    // Under one unit everything that asked the same is one course; the whole of other units is another whole.
    private static IEnumerable<List<Collection>> CoursesOf(IEnumerable<Collection> all, YearSeen seen) =>
        all.Where(one => seen.Unit is not { } unit || seen.Tree.Up(unit).Any(above => one.Units.Contains(above.Id)))
            .GroupBy(one => (one.Tool, one.Step, Of: seen.Unit is null ? string.Join(' ', one.Units.Order()) : ""))
            .OrderBy(rounds => rounds.Key.Step, StringComparer.Ordinal).ThenByDescending(rounds => rounds.Max(round => round.Asked))
            .Select(rounds => rounds.OrderBy(round => round.ClosedAt).TakeLast(Most).ToList());

    private Course Made(IReadOnlyList<Collection> rounds, IReadOnlyDictionary<Guid, Release> told, Library library, YearSeen seen)
    {
        var (last, tool, language) = (rounds[^1], library.Tool(rounds[^1].Tool), library.In(visit.Code));
        var step = tool?.Step(last.Step);
        var findings = FindingsOf(last);
        return new(
            last.Title, last.Language,
            tool is null ? last.Step : findings.Pack is { } pack ? language.Text(pack, "attribution") : Questionnaire.NameOf(tool, last.Step, language),
            seen.Unit is { } unit ? seen.Tree[unit]!.Name : string.Join(" · ", last.Units.Select(one => seen.Tree[one]?.Name).OfType<string>()),
            Say.Scale(findings, visit.Words),
            [.. rounds.Select(round => (round, told[round.Id].Cells[0])).Select(one => new CourseRound(Clock.Day(one.round.ClosedAt!.Value), one.Item2.People, one.Item2.Hidden))],
            [.. findings.Columns.Select(column => new CourseLine(column.Title, MeaningOf(column, language), column.Colour, [.. rounds.Select(round => MarkOf(column, told[round.Id]))]))]);

        Findings FindingsOf(Collection round)
        {
            var release = told[round.Id];
            var at = release.Cells[0].Unit;
            return new(round, release, [new CollectionUnit { Collection = round.Id, Unit = at == round.Series ? round.Id : at, Name = "", Position = 0, Asked = round.Asked }], step, language);
        }
    }

    private static string? MeaningOf(Column column, Language language) => column.Theme is { Id.Length: > 0 } theme && language.Has(theme.Id, "text") ? language.Plain(theme.Id, "text") : null;

    // An earlier edition may have asked something else under the same name: then there is nothing to compare.
    private Mark MarkOf(Column column, Release release)
    {
        var asked = column.Items.All(item => release.Questions.Any(question => question.Id == item.Name && question.Options == item.Options.Count));
        var score = asked ? column.Of(release.Cells[0]) : default;
        return score.Value is { } value ? new(column.Share(value), Say.Number(value, column, visit.Culture), null, score.Partly) : new(null, "", score.Why);
    }

    private static int YearOf(Collection collection) => Clock.Day(collection.ClosedAt!.Value).Year;
}
