using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Cases.Report;

/// <summary>What a year of early intervention has given to learn from. The page and the report in Word are made of this and of nothing else.</summary>
/// <param name="Workplace">What the workplace is called.</param>
/// <param name="Year">The year looked at; it is over.</param>
/// <param name="Unit">The department looked at; none is the whole workplace.</param>
/// <param name="Years">The years there are, the latest first.</param>
/// <param name="Departments">The departments there are.</param>
/// <param name="Counts">How many cases were closed here in each year up to this one, in bands, the latest first.</param>
/// <param name="Points">The points published in the year.</param>
public sealed record CaseReport(string Workplace, int Year, Unit? Unit, IReadOnlyList<int> Years, IReadOnlyList<Unit> Departments, IReadOnlyList<YearClosed> Counts, IReadOnlyList<LearningPoint> Points)
{
    /// <summary>The parts of the report, and the questions told in each.</summary>
    public static readonly IReadOnlyList<(string Part, string[] Questions)> Parts =
    [
        ("about", ["reason", "work", "stress", .. Said.AllStressTypes]), ("time", ["waiting", "length", "contacts"]), ("leader", ["leader-start", "leader-end"]), ("end", ["ended", "plan", "outcome"]),
        ("after", [.. Facts.AskedAfterwards]),
    ];

    /// <summary>What is told of each question here.</summary>
    public required IReadOnlyDictionary<string, Told> Told { get; init; }

    /// <summary>There is nothing to tell of the whole workplace: too few cases, and no point.</summary>
    public required bool IsEmpty { get; init; }

    /// <summary>Why something is hidden, each reason once.</summary>
    public IReadOnlyList<Hidden> Reasons => [.. Told.Values.Select(told => told.Why).Concat(Counts.Select(count => count.Number.Why).Where(why => why != Hidden.TooFew)).OfType<Hidden>().Distinct().Order()];

    /// <summary>The points by theme, in the themes' order.</summary>
    public IEnumerable<(string Theme, IReadOnlyList<LearningPoint> Points)> ByTheme =>
        LearningPoint.Themes.Select(theme => (theme, (IReadOnlyList<LearningPoint>)[.. Points.Where(point => point.Theme == theme)])).Where(one => one.Item2.Count > 0);

    /// <summary>Gathers what the address asks for. What it does not know is the latest year, and the whole.</summary>
    public static async Task<CaseReport> Of(string? year, string? unit, Database db, CaseYears years, Visit visit)
    {
        var last = visit.Today.Year - 1;
        var (tree, workplace) = await db.InOneTrip(db.UnitTree, db.TheWorkplace);
        var all = Enumerable.Range(0, Math.Max(1, visit.Today.Year - Clock.Day(workplace!.FoundedAt).Year)).Select(back => last - back).ToList();
        var chosen = all.Find(one => one.ToString(CultureInfo.InvariantCulture) == year) is var found and > 0 ? found : last;
        var (from, until, departments) = (new DateOnly(chosen, 1, 1), new DateOnly(chosen + 1, 1, 1), Facts.Departments(tree).ToList());
        var place = departments.Find(one => one.Id.ToString() == unit);
        var (kept, points) = await db.InOneTrip(
            () => years.Until(chosen),
            () => db.CasePoints.AsNoTracking().Where(point => point.ConfirmedOn >= from && point.ConfirmedOn < until).OrderBy(point => point.ConfirmedOn).ThenBy(point => point.Id).ToListAsync());
        var counted = kept.Where(one => one.What == Counting.Facts).ToList();
        return new(workplace.Name, chosen, place, all, departments, [.. counted.Select(one => new YearClosed(one.Year, one.ToldOf(place?.Id ?? Facts.Whole)))], points)
        {
            IsEmpty = points.Count == 0 && counted.TrueForAll(one => one.Told is null),
            Told = kept.Where(one => one.Year == chosen).SelectMany(one => Facts.Of(one.What).Select(question => Report.Told.Of(one.Release, place?.Id ?? Facts.Whole, question))).ToDictionary(told => told.Question.Id),
        };
    }
}

/// <summary>How many cases were closed in a year in one part of the workplace.</summary>
public sealed record YearClosed(int Year, (Count? Told, Hidden? Why) Number);

