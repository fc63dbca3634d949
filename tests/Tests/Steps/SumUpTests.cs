using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>An answer as lines for records and Word.</summary>
public sealed class SumUpTests
{
    [Fact]
    public void A_form_gives_its_filled_fields_and_chosen_cards() =>
        Shelf.Sheet("T07.F3").SumUp(Shelf.English, Shelf.Filled(("T05.Y2", "on"), ("T07.F3.3", "A quiet hour\nevery day"))).ShouldBe(
        [
            Shelf.English.Text("T05.Y2", "title"),
            $"{Shelf.English.Text("T07.F3.3", "label")}: A quiet hour\nevery day",
        ]);

    [Fact]
    public void Ratings_come_with_their_word() =>
        Shelf.Sheet("T07.P").SumUp(Shelf.English, Shelf.Filled(("T07.P1", "4"))).ShouldBe(["Empathic: 4 · often"]);

    [Fact]
    public void Cards_come_with_the_note() =>
        Shelf.Sheet("T07.B").SumUp(Shelf.English, Shelf.Filled(("T07.BE4", "on"), ("T07.B.note", "Oh."))).ShouldBe(
            [Shelf.English.Text("T07.BE4", "text"), "Your notes: Oh."]);

    [Fact]
    public void Ticks_are_the_points_ticked() =>
        Shelf.Sheet("E4").SumUp(Shelf.Danish, Shelf.Filled(("E4.2", "on"))).ShouldBe([Shelf.Danish.Text("E4.2", "text")]);

    [Fact]
    public void Every_field_has_a_line_in_every_language_even_when_blank()
    {
        foreach (var step in Shelf.Library.Tools.SelectMany(tool => tool.Steps))
            foreach (var language in Shelf.Library.Languages)
            {
                var sheet = StepKinds.Read(step);
                sheet.Lines(language, Answer.Empty).Select(line => line.Field.Name).ShouldBe(sheet.Fields.Select(field => field.Name));
                sheet.Lines(language, Answer.Empty).ShouldAllBe(line => line.Label.Length > 0 && line.Value == "");
                sheet.SumUp(language, Answer.Empty).ShouldBeEmpty();
            }
    }
}
