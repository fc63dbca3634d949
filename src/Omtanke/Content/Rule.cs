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
/// <param name="Points">Ids of its points, in order: the rule's id, a dot, the point's name.</param>
public sealed record Rule(
    string Id, string Law, string Paragraph, DateOnly? ValidFrom, DateOnly CheckedOn, string Source, string Status, int? Days, IReadOnlyList<string> Points);
