namespace Omtanke.Demo;

/// <summary>What two of its people have kept for themselves, so that a room of one's own can be seen with something in it.</summary>
public static partial class Fjordby
{
    private static readonly OwnNote[] Notes =
    [
        new("Maja Holm", "T04", "T04.S2", -72, Ticks("T04.G1", "T04.G4", "T04.G11", "T04.G12", "T04.G14", "T04.G20", "T04.G22", "T04.G23")),
        new("Maja Holm", "T04", "T04.S2", -37, Ticks("T04.G1", "T04.G11", "T04.G12", "T04.G22")),
        new("Maja Holm", "T04", "T04.S2", -5, Ticks("T04.G11", "T04.G22")),
        new("Maja Holm", "T04", "T04.S3", -72, [("T04.S3.now", "red"), .. Words("red", "Jeg vågner klokken fire og kan ikke sove igen.", "Jeg springer frokosten over.")]),
        new("Maja Holm", "T04", "T04.S3", -37, [("T04.S3.now", "yellow"), .. Words("yellow", "Jeg glemmer små ting.", "Jeg siger nej til ekstravagter.")]),
        new("Maja Holm", "T04", "T04.S3", -5, [("T04.S3.now", "green"), .. Words("green", "Jeg sover og har lyst til at synge i bilen.", "Jeg går hjem til tiden.")]),
        new("Henrik Lund", "L05", "L05.F", -64, Week(("1", "6", ""), ("2", "3", ""), ("6", "4", "drains"), ("9", "6", "drains"), ("11", "3", "gives"), ("15", "2", "gives"), ("16", "9", "drains"), ("17", "7", "drains"), ("19", "1", "gives"), ("20", "0.5", "gives"))),
        new("Henrik Lund", "L05", "L05.F", -8, [.. Week(("1", "4", ""), ("2", "3", ""), ("6", "4", "drains"), ("9", "4", "drains"), ("11", "5", "gives"), ("15", "4", "gives"), ("16", "6", "drains"), ("17", "4", "drains"), ("19", "2.5", "gives"), ("20", "2", "gives")), ("L05.F17.change", "To gange om dagen, og ikke efter klokken 17.")]),
        new("Henrik Lund", "L04", "L04.C", -64, [.. Drawn("L04.P1", (40, 42, 36), (76, 70, 20), (82, 28, 9)), ("L04.Q1", "Jobbet fylder det meste. Jeg er her sjældent helt, når jeg er hjemme.")]),
        new("Henrik Lund", "L04", "L04.C", -8, [.. Drawn("L04.P1", (38, 40, 28), (66, 64, 24), (72, 30, 16)), .. Drawn("L04.P2", (36, 40, 24), (62, 62, 26), (66, 34, 22)), ("L04.Q1", "Det er blevet bedre. Tirsdag er kordag igen.")]),
    ];

    private static (string, string)[] Ticks(params string[] signs) => [.. signs.Select(sign => (sign, "on"))];

    private static (string, string)[] Words(string colour, string sign, string own) => [($"T04.S3.N1.{colour}", sign), ($"T04.S3.N3.{colour}", own)];

    private static (string, string)[] Week(params (string Activity, string Hours, string Does)[] week) =>
        [.. week.SelectMany(row => new[] { ($"L05.F{row.Activity}.hours", row.Hours), ($"L05.F{row.Activity}.{row.Does}", "on") }).Where(field => !field.Item1.EndsWith('.'))];

    private static (string, string)[] Drawn(string picture, params (int X, int Y, int R)[] circles) =>
        [.. circles.SelectMany((circle, place) => new[] { ($"{picture}.{place + 1}.x", $"{circle.X}"), ($"{picture}.{place + 1}.y", $"{circle.Y}"), ($"{picture}.{place + 1}.r", $"{circle.R}") })];

    /// <summary>One note to oneself: by whom, about which step, so many days ago, and what stands in it.</summary>
    internal sealed record OwnNote(string By, string Tool, string Step, int Days, IReadOnlyList<(string Field, string Value)> Fields);
}
