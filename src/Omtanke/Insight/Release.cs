using System.Text.Json.Serialization;
using Omtanke.Organisation;

namespace Omtanke.Insight;

/// <summary>The one set of figures of a closed round: every cell, shown or hidden. Plain data, to be kept as it is; nobody's answer can be worked out from it.</summary>
public sealed record Release(Thresholds Thresholds, IReadOnlyList<Question> Questions, IReadOnlyList<string> Filters, IReadOnlyList<Cell> Cells)
{
    /// <summary>The cell of a unit, of all there or of one filter value.</summary>
    public Cell? Of(Guid unit, string? filter = null) => Cells.FirstOrDefault(cell => cell.Unit == unit && cell.Filter == filter);
}

/// <summary>A unit with all below it, of all there or of one filter value.</summary>
/// <param name="Hidden">Why nothing is told of it; none when something is.</param>
/// <param name="People">How many took part.</param>
/// <param name="Figures">One for each question that is told of here.</param>
/// <param name="Comments">What was written here, and in units below that have no comments of their own.</param>
public sealed record Cell(
    Guid Unit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Filter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Hidden? Hidden,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Count? People,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<Comments> Comments)
{
    /// <summary>What is told of a question here.</summary>
    public Figure? Of(string question) => Figures.FirstOrDefault(figure => figure.Question == question);
}

/// <summary>What is told of the answers to one question in one cell.</summary>
/// <param name="Hidden">Why nothing is; the other parts are then none.</param>
/// <param name="Answers">How many answered.</param>
/// <param name="Mean">On a scale: rounded, so that no answer can be read off it.</param>
/// <param name="Counts">How many gave each answer; none where there are too few for that, or where the question is told by filter.</param>
public sealed record Figure(
    string Question,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Hidden? Hidden = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Count? Answers = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Mean = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? Counts = null);

/// <summary>A number of people: exact when both ends are the same, else a band.</summary>
public sealed record Count(int From, int To)
{
    internal static Count Exactly(int number) => new(number, number);

    /// <summary>5–9, 10–19, 20–29 …; from the least that is shown.</summary>
    internal static Count About(int number, int least) => new(Math.Max(least, number / 10 * 10), (number / 10 * 10) + 9);
}

/// <summary>What was written to one topic, in no order.</summary>
public sealed record Comments(string Topic, IReadOnlyList<string> Texts);

/// <summary>Why a cell, or a question in it, is not shown.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Hidden>))]
public enum Hidden
{
    /// <summary>Too few answered.</summary>
    TooFew,

    /// <summary>The few who would be left between this and what is shown around it would be seen.</summary>
    Remainder,

    /// <summary>It keeps company with another that is hidden, which would else be seen by subtraction.</summary>
    Complementary,

    /// <summary>Together with several other figures it would give away a few.</summary>
    Derivable,

    /// <summary>A few came or went since an earlier release: the difference would be theirs.</summary>
    ChangedByFew,

    /// <summary>Nearly all answered the same, or the lot fell on it: one in a hundred is hidden by lot, so that being hidden proves nothing.</summary>
    TooAlike,
}
