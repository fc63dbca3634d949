using Omtanke.Steps;

namespace Omtanke.Tests.Content;

/// <summary>The real content folder holds to its rules.</summary>
public sealed class ContentRules
{
    [Fact]
    public void The_content_is_whole()
    {
        var library = Library.Read(Library.Folder());
        Check.Of(library).Concat(StepKinds.Check(library)).Concat(Spelling.Check(library, Library.Folder())).ShouldBeEmpty();
    }

    [Fact]
    public void The_care_conversation_and_the_guide_are_there_in_both_languages()
    {
        var library = Library.Read(Library.Folder());
        library.Tool("care-conversation").ShouldNotBeNull();
        library.Tool("employee-guide").ShouldNotBeNull();
        library.Languages.Select(language => language.Code).Order().ShouldBe(["da", "en"]);
    }

    [Fact]
    public void A_typo_in_a_tool_names_file_line_and_id()
    {
        using var bench = Workbench.CopyOf(Library.Folder());
        bench.Change("tools/T07-care-conversation/tool.yaml", "T07.F2.5]", "T07.F2.55]");
        bench.Errors().ShouldContain(error => error.File.EndsWith("tools/T07-care-conversation/tool.yaml") && error.Line > 20 && error.Id == "T07.F2.55");
        bench.Errors().ShouldContain(error => error.File.EndsWith("tools/T07-care-conversation/da.yaml") && error.Line > 20 && error.Id == "T07.F2.5");
    }

    [Theory]
    [InlineData("kind: cards", "kind: crads", "T07.B", "knows no kind 'crads'")]
    [InlineData("drawing: empathic, behaviours", "behavior: x, behaviours", "T07.P1", "does not know the key 'behavior'")]
    [InlineData("deck: stress-types", "dekc: stress-types", "T07.F3", "does not know the key 'dekc'")]
    [InlineData("side: leader", "side: boss", "T07.BL", "'side' should be employee or leader")]
    public void A_step_its_kind_cannot_read_is_named(string from, string to, string id, string says)
    {
        using var bench = Workbench.CopyOf(Library.Folder());
        bench.Change("tools/T07-care-conversation/tool.yaml", from, to);
        Complaints(bench).ShouldContain(error => error.Id == id && error.Line > 10 && error.Message.Contains(says));
    }

    [Fact]
    public void A_text_the_kind_needs_is_missed()
    {
        using var bench = Workbench.CopyOf(Library.Folder());
        foreach (var language in new[] { "da", "en" })
            bench.Change($"tools/T07-care-conversation/{language}.yaml", "T07.P2:\n  title:", "T07.P2:\n  heading:");
        Complaints(bench).ShouldContain(error => error.Id == "T07.P2" && error.Message == "needs 'title' in da");
    }

    static IReadOnlyList<ContentError> Complaints(Workbench bench)
    {
        try
        {
            return [.. StepKinds.Check(bench.Read())];
        }
        catch (ContentException broken)
        {
            return broken.Errors;
        }
    }
}
