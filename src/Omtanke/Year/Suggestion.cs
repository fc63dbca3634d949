using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Year;

/// <summary>Something that would be good, or that the law asks for, and that nobody has laid into the year: with why. It is never laid in by itself.</summary>
/// <param name="Key">What tells it from all others: the same every year.</param>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Why">Why it is suggested.</param>
/// <param name="Day">The day suggested.</param>
/// <param name="Address">Where one begins on it; empty for nowhere.</param>
/// <param name="Rule">The rule of law it comes from; null where it is only good.</param>
/// <param name="Latest">The last day by that rule, where it sets one.</param>
public sealed record Suggestion(string Key, OccasionKind Kind, string Name, string Why, DateOnly Day, string Address, Rule? Rule = null, DateOnly? Latest = null)
{
    /// <summary>The word its texts stand under: what follows the first blank in a key only tells one from another.</summary>
    public static string WordOf(string key) => key.Split(' ')[0];

    /// <summary>Whether its name and reason stand in our own words, in every language; otherwise the room that gives it says them.</summary>
    public bool IsOurs { get; init; }
}

/// <summary>What is known of a workplace that a year is suggested to.</summary>
/// <param name="Year">The year.</param>
/// <param name="Today">Today.</param>
/// <param name="Employees">How many work there.</param>
/// <param name="Amo">Since when those in its working-environment organisation (AMO) are in it; those in it today.</param>
/// <param name="Ever">What there was or is of, ever.</param>
/// <param name="InYear">What there is of in the year.</param>
public sealed record Known(int Year, DateOnly Today, int Employees, IReadOnlyCollection<DateOnly> Amo, IReadOnlySet<OccasionKind> Ever, IReadOnlySet<OccasionKind> InYear);

/// <summary>The rules of law that suggestions come from.</summary>
public sealed record YearRules(Rule Assessment, Rule Discussion, Rule Organisation, Rule Basic, Rule Added, Rule Yearly)
{
    /// <summary>The rules as they stand in the content.</summary>
    public static YearRules Of(Library library) => new(
        library.Rule("workplace-assessment"), library.Rule("yearly-discussion"), library.Rule("environment-organisation"),
        library.Rule("environment-training-basic"), library.Rule("environment-training-added"), library.Rule("environment-training-yearly"));

    /// <summary>From how many employees there is to be an organisation (AMO).</summary>
    public int FromEmployees => Organisation.Sizes["one"];
}

/// <summary>What a year is suggested to hold, by the size of the workplace and by what there is already. Pure.</summary>
public static class Suggest
{
    // Nothing is suggested for tomorrow; what the law asks for and is not there at all, in a month.
    internal const int NoticeDays = 14;

    private const int SoonDays = 30;

    // Under so many, a talk says more than figures (catalogue 5).
    private const int TalkUnder = 15;

    /// <summary>The suggestions, by day.</summary>
    public static IReadOnlyList<Suggestion> Of(Known known, YearRules rules, Words words)
    {
        var (needsAmo, hasAmo) = (known.Employees >= rules.FromEmployees, known.Amo.Count > 0);
        var size = ("n", (object?)known.Employees);
        return
        [
            .. new[]
            {
                needsAmo && !hasAmo ? Law("organisation", OccasionKind.Own, Soon(), "", rules.Organisation, rules.Organisation.At(known.Employees).Split('.')[^1]) : null,
                known.Ever.Contains(OccasionKind.Assessment) ? null : Law("assessment", OccasionKind.Assessment, Soon(), "/apv/new", rules.Assessment),
                known.Ever.Contains(OccasionKind.Discussion) ? null : Law("discussion", OccasionKind.Discussion, InLaw(11), "/apv/discussions", rules.Discussion, needsAmo ? "amo" : "small"),
                known.Ever.Contains(OccasionKind.Collection) ? null
                    : known.Employees < TalkUnder ? Good("talk", OccasionKind.Collection, 2, "/tools/maturity") : Good("where", OccasionKind.Collection, 2, "/collections/new?step=T01.M"),
                known.Ever.Contains(OccasionKind.LeaderAssessment) ? null : Good("leaders", OccasionKind.LeaderAssessment, 3, "/apv/leaders/new"),
                known.Ever.Contains(OccasionKind.Policy) ? null : Good("policy", OccasionKind.Policy, 4, "/policies/new"),
                needsAmo && !known.InYear.Contains(OccasionKind.Training) && known.Amo.Any(came => came.AddMonths(rules.Added.Months!.Value) < new DateOnly(known.Year, 12, 31)) ? Law("training-yearly", OccasionKind.Training, In(5), "", rules.Yearly) : null,
                known.InYear.Contains(OccasionKind.Meeting) ? null : Good("network", OccasionKind.Meeting, 6, "/tools/leader-network"),
                known.InYear.Contains(OccasionKind.Pulse) || known.Employees < TalkUnder ? null : Good("pulse", OccasionKind.Pulse, 9, "/collections/new?step=T04.S3"),
            }.OfType<Suggestion>()
                .Concat(needsAmo ? Training("training-basic", rules.Basic).Concat(Training("training-added", rules.Added)) : [])
                .OrderBy(one => one.Day).ThenBy(one => one.Key, StringComparer.Ordinal),
        ];

        Suggestion? Good(string word, OccasionKind kind, int month, string address) =>
            In(month) is { } day ? new(word, kind, words[$"year.suggest.{word}.name"], words.With($"year.suggest.{word}.why", size), day, address) { IsOurs = true } : null;

        Suggestion? Law(string word, OccasionKind kind, DateOnly? at, string address, Rule rule, string? point = null) =>
            at is { } day ? new(word, kind, words[$"year.suggest.{word}.name"], words.With($"year.suggest.{word}.why{(point is null ? "" : $"-{point}")}", size), day, address, rule) { IsOurs = true } : null;

        // Those who came in the same month learn together; the first of them sets the last day.
        IEnumerable<Suggestion> Training(string word, Rule rule) => known.Amo.Select(rule.Again).Where(last => last.Year == known.Year && last >= known.Today).GroupBy(last => last.Month)
            .Select(month => (Last: month.Min(), People: month.Count()))
            .Select(due => new Suggestion(
                FormattableString.Invariant($"{word} {due.Last:yyyy-MM}"), OccasionKind.Training, words[$"year.suggest.{word}.name"], words.Count($"year.suggest.{word}.why", due.People),
                Before(due.Last), "", rule, due.Last)
            { IsOurs = true });

        // In the year itself, some time before the last day, and not in the past.
        DateOnly Before(DateOnly last)
        {
            var (wished, soon, first) = (last.AddDays(-NoticeDays), known.Today.AddDays(NoticeDays), new DateOnly(known.Year, 1, 1));
            var day = wished < first ? (first >= known.Today ? first : last) : wished >= known.Today ? wished : soon <= last ? soon : last;
            return Workdays.From(day) is var open && open <= last ? open : day;
        }

        // In its season; where that is over this year, next year's page has it.
        DateOnly? In(int month) => InYear(new DateOnly(known.Year, month, 15)) is { } day && day >= known.Today.AddDays(NoticeDays) ? day : null;

        // The law waits for no season: what can still be done this year is.
        DateOnly? InLaw(int month) => In(month) ?? InYear(known.Today.AddDays(NoticeDays));

        DateOnly? Soon() => InYear(known.Today.AddDays(SoonDays));

        // Nothing is suggested for a day on which nobody is at work.
        DateOnly? InYear(DateOnly day) => Workdays.From(day) is var open && open.Year == known.Year ? open : null;
    }
}