/// <summary>What is told of one question in one part of the workplace, as it is shown: shares and a mean, never a number of people.</summary>
/// <param name="Why">Why nothing is told; the other parts are then none.</param>
/// <param name="Shares">The share of each answer; none where only the mean is told.</param>
/// <param name="Mean">On a scale, from 1.</param>
public sealed record Told(Question Question, Hidden? Why, IReadOnlyList<decimal>? Shares, decimal? Mean)
{
    // Below so many a share is told in steps of a twentieth: a finer one would tell of how many it is.
    private const int Fine = 100, Coarse = 20;

    /// <summary>What a release tells of a question.</summary>
    public static Told Of(Release release, Guid unit, Question question)
    {
        var cell = release.Of(unit);
        var figure = cell?.Of(question.Id);
        return (cell, figure) switch
        {
            (null, _) => new(question, Hidden.TooFew, null, null),
            ({ Hidden: { } why }, _) => new(question, why, null, null),
            (_, null or { Hidden: null, Counts: null, Mean: null }) => new(question, Hidden.Derivable, null, null),
            (_, { Hidden: { } why }) => new(question, why, null, null),
            _ => new(question, null, figure.Counts is { } counts ? Shared(counts) : null, figure.Mean),
        };
    }

    /// <summary>The share of one answer, where shares are told.</summary>
    public decimal? ShareOf(int option) => Shares?[option];

    private static IReadOnlyList<decimal> Shared(IReadOnlyList<int> counts)
    {
        var all = counts.Sum();
        var step = all < Fine ? Coarse : Fine;
        return [.. counts.Select(count => Math.Round((decimal)count * step / all, MidpointRounding.AwayFromZero) / step)];
    }
}

/// <summary>How a report is written: by the page and in Word.</summary>
internal static class Say
{
    /// <summary>A share as people read it: <c>58 %</c>.</summary>
    public static string Percent(decimal share, CultureInfo culture) => $"{Math.Round(share * 100).ToString("0", culture)}\u00a0%";

    /// <summary>How many: a band, that there are too few to tell, or why else it is not told.</summary>
    public static string Many((Count? Told, Hidden? Why) number, Words words, CultureInfo culture) => number switch
    {
        ({ } count, _) => $"{count.From.ToString("N0", culture)}–{count.To.ToString("N0", culture)}",
        (_, { } why and not Hidden.TooFew) => words.With("collections.result.hidden.as", ("why", Short(why, words))),
        _ => words.With("case-report.few", ("n", Thresholds.Fewest)),
    };

    /// <summary>In a word why something is not told.</summary>
    public static string Short(Hidden why, Words words) => words[$"case-report.hidden.{why}.short"];

    /// <summary>In a sentence why something is not told.</summary>
    public static string Long(Hidden why, Words words) => words.With($"case-report.hidden.{why}.text", ("n", Thresholds.Fewest));

    /// <summary>What a question is called.</summary>
    public static string Title(Question question, Visit visit) => question.Id switch
    {
        "leader-start" => visit[$"cases.contact.{ContactKind.LeaderStart}"],
        "leader-end" => visit[$"cases.contact.{ContactKind.LeaderEnd}"],
        var type when Said.AllStressTypes.Contains(type) => visit.Language.Plain(type, "title"),
        var id => visit[$"case-report.question.{id}"],
    };

    /// <summary>What is told of a question, line by line: the answer and how many of all gave it. A question of yes or no has one line, its own.</summary>
    public static IEnumerable<(string Line, decimal Share)> Lines(Told told, Visit visit) =>
        told.Shares is not { } shares || Facts.AskedAfterwards.Contains(told.Question.Id) ? []
        : shares.Count == 2 ? [(visit["case-report.yes"], shares[1])]
        : Facts.NamesOf(told.Question.Id).Select((name, option) => (Option(told.Question.Id, name, visit), shares[option]));

    // What was chosen is called as it was when it was chosen.
    private static string Option(string question, string name, Visit visit) => visit[question switch
    {
        "ended" or "plan" or "outcome" => $"case-closing.{question}.{name}",
        "reason" => $"cases.reason.{name}",
        "work" => $"cases.share.{name}",
        "leader-start" or "leader-end" => $"case-report.option.kept.{name}",
        _ => $"case-report.option.{question}.{name}",
    }];

    /// <summary>A mean as people read it: <c>4,2 af 5</c>.</summary>
    public static string Mean(Told told, decimal mean, Visit visit) => visit.With("case-report.mean", ("mean", mean.ToString("0.0", visit.Culture)), ("of", told.Question.Options));
}
