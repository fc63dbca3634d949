using Omtanke.Content;
using Omtanke.Insight;
using Omtanke.Steps;
using Cell = Omtanke.Insight.Cell;

namespace Omtanke.Assessments.See;

/// <summary>Something that was asked, with its words.</summary>
/// <param name="Number">Its number among all.</param>
/// <param name="Name">As the release knows it.</param>
/// <param name="Label">What was asked.</param>
/// <param name="Measure">How its answers belong together.</param>
/// <param name="Options">The answers, in order.</param>
public sealed record Item(int Number, string Name, string Label, Measure Measure, IReadOnlyList<Option> Options)
{
    /// <summary>What the first answer on a scale is worth.</summary>
    public decimal First { get; init; } = 1;

    /// <summary>How much more each following is worth; less than nothing where it is asked the other way round.</summary>
    public decimal Worth { get; init; } = 1;

    private decimal Last => First + (Worth * (Options.Count - 1));

    /// <summary>The lowest there could be.</summary>
    public decimal Least => Math.Min(First, Last);

    /// <summary>The highest.</summary>
    public decimal Most => Math.Max(First, Last);

    /// <summary>Whether it is a point on a checklist: yes, partly, no.</summary>
    public bool IsChecked => Options is [{ Value: "yes" }, { Value: "partly" }, { Value: "no" }];

    /// <summary>The answer one looks for first: that something is known, or that it is missing; none where no answer comes before another.</summary>
    public int? Telling => Measure == Measure.Tick ? 1 : IsChecked ? 2 : null;
}

/// <summary>What belongs together.</summary>
/// <param name="Id">Its id, where it has one.</param>
/// <param name="Title">What it is called; may be empty.</param>
/// <param name="Items">What was asked.</param>
public sealed record Theme(string Id, string Title, IReadOnlyList<Item> Items)
{
    /// <summary>What was asked, as it is told of in a unit: what most know, or what most miss, comes first, and what is hidden last. On a scale it keeps its order.</summary>
    public IReadOnlyList<Item> In(Cell cell) => Items.All(item => item.Telling is not null) ? [.. Items.OrderByDescending(item => cell.Of(item.Name)?.Counts?[item.Telling!.Value] ?? -1)] : Items;
}

/// <summary>A unit as it was asked.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parent">The one above it.</param>
/// <param name="Name">What it was called.</param>
/// <param name="Depth">How far below the whole.</param>
/// <param name="Asked">How many were asked in it and below.</param>
/// <param name="With">The unit its people are counted in instead.</param>
/// <param name="Cell">What is told of it.</param>
public sealed record Place(Guid Id, Guid? Parent, string Name, int Depth, int Asked, string? With, Cell Cell);

/// <summary>
/// A release with its words: what was asked, of whom, and what may be told. The page, the Word file and the table to take along are made of this and of nothing else, so none of them tells more than the release does.
/// </summary>
public sealed class Findings
{
    /// <summary>More units than are shown under each other at once.</summary>
    public const int Many = 60;

    /// <param name="collection">What was asked.</param>
    /// <param name="release">What is told of it.</param>
    /// <param name="units">The units as they were, above before below.</param>
    /// <param name="step">What was asked, as the tool has it; none when it has gone.</param>
    /// <param name="language">The language to tell it in.</param>
    public Findings(Collection collection, Release release, IReadOnlyList<CollectionUnit> units, Step? step, Language language)
    {
        (Collection, Release, Language) = (collection, release, language);
        Themes = ThemesOf(release, step, language);
        Comment = Questionnaire.CommentOf(step, language);
        Pack = SurveyOf(step)?.Pack is { } pack && language.Has(pack, "attribution") ? pack : null;
        IsMixed = SurveyOf(step) is not null && Themes.Any(theme => theme.Id.Length == 0);
        Places = PlacesOf(collection, release, units, language.Words);
        Columns = Column.Of(this);
    }

    public Collection Collection { get; }
    public Release Release { get; }
    public Language Language { get; }

    /// <summary>What was asked, as it belongs together.</summary>
    public IReadOnlyList<Theme> Themes { get; }

    /// <summary>Those asked, in the workplace's own order; the whole first.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>What is told of each unit in one number.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>All who were asked.</summary>
    public Place Whole => Places[0];

    /// <summary>Whether the whole is several units that have none above them in common.</summary>
    public bool IsSeveral => Whole.Id == Collection.Series;

    /// <summary>Everything asked.</summary>
    public IEnumerable<Item> Items => Themes.SelectMany(theme => theme.Items);

    /// <summary>Whether everything is answered on a scale.</summary>
    public bool IsScale => Items.All(item => item.Measure == Measure.Scale);

    /// <summary>Whether there are questions of several sorts, or each has a scale of its own.</summary>
    public bool IsMixed { get; }

    /// <summary>What was asked in people's own words, where whoever asked has said it.</summary>
    public string? Comment { get; }

