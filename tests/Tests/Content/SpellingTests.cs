namespace Omtanke.Tests.Content;

/// <summary>Spelling: what people read is spelt rightly, and who mistypes is told where.</summary>
public sealed class SpellingTests
{
    [Fact]
    public void A_misspelt_word_is_named_with_file_line_id_and_word()
    {
        using var bench = Workbench.CopyOf(Library.Folder());
        bench.Change("tools/T07-care-conversation/en.yaml", "conversation", "conversaton").Change("interface/da.yaml", "\"Andre kan læse", "\"Andre kan lææse");
        var found = bench.Misspelt();
        found.ShouldContain(error => error.File.EndsWith("T07-care-conversation/en.yaml") && error.Id == "T07" && error.Line > 1 && error.Message.Contains("»conversaton«"));
        found.ShouldContain(error => error.File.EndsWith("interface/da.yaml") && error.Id.Contains("loose") && error.Message.Contains("»lææse«"));
    }

    [Fact]
    public void Danish_joins_words_and_a_slip_in_a_joined_word_still_shows()
    {
        using var bench = new Workbench();
        bench.Write("spelling/da.txt", "Grimtvig\nquiksel\n").Change("tools/T99-tea/da.yaml", "Kog **vand**.", """
            "Stresstrappen, omsorgssamtaler, trivselsoaser, tillidsrepræsentanten, quikselsgruppe og APV-arbejdet i Grimtvigs teams. Se /tools/x og https://xyz.dk/qwe.
            Samtalletid, arbejdsplasd, medarbeder, omsorgsamtalen, handlingplan, stresstrape, kolegaer, stresssamtallen, quikselxgruppe."
            """.Replace("\n", "\n  ", StringComparison.Ordinal).Trim());
        bench.Misspelt().Select(error => error.Message.Split('«')[0].TrimStart('»')).ShouldBe(
            ["Samtalletid", "arbejdsplasd", "medarbeder", "omsorgsamtalen", "handlingplan", "stresstrape", "kolegaer", "stresssamtallen", "quikselxgruppe"]);
    }

    [Fact]
    public void The_list_of_our_own_words_is_kept_short_and_in_order()
    {
        using var bench = new Workbench();
        bench.Write("spelling/da.txt", "quiksel\nGrimtvig\nsamtale\n");
        bench.Misspelt().Select(error => (error.Line, error.Id)).ShouldBe([(2, "Grimtvig"), (3, "samtale")]);
    }

    [Fact]
    public void A_dictionary_that_is_missing_is_told_and_not_passed_over()
    {
        using var bench = new Workbench();
        foreach (var file in new[] { "interface", "tools/T99-tea" })
            bench.Write($"{file}/sv.yaml", bench.Text($"{file}/da.yaml"));
        var (exit, output) = bench.Run("check");
        exit.ShouldBe(1);
        output.ShouldContain("spelling/sv.txt:1: the spelling was not checked: there is no dictionary for 'sv'.");
        output.ShouldContain("dictionary-sv");
    }
}
