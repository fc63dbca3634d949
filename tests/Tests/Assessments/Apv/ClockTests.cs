using Omtanke.Assessments.Apv;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Assessments.Apv;

/// <summary>Each topic has a clock of its own in each unit.</summary>
public sealed class ClockTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Unit Top = new() { Id = Ids.New(), Name = "Kommunen" }, East = new() { Id = Ids.New(), Name = "Øst", Parent = Top.Id }, West = new() { Id = Ids.New(), Name = "Vest", Parent = Top.Id }, Night = new() { Id = Ids.New(), Name = "Nat", Parent = East.Id };
    private static readonly Rule Often = new("often", "", "", null, Today, "", "V", null, 36, new Dictionary<string, int>(), []);
    private static readonly UnitTree Tree = new([Top, East, West, Night]);

    [Theory]
    [InlineData(null, null, Due.Never, null)]
    [InlineData("2026-01-15", null, Due.Fine, "2029-01-15")]
    [InlineData("2024-05-23", null, Due.Soon, "2027-05-23")]
    [InlineData("2024-05-24", null, Due.Fine, "2027-05-24")]
    [InlineData("2023-11-23", null, Due.Soon, "2026-11-23")]
    [InlineData("2023-11-22", null, Due.Overdue, "2026-11-22")]
    [InlineData("2026-01-15", "2026-06-01", Due.Changed, "2026-06-01")]
    [InlineData("2026-06-01", "2026-01-15", Due.Fine, "2029-06-01")]
    public void It_is_due_three_years_after_it_was_examined_or_when_something_changed_since(string? examined, string? changed, Due due, string? on) =>
        TopicClock.Judge(Day(examined), Day(changed), Often, Today).ShouldBe((Day(on), due));

    [Fact]
    public void A_unit_has_a_line_of_its_own_only_where_it_stands_differently_from_the_one_above()
    {
        var (whole, east) = (Make(Top), Make(East));
        Topic[] topics = [Look(whole, "2024-02-01"), Look(east, "2026-02-01")];
        TopicClock.Of(Tree, [whole, east], topics, [], Often, Today).Select(line => (line.Where!.Name, line.ExaminedOn)).ShouldBe([("Kommunen", Day("2024-02-01")), ("Øst", Day("2026-02-01"))]);
        var change = new Change { Id = Ids.New(), Kind = ChangeKind.Merger, What = "", OnDay = new(2026, 10, 1), Units = [West.Id], SaidAt = default };
        TopicClock.Of(Tree, [whole, east], topics, [change], Often, Today).Select(line => (line.Where!.Name, line.Due)).ShouldBe([("Kommunen", Due.Soon), ("Vest", Due.Changed), ("Øst", Due.Fine)]);
        // Another topic is none of its business.
        TopicClock.Of(Tree, [whole, east], topics, [new Change { Id = Ids.New(), Kind = ChangeKind.Merger, What = "", OnDay = new(2026, 10, 1), Units = [West.Id], Topics = ["noise"], SaidAt = default }], Often, Today).Count.ShouldBe(2);
    }

    private static Assessment Make(Unit unit) => new() { Id = Ids.New(), Title = "", Language = "da", Units = [unit.Id], Part = TakingPart.Staff, Keepers = [Ids.New()], BegunAt = default, ClosedAt = default(DateTimeOffset) };

    private static Topic Look(Assessment apv, string examined) => new() { Id = Ids.New(), Apv = apv.Id, Position = 1, Key = "workload", Name = "", ExaminedOn = Day(examined) };

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
