using FsCheck;
using FsCheck.Fluent;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>From posted fields to an answer.</summary>
public sealed class TakeTests
{
    [Fact]
    public void Text_is_taken_as_typed_with_one_kind_of_line_ending()
    {
        var taken = Shelf.Sheet("T07.F2").Take(Shelf.Posted(("T07.F2.1", " Linje 1\r\nLinje 2 🌱 <b>\0\u0007 ")), Answer.Empty);
        taken.Faults.ShouldBeEmpty();
        taken.Answer["T07.F2.1"].ShouldBe("Linje 1\nLinje 2 🌱 <b>");
    }

    [Fact]
    public void Half_a_character_becomes_a_whole_one() =>
        Shelf.Sheet("T07.F2").Take(Shelf.Posted(("T07.F2.1", "a\ud83dz")), Answer.Empty).Answer["T07.F2.1"].ShouldBe("a\ufffdz");

    [Fact]
    public void Too_long_a_text_is_told_and_not_lost()
    {
        var taken = Shelf.Sheet("T07.F2").Take(Shelf.Posted(("T07.F2.1", new string('x', 10_001)), ("T07.F2.2", new string('y', 10_000))), Answer.Empty);
        var fault = taken.Faults.ShouldHaveSingleItem();
        fault.Field.ShouldBe("T07.F2.1");
        fault.In(Shelf.Danish.Words).ShouldContain("10.001");
        taken.Answer["T07.F2.1"].Length.ShouldBe(10_001);
    }

    [Theory]
    [InlineData("T07.B", "T07.BE9", "on")]
    [InlineData("T07.B", "T07.BE1", "yes")]
    [InlineData("T07.P", "T07.P1", "6")]
    [InlineData("T07.P", "T07.P5", "3")]
    [InlineData("T07.F3", "T05.Y7", "on")]
    [InlineData("T07.F2", "T07.F2.6", "text")]
    [InlineData("E4", "E4.6", "on")]
    public void What_the_step_does_not_know_is_told_by_field(string step, string field, string value)
    {
        var fault = Shelf.Sheet(step).Take(Shelf.Posted((field, value)), Answer.Empty).Faults.ShouldHaveSingleItem();
        (fault.Field, fault.Word).ShouldBe((field, "steps.faults.unknown"));
        fault.In(Shelf.English.Words).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_fields_of_others_in_the_same_form_are_left_to_them() =>
        Shelf.Sheet("T07.F2").Take(Shelf.Posted(("T07.F3.1", "x"), ("version", "4"), ("E4.1", "on")), Answer.Empty).ShouldSatisfyAllConditions(
            taken => taken.Faults.ShouldBeEmpty(), taken => taken.Answer.ShouldBe(Answer.Empty));

    [Fact]
    public void A_box_is_unticked_only_by_a_form_that_showed_it()
    {
        var before = Shelf.Filled(("T07.BE1", "on"), ("T07.BL1", "on"), ("T07.B.note", "kept"));
        var taken = Shelf.Sheet("T07.B").Take(Shelf.Posted((Field.Shown, "T07.BE"), ("T07.BE2", "on")), before);
        taken.Answer.ShouldBe(Shelf.Filled(("T07.BE2", "on"), ("T07.BL1", "on"), ("T07.B.note", "kept")));
    }

    [Fact]
    public void An_emptied_text_is_emptied() =>
        Shelf.Sheet("T07.F2").Take(Shelf.Posted(("T07.F2.1", "")), Shelf.Filled(("T07.F2.1", "old"))).Answer.ShouldBe(Answer.Empty);

    [Fact]
    public void What_a_form_did_not_show_is_never_lost()
    {
        var answers = Gen.Elements(StepIds()).SelectMany(id =>
            from before in Gen.SubListOf<Field>([.. Shelf.Sheet(id).Fields])
            from posted in Gen.SubListOf<Field>([.. Shelf.Sheet(id).Fields.Where(field => field.Takes == Takes.Text)])
            select (id, before, posted));
        Prop.ForAll(answers.ToArbitrary(), sample =>
        {
            var (id, before, posted) = sample;
            var was = before.Aggregate(Answer.Empty, (answer, field) => answer.With(field.Name, ValueFor(field)));
            var taken = Shelf.Sheet(id).Take(Shelf.Posted([.. posted.Select(field => (field.Name, "new words"))]), was);
            return taken.Faults.Count == 0
                && posted.All(field => taken.Answer[field.Name] == "new words")
                && before.Except(posted).All(field => taken.Answer[field.Name] == was[field.Name]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_is_posted_gives_an_answer_that_can_be_stored() => Prop.ForAll<string[]>(values =>
    {
        var fields = Shelf.Sheet("T07.F3").Fields;
        var taken = Shelf.Sheet("T07.F3").Take(Shelf.Posted([.. values.Take(fields.Count).Select((value, place) => (fields[place].Name, value ?? ""))]), Answer.Empty);
        return Answer.FromJson(taken.Answer.ToJson()).Equals(taken.Answer);
    }).QuickCheckThrowOnFailure();

    static string[] StepIds() => [.. Shelf.Library.Tools.SelectMany(tool => tool.Steps).Where(step => StepKinds.Read(step).Fields.Count > 0).Select(step => step.Id)];

    static string ValueFor(Field field) => field.Takes == Takes.Text ? "old words" : field.Values[0];
}
