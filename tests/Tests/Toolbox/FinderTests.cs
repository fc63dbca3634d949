using System.Text.RegularExpressions;
using Omtanke.Toolbox.Find;

namespace Omtanke.Tests.Toolbox;

/// <summary>What people type when they need something, and the tool they must see at once.</summary>
public sealed class FinderTests(TestCluster cluster)
{
    const int SeenAtOnce = 3;

    static readonly TheoryData<string, string, string> asked = new()
    {
        { "da", "burnout", "spot-strain" },
        { "da", "udbrændt", "spot-strain" },
        { "da", "søvn", "leader-as-role-model" },
        { "da", "jeg sover dårligt", "leader-as-role-model" },
        { "da", "stres", "types-of-stress" },
        { "da", "straess", "types-of-stress" },
        { "da", "stresset", "types-of-stress" },
        { "da", "konflict", "community-and-communication" },
        { "da", "konflikt", "community-and-communication" },
        { "da", "mobning", "psychosocial-environment" },
        { "da", "mobing", "psychosocial-environment" },
        { "da", "chikane", "psychosocial-environment" },
        { "da", "sygemelding", "care-conversation" },
        { "da", "sygefravær", "care-conversation" },
        { "da", "sygefraværssamtale", "care-conversation" },
        { "da", "svær samtale", "care-conversation" },
        { "da", "travlhed", "types-of-stress" },
        { "da", "overload", "spot-strain" },
        { "da", "arbejdspres", "spot-strain" },
        { "da", "sige nej", "setting-limits" },
        { "da", "grænser", "setting-limits" },
        { "da", "overarbejde", "setting-limits" },
        { "da", "work-life balance", "life-circles" },
        { "da", "fritid", "life-circles" },
        { "da", "min chef", "you-and-your-leader" },
        { "da", "ny leder", "you-and-those-you-lead" },
        { "da", "coaching", "good-questions" },
        { "da", "netværk", "leader-network" },
        { "da", "årshjul", "the-year" },
        { "da", "arbejdsglæde", "energy-mind-map" },
        { "da", "energi", "energy-mind-map" },
        { "da", "tillid", "psychological-safety" },
        { "da", "turde sige noget", "psychological-safety" },
        { "da", "stresspolitik", "ground-rules-or-policy" },
        { "da", "retningslinjer", "ground-rules-or-policy" },
        { "da", "arbejdspladsvurdering", "leader-apv" },
        { "da", "hjælpe en kollega", "colleague-conversation" },
        { "da", "dødsfald", "colleague-conversation" },
        { "da", "bisidder", "employee-guide" },
        { "da", "psykolog", "five-good-moves" },
        { "da", "trivselsmåling", "maturity" },
        { "da", "samtalekort", "start-the-dialogue" },
        { "en", "burnout", "spot-strain" },
        { "en", "burned out", "spot-strain" },
        { "en", "sleep", "leader-as-role-model" },
        { "en", "I cannot sleep", "leader-as-role-model" },
        { "en", "insomnia", "leader-as-role-model" },
        { "en", "stres", "types-of-stress" },
        { "en", "stressed", "types-of-stress" },
        { "en", "overload", "spot-strain" },
        { "en", "overwhelmed", "spot-strain" },
        { "en", "workload", "psychosocial-environment" },
        { "en", "busy", "types-of-stress" },
        { "en", "conflict", "community-and-communication" },
        { "en", "conflikt", "community-and-communication" },
        { "en", "teamwork", "community-and-communication" },
        { "en", "bullying", "psychosocial-environment" },
        { "en", "bulying", "psychosocial-environment" },
        { "en", "harassment", "psychosocial-environment" },
        { "en", "sick leave", "care-conversation" },
        { "en", "absence", "care-conversation" },
        { "en", "return to work", "care-conversation" },
        { "en", "difficult conversation", "care-conversation" },
        { "en", "saying no", "setting-limits" },
        { "en", "boundaries", "setting-limits" },
        { "en", "overtime", "setting-limits" },
        { "en", "work-life balance", "life-circles" },
        { "en", "family", "life-circles" },
        { "en", "time management", "leading-yourself" },
        { "en", "my boss", "you-and-your-leader" },
        { "en", "new manager", "you-and-those-you-lead" },
        { "en", "coaching", "good-questions" },
        { "en", "network", "leader-network" },
        { "en", "annual plan", "the-year" },
        { "en", "job satisfaction", "energy-mind-map" },
        { "en", "motivation", "energy-mind-map" },
        { "en", "trust", "psychological-safety" },
        { "en", "speaking up", "psychological-safety" },
        { "en", "stress policy", "ground-rules-or-policy" },
        { "en", "guidelines", "ground-rules-or-policy" },
        { "en", "risk assessment", "leader-apv" },
        { "en", "helping a co-worker", "colleague-conversation" },
        { "en", "bereavement", "colleague-conversation" },
        { "en", "companion", "employee-guide" },
        { "en", "psychologist", "five-good-moves" },
        { "en", "icebreaker", "start-the-dialogue" },
    };

