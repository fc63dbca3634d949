using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.Meetings;

/// <summary>A point that stands in the agenda from the beginning.</summary>
/// <param name="Source">The part of a tool, by its id; one of ours for the goodbye.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Carries">What was agreed before is looked at here.</param>
public sealed record Fixed(string Source, int Minutes, bool Carries = false);

/// <summary>What the tools say that the meetings of each kind are about.</summary>
public static class Course
{
    /// <summary>Looking back on what was agreed, where no tool has words for it.</summary>
    public const string Since = "fixed.since";

    /// <summary>The point at which the contract is written.</summary>
    public const string WriteContract = "L10.S2.7";

    // Who looks back opens with what was agreed: these are the tools' own points for that.
    private static readonly string[] back = ["L09.M2.1", "L09.M3.1", "L10.S4.2"];

    // What a point is done with, where another tool or step has the exercise.
    private static readonly Dictionary<string, string[]> done = new(StringComparer.Ordinal)
    {
        ["L09.M1.2"] = ["L13.P", "L14.S1"], ["L09.M1.4"] = ["L09.T"], ["L09.M2.2"] = ["L13.F1", "L14.S2"], ["L09.M2.3"] = ["L13.F2"], ["L09.M2.4"] = ["L13.F2", "L14.S4"], ["L09.M2.5"] = ["L13.F3"], ["L09.M3.2"] = ["L09.T"],
        ["L10.S2.2"] = ["L11.C"], ["L10.S4.3"] = ["L09.T"], ["L15.S1.B"] = ["L13.C"], ["L15.S1.D"] = ["T01.L"],
    };

    /// <summary>The tool a kind comes out of; null for their own.</summary>
    public static string? ToolOf(SeriesKind kind) => kind switch
    {
        SeriesKind.Peers => "L09",
        SeriesKind.Network => "L10",
        SeriesKind.Year => "L15",
        SeriesKind.Own => null,
    };

    /// <summary>The agenda a meeting begins with.</summary>
    /// <param name="kind">What the series is for.</param>
    /// <param name="place">Which of its meetings it is: 1, 2, 3 …, those called off not counted.</param>
    /// <param name="last">They say goodbye at it.</param>
    /// <param name="library">The tools.</param>
    public static IReadOnlyList<Fixed> Of(SeriesKind kind, int place, bool last, Library library)
    {
        IReadOnlyList<Fixed> points = last ? [new(Since, 15, true), new("fixed.got", 20), new("fixed.along", 20), new("fixed.thanks", 10)] : (kind, place) switch
        {
            (SeriesKind.Peers, 1) => From("L09.M1"),
            (SeriesKind.Peers, 2) => From("L09.M2"),
            (SeriesKind.Peers, _) => From("L09.M3"),
            (SeriesKind.Network, 1) => From("L10.S2"),
            (SeriesKind.Network, _) => From("L10.S4"),
            (SeriesKind.Year, _) => [new("L15.S1.A", 15), new("L15.S1.B", 30), new("L15.S1.D", 20), new("L15.S1.C", 15)],
            (SeriesKind.Own, _) => From("L10.S4", "L10.S4.1", "L10.S4.3", "L10.S4.5", "L10.S4.6"),
        };
        // From the second meeting on, what was agreed comes first.
        return place == 1 || points.Any(point => point.Carries) ? points
            : [.. points.Where(point => back.Contains(point.Source)).Select(point => point with { Carries = true }).DefaultIfEmpty(new(Since, 10, true)), .. points.Where(point => !back.Contains(point.Source))];

        IReadOnlyList<Fixed> From(string step, params string[] only) =>
            [.. ((Agenda)StepKinds.Read(library.Step(step))).Items.Where(item => only.Length == 0 || only.Contains(item.Id)).Select(item => new Fixed(item.Id, item.Minutes ?? 10))];
    }

    /// <summary>The steps a point is done with.</summary>
    public static IReadOnlyList<string> DoneWith(string? source) => source is not null && done.TryGetValue(source, out var steps) ? steps : [];
}
