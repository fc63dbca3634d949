using Omtanke.Tests.Content;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>The checklist that is answered with yes, partly or no, which no tool uses yet.</summary>
public sealed class ChecklistTests
{
    [Fact]
    public void Takes_a_grade_and_a_note_per_point()
    {
        using var bench = Graded();
        var sheet = StepKinds.Read(bench.Read().Step("T99.S1"));
        var taken = sheet.Take(Shelf.Posted(("T99.S1.1", "partly"), ("T99.S1.1.note", "Sometimes")), Answer.Empty);
        taken.Faults.ShouldBeEmpty();
        sheet.SumUp(bench.Read().In("en"), taken.Answer).ShouldBe(["Wait a little.: Partly", "Your notes: Sometimes"]);
        sheet.Take(Shelf.Posted(("T99.S1.1", "perhaps")), Answer.Empty).Faults.ShouldHaveSingleItem().Field.ShouldBe("T99.S1.1");
    }

    [Fact]
    public async Task A_note_is_named_by_its_point_on_the_page_and_has_a_label_in_Word()
    {
        using var bench = Graded();
        var library = bench.Read();
        (await Shelf.Html(library.Step("T99.S1"), new Show(library.In("en")) { Editable = true, Answer = Answer.Empty })).ShouldContain("<span class=\"sr-only\">Wait a little.: </span>Your notes");
        using var word = FormDocumentTests.Opened(FormDocument.Of(library.Tool("T99")!, library.Step("T99.S1"), library.In("en"), System.Globalization.CultureInfo.GetCultureInfo("en-GB")));
        word.MainDocumentPart!.Document.InnerText.ShouldContain("Your notes");
    }

    static Workbench Graded() => Workbench.CopyOf(Library.Folder())
        .Write("tools/T99-tea/tool.yaml", """
            id: T99
            slug: tea
            audience: [employee]
            minutes: 5
            people: 1
            order: 10
            lix: 35
            steps:
              - {id: T99.S1, kind: checklist, answers: yes-partly-no, items: [T99.S1.1]}
            """)
        .Write("tools/T99-tea/da.yaml", "T99: {title: Te, promise: Kun dig}\nT99.S1: {title: Vandet}\nT99.S1.1: {text: Vent lidt.}\n")
        .Write("tools/T99-tea/en.yaml", "T99: {title: Tea, promise: Only you}\nT99.S1: {title: The water}\nT99.S1.1: {text: Wait a little.}\n");
}
