using System.Text.RegularExpressions;

namespace Omtanke.Browser;

/// <summary>A workplace makes a tool its own, from the copy to an employee who finds it; and what was begun before keeps its card.</summary>
public sealed class OwnToolsTests(TestCluster cluster, Chromium chromium)
{
    private const string OwnCard = "Hvem hos os kan du ringe til om aftenen?";

    [Theory]
    [InlineData(1280, "da")]
    [InlineData(375, "en")]
    public async Task Hr_copies_a_tool_changes_a_card_and_takes_it_into_use_and_a_run_begun_before_keeps_the_old_card(int width, string language)
    {
        await using var house = await Visits.Open(cluster, network: true);
        var hr = await chromium.Window(house.Address, phone: width < 600);
        await hr.SitDownAs("birgit");
        await hr.GotoAsync($"/own-tools?lang={language}");
        await hr.IsOpenToAll();
        await hr.SelectOptionAsync("#f-tool", "T02");
        await hr.Locator("form:has(#f-tool) button").ClickAsync();
        await hr.Reaches("/own-tools/1($|[?#])");
        await hr.IsOpenToAll();
        await hr.Locator("form[action$='/editions'] button").ClickAsync();
        await Assertions.Expect(hr.Locator(".om-flash")).ToBeVisibleAsync();

        var maja = await chromium.Window(house.Address, phone: width < 600);
        await maja.SitDownAs("maja");
        var step = Visits.Library.Tool("T02")!.Steps.First(step => step.Kind == "cards");
        var card = step.Part.Parts("decks")[0].Ids("cards")[0];
        var (old, own) = (Visits.Library.In("da").Plain(card, "text"), step.Id.Replace("T02", "W1", StringComparison.Ordinal));
        await maja.GotoAsync($"/reflections/new?lang=da&step={own}");
        await maja.Locator($"button[value='{own}']").First.ClickAsync();
        await maja.Reaches("/reflections/[0-9a-f-]{36}");
        var begun = maja.Url;
        await maja.Shows(old);
        await maja.Locator("textarea").First.FillAsync("Min tanke om kortet");
        await Assertions.Expect(maja.Locator("[data-saved][data-state=saved]")).ToBeVisibleAsync();

        await hr.GotoAsync($"/own-tools/1/steps/{step.Id}");
        await hr.IsOpenToAll();
        await hr.Locator($"[name='da/{card}/text']").FillAsync(OwnCard);
        await hr.Locator(".om-save-bar button").ClickAsync();
        await Assertions.Expect(hr.Locator(".om-flash")).ToBeVisibleAsync();
        await hr.GotoAsync("/own-tools/1/preview");
        await hr.IsOpenToAll();
        await hr.GotoAsync("/own-tools/1/editions/draft");
        await hr.IsOpenToAll();
        await Assertions.Expect(hr.Locator("ins").First).ToBeVisibleAsync();
        await hr.GotoAsync("/own-tools/1");
        await hr.Locator("form[action$='/editions'] button").ClickAsync();
        await Assertions.Expect(hr.Locator(".om-flash")).ToBeVisibleAsync();

        await maja.GotoAsync("/tools/W1");
        await maja.Shows(OwnCard);
        await maja.IsOpenToAll();
        await maja.GotoAsync(begun);
        await maja.Shows(old);
        (await maja.Locator("main").InnerTextAsync()).ShouldNotContain(OwnCard);
        (await maja.Locator("textarea").First.InputValueAsync()).ShouldBe("Min tanke om kortet");
    }
}
