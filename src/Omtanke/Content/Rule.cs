namespace Omtanke.Content;

/// <summary>A rule of law or of the field, dated, so that a change of law is a change of data.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Law">The act.</param>
/// <param name="Paragraph">Where in the act.</param>
/// <param name="ValidFrom">In force from, where the source says so.</param>
/// <param name="CheckedOn">When somebody last read the source.</param>
/// <param name="Source">Where it can be read.</param>
/// <param name="Status">V read on a primary page, S on a secondary, ? unsettled.</param>
/// <param name="Days">A time limit in days, for a rule that sets one.</param>
/// <param name="Months">A time limit in months, for a rule that sets one.</param>
/// <param name="Sizes">From how many employees each of its points holds, by the point's name; for a rule that goes by the size of the firm.</param>
/// <param name="Points">Ids of its points, in order: the rule's id, a dot, the point's name.</param>
public sealed record Rule(
    string Id, string Law, string Paragraph, DateOnly? ValidFrom, DateOnly CheckedOn, string Source, string Status, int? Days, int? Months, IReadOnlyDictionary<string, int> Sizes, IReadOnlyList<string> Points)
{
    /// <summary>The day by which something is due again, where the rule says how often.</summary>
    public DateOnly Again(DateOnly last) => Months is { } months ? last.AddMonths(months) : throw new InvalidOperationException($"The rule '{Id}' does not say how often.");

    /// <summary>Which of its points holds for a firm of this size: the point's id.</summary>
    public string At(int employees) => $"{Id}.{Sizes.Where(size => size.Value <= employees).MaxBy(size => size.Value).Key ?? Sizes.MinBy(size => size.Value).Key}";
}