    public static TheoryData<string> Languages => ["da", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Words_people_really_use_lead_to_a_tool_among_the_first_three(string language)
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        List<string> missed = [];
        foreach (var (typed, slug) in asked.Select(row => row.Data).Where(row => row.Item1 == language).Select(row => (row.Item2, row.Item3)))
            if (await First(browser, typed, language) is var first && !first.Contains(slug))
                missed.Add($"{typed}: {slug} is not among {string.Join(", ", first)}");
        missed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dane_with_the_page_in_english_is_understood_and_the_other_way_round()
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        (await First(browser, "sygemelding", "en")).ShouldContain("care-conversation");
        (await First(browser, "sick leave", "da")).ShouldContain("care-conversation");
    }

    [Fact]
    public async Task A_word_with_one_wrong_letter_is_mended_and_it_says_so()
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        (await Page(browser, "mobing", "da")).ShouldContain("Der står ikke noget om »mobing«. Vi søgte på »mobning«.");
        (await Page(browser, "bulying", "en")).ShouldContain("Nothing here is about “bulying”. We searched for “bullying”.");
        (await Page(browser, "mobning", "da")).ShouldNotContain("Vi søgte på");
    }

    // Real words that are a letter away from one of ours, and short ones that are soon another.
    [Theory]
    [InlineData("da", "lønning")]
    [InlineData("da", "parkering")]
    [InlineData("da", "kantine")]
    [InlineData("da", "pension")]
    [InlineData("da", "barsel")]
    [InlineData("da", "uro")]
    [InlineData("da", "syv")]
    [InlineData("en", "parking")]
    [InlineData("en", "canteen")]
    [InlineData("en", "pension")]
    [InlineData("en", "salary")]
    [InlineData("en", "bust")]
    public async Task No_word_is_taken_for_another_it_is_not(string language, string typed)
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        (await Page(browser, typed, language)).ShouldNotContain(language == "da" ? "Vi søgte på" : "We searched for");
    }

    [Theory]
    [InlineData("konflict", "konflikt", true)]
    [InlineData("mobing", "mobning", true)]
    [InlineData("burnuot", "burnout", true)]
    [InlineData("stresss", "stress", true)]
    [InlineData("stress", "stress", false)]
    [InlineData("kanin", "kanal", false)]
    [InlineData("søvn", "løvn", false)]
    [InlineData("a", "", false)]
    public void One_letter_is_one_letter(string one, string other, bool apart)
    {
        Stems.OneLetterApart(one, other).ShouldBe(apart);
        Stems.OneLetterApart(other, one).ShouldBe(apart);
    }

    [Fact]
    public async Task When_no_tool_has_all_the_words_those_with_most_are_shown_and_it_says_so()
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        var page = await Page(browser, "mobning rumraket", "da");
        page.ShouldContain("/tools/psychosocial-environment\"");
        page.ShouldContain("Intet værktøj har alle ordene med");
    }

    [Fact]
    public async Task Whoever_has_searched_sees_the_answer_with_the_choices_folded_and_named()
    {
        await using var house = await Visits.Open(cluster);
        using var browser = house.Browser();
        Regex.IsMatch(await Page(browser, "", "da"), "<details class=\"om-more\" open").ShouldBeTrue();
        var page = (await browser.Get("/tools?q=stress&for=leader&lang=da")).Text;
        page.ShouldNotContain("<details class=\"om-more\" open");
        page.ShouldContain("Valgt: Ledere");
        page.ShouldContain("action=\"/tools#found\"");
        Regex.IsMatch(page, "<title>\\d+ værktøjer passer · Værktøjer").ShouldBeTrue();
    }

    [Fact]
    public void Every_tool_of_ours_has_words_to_be_found_by()
    {
        foreach (var language in Visits.Library.Languages)
            foreach (var tool in Visits.Library.Tools)
                language.Has(tool.Id, "search").ShouldBeTrue($"{tool.Id} in {language.Code}");
    }

    static async Task<string> Page(Visitor browser, string typed, string language) => (await browser.Get($"/tools?q={Uri.EscapeDataString(typed)}&lang={language}")).Text;

    static async Task<IReadOnlyList<string>> First(Visitor browser, string typed, string language) =>
        [.. Regex.Matches(await Page(browser, typed, language), "class=\"om-cover\" href=\"/tools/([^\"]*)\"").Take(SeenAtOnce).Select(match => match.Groups[1].Value)];
}