    /// <summary>The pack the questions came in: what its scores mean, and whose it is, stand under this id.</summary>
    public string? Pack { get; }

    /// <summary>A unit by its id; the whole where there is no such unit.</summary>
    public Place At(Guid? unit) => Places.FirstOrDefault(place => place.Id == unit) ?? Whole;

    /// <summary>The units below one.</summary>
    public IReadOnlyList<Place> Below(Place place) => [.. Places.Where(one => one.Parent == place.Id)];

    /// <summary>The units to lay beside each other: all of them, or where they are too many, those right below the one looked at.</summary>
    public IReadOnlyList<Place> Rows(Place chosen) => Places.Count <= Many ? Places : [.. Places.Where(one => one.Id == chosen.Id || one.Parent == chosen.Id || chosen.Parent == one.Id || one == Whole)];

    /// <summary>Whether anything at all may be told.</summary>
    public bool HasAny => Places.Any(place => place.Cell.Figures.Any(figure => figure.Hidden is null));

    /// <summary>Why things are hidden, each reason once, in a fixed order.</summary>
    public IReadOnlyList<Hidden> Reasons(IEnumerable<Place> places) =>
        [.. places.Where(place => place.With is null).SelectMany(place => place.Cell.Figures.Select(figure => figure.Hidden).Append(place.Cell.Hidden)).OfType<Hidden>().Distinct().Order()];

    private static IReadOnlyList<Theme> ThemesOf(Release release, Step? step, Language language)
    {
        var asked = (step is null || !Questionnaire.Suits(step) ? [] : Questionnaire.Of(step, language)).ToDictionary(one => one.Question.Name, StringComparer.Ordinal);
        var survey = SurveyOf(step);
        var ids = (step is null ? null : StepKinds.Read(step)) switch
        {
            Scale scale => scale.Groups.SelectMany(group => group.Statements.Select(statement => (statement, group.Id))).ToDictionary(one => one.statement, one => one.Id, StringComparer.Ordinal),
            Survey => survey!.Groups.SelectMany(group => group.Questions.Select(question => (question.Id, Group: group.Id))).ToDictionary(one => one.Id, one => one.Group, StringComparer.Ordinal),
            _ => [],
        };
        return [.. release.Questions.Select((question, place) => (Question: question, Item: ItemOf(question, place + 1), Known: Known(question)))
            .GroupBy(one => (Id: ids.GetValueOrDefault(one.Question.Id, ""), Title: one.Known?.Question.Heading ?? "", Answers: survey is null ? "" : string.Join('|', one.Item.Options.Select(option => option.Label))))
            .Select(group => new Theme(group.Key.Id, survey is not null && group.Key.Id.Length > 0 ? language.Text(group.Key.Id, "title") : group.Key.Title, [.. group.Select(one => one.Item)]))];

        Asked? Known(Insight.Question question) => asked.GetValueOrDefault(question.Id) is { } found && found.Question.Options.Count == question.Options ? found : null;

        Item ItemOf(Insight.Question question, int number) => (Known(question) is { } known
            ? new Item(number, question.Id, known.Question.Label, known.Measure, known.Question.Options)
            : new Item(number, question.Id, language.Words["collections.result.gone"], question.Answering == Insight.Answering.Scale ? Measure.Scale : Measure.Choice,
                [.. Enumerable.Range(1, question.Options).Select(value => $"{value}").Select(value => new Option(value, value, null))])) with { First = question.First, Worth = question.Step };
    }

    private static Survey? SurveyOf(Step? step) => step is not null && Questionnaire.Suits(step) ? StepKinds.Read(step) as Survey : null;

    private static IReadOnlyList<Place> PlacesOf(Collection collection, Release release, IReadOnlyList<CollectionUnit> units, Words words)
    {
        var (asked, depths, names) = (units.ToDictionary(unit => unit.Unit, unit => unit.Asked), new Dictionary<Guid, int>(), units.ToDictionary(unit => unit.Unit, NameOf));
        foreach (var unit in units.Reverse())
            if (unit.Parent is { } above)
                asked[above] += asked[unit.Unit];
        var cells = release.Cells.Where(cell => cell.Filter is null).ToDictionary(cell => cell.Unit);
        return
        [
            .. from unit in units
               let depth = depths[unit.Unit] = unit.Parent is { } above ? depths[above] + 1 : 0
               select new Place(
                   collection.InSeries(unit.Unit), unit.Parent is { } over ? collection.InSeries(over) : null, names[unit.Unit], depth, asked[unit.Unit],
                   unit.CountedWith is { } with ? names.GetValueOrDefault(with) : null, cells[collection.InSeries(unit.Unit)]),
        ];

        // The whole of several units has no name of its own.
        string NameOf(CollectionUnit unit) => unit.Unit == collection.Id ? words["collections.result.all"] : unit.Name;
    }
}
