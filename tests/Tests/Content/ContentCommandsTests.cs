using System.Text.Json;
using System.Text.RegularExpressions;

namespace Omtanke.Tests.Content;

/// <summary>The administrator's content commands.</summary>
public sealed class ContentCommandsTests
{
    [Fact]
    public void List_tells_titles_and_steps()
    {
        using var bench = new Workbench();
        var (exit, output) = bench.Run("list");
        exit.ShouldBe(0);
        output.ShouldContain("T99  Te (da) / Tea (en)");
        output.ShouldContain("T99.F1   form");
    }

    [Fact]
    public void List_as_json_can_be_read_by_machines()
    {
        using var bench = new Workbench();
        using var json = JsonDocument.Parse(bench.Run("list", "--json").Output);
        var tool = json.RootElement[0];
        tool.GetProperty("id").GetString().ShouldBe("T99");
        tool.GetProperty("titles").GetProperty("da").GetString().ShouldBe("Te");
        tool.GetProperty("languages").EnumerateArray().Select(code => code.GetString()).Order().ShouldBe(["da", "en"]);
        tool.GetProperty("steps")[1].GetProperty("kind").GetString().ShouldBe("form");
    }

    [Fact]
    public void Every_id_the_catalogue_counts_is_named_with_its_words_in_both_languages()
    {
        var library = Library.Read(Library.Folder());
        using var output = new StringWriter();
        new ContentCommands().Run(["list", "--json"], output).ShouldBe(0);
        using var json = JsonDocument.Parse(output.ToString());
        var steps = json.RootElement.EnumerateArray().SelectMany(tool => tool.GetProperty("steps").EnumerateArray()).ToList();
        var named = steps.SelectMany(step => step.GetProperty("ids").EnumerateArray()).ToLookup(id => id.GetProperty("id").GetString()!, id => id.GetProperty("words"));
        var all = named.Select(group => group.Key).Concat(steps.Select(step => step.GetProperty("id").GetString()!)).ToHashSet();
        foreach (var promised in library.Counts)
            all.Count(id => Regex.IsMatch(id, $"^{Regex.Escape(promised.Prefix)}{(char.IsAsciiDigit(promised.Prefix[^1]) ? @"\." : @"\.?")}[0-9]+$")).ShouldBe(promised.Number, promised.Prefix);
        foreach (var id in library.Ids.Keys.Where(id => library.Tools.All(tool => tool.Id != id) && !library.Decks.Any(deck => deck.Id == id) && library.Tools.Any(tool => id.StartsWith($"{tool.Id}.", StringComparison.Ordinal))))
            all.ShouldContain(id);
        foreach (var words in named.SelectMany(group => group))
            foreach (var language in (string[])["da", "en"])
                words.GetProperty(language).GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Check_says_what_to_mend()
    {
        using var bench = new Workbench();
        bench.Run("check").ShouldBe((0, $"The content is whole.{Environment.NewLine}"));
        bench.Change("counts.yaml", "2", "4");
        var (exit, output) = bench.Run("check");
        exit.ShouldBe(1);
        output.ShouldContain("counts.yaml:1: T99.F1: should be 4");
        output.ShouldContain("1 to mend.");
    }

    [Fact]
    public void A_folder_that_cannot_be_read_is_told_the_same_way()
    {
        using var bench = new Workbench();
        bench.Change("tools/T99-tea/tool.yaml", "id: T99\n", "");
        var (exit, output) = bench.Run("list");
        exit.ShouldBe(1);
        output.ShouldContain("tool.yaml:1: lacks 'id'");
    }

    [Fact]
    public void An_unknown_command_gets_help()
    {
        using var bench = new Workbench();
        bench.Run("czech").Exit.ShouldBe(2);
    }
}
