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
        .Write("tools/T99-tea/da.yaml", "T99: {title: Te}\nT99.S1: {title: Vandet}\nT99.S1.1: {text: Vent lidt.}\n")
        .Write("tools/T99-tea/en.yaml", "T99: {title: Tea}\nT99.S1: {title: The water}\nT99.S1.1: {text: Wait a little.}\n");
}
