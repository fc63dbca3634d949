namespace Omtanke.Browser;

/// <summary>What can be asked besides our own tools: questions somebody writes, questions somebody else has written, and figures that were counted elsewhere.</summary>
public sealed class OwnQuestionsTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task HR_writes_questions_with_the_keyboard_and_no_script_and_sees_them_as_they_are_asked()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var birgit = await chromium.Window(house.Address, phone: true, script: false);
        await birgit.SitDownAs("birgit");
        await birgit.GotoAsync("/collections/new");
        (await birgit.Oddities()).ShouldBeEmpty();
        await birgit.Press("collections.write.begin");
        await birgit.FillAsync("[name='title/da']", "Den nye vagtplan");
        await birgit.FillAsync("[name='text/da/Q.q0']", "Passer vagtplanen til dit liv?");
        // Enter saves, and moves or removes nothing.
        await birgit.FocusAsync("[name='low/da/Q.q0']");
        await birgit.Keyboard.PressAsync("Enter");
        await birgit.Shows(Journey.Say("collections.write.saved"));
        await Assertions.Expect(birgit.Locator("[name='text/da/Q.q0']")).ToHaveValueAsync("Passer vagtplanen til dit liv?");
        await birgit.Locator("button[value='add:Several']").ClickAsync();
        await birgit.Locator("textarea[name^='text/']").Nth(1).FillAsync("Hvad driller mest?");
        await birgit.Locator("button[value^='up:']").Nth(1).ClickAsync();
        await Assertions.Expect(birgit.Locator("textarea[name^='text/']").First).ToHaveValueAsync("Hvad driller mest?");
        await birgit.Locator("button[value=ask]").ClickAsync();
        await birgit.Shows(Journey.Say("collections.write.errors.options-few"));
        await birgit.Locator("textarea[name^='options/']").FillAsync("Korte varsler\nLange vagter");
        await birgit.Locator("button[value=preview]").ClickAsync();
        await birgit.Shows(Journey.Say("collections.write.preview-lead"));
        (await birgit.Locator("fieldset").First.InnerTextAsync()).ShouldContain("Korte varsler");

        // The same pages for eyes and readers, light and dark, large and small.
        var desk = await chromium.Window(house.Address);
        await desk.SitDownAs("birgit");
        var home = new Uri(birgit.Url).AbsolutePath;
        foreach (var page in (string[])["/collections/new", home, home.Replace("/preview", "", StringComparison.Ordinal), $"{home.Replace("/preview", "", StringComparison.Ordinal)}?both=true&lang=en"])
        {
            await desk.GotoAsync(page);
            await Look(desk);
        }
        await desk.SetViewportSizeAsync(320, 640);
        await desk.GotoAsync($"{home.Replace("/preview", "", StringComparison.Ordinal)}?both=true&lang=da");
        (await desk.Oddities()).ShouldBeEmpty();
        await desk.Locator("button[value=ask]").ClickAsync();
        await desk.Reaches("/collections/new\\?step=");
    }

    [Fact]
    public async Task A_licence_is_accepted_the_words_come_as_a_file_and_figures_from_elsewhere_are_looked_through()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var birgit = await chromium.Window(house.Address);
        await birgit.SitDownAs("birgit");
        await birgit.GotoAsync("/collections/packs/WHO5");
        await Look(birgit);
        await birgit.CheckAsync("#f-yes");
        await birgit.Press("collections.pack.accept");
        await birgit.Shows(Journey.Say("collections.pack.accepted-now"));
        await birgit.SetInputFilesAsync("[name='file/da']", new FilePayload { Name = "ord.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, 5).Select(number => $"WHO5.{number};Prøvesætning {number}"))) });
        await birgit.FillAsync("[name='answers/da/WHO5.A']", string.Join('\n', Enumerable.Range(1, 5).Select(number => $"Prøvesvar {number}")));
        await birgit.Press("collections.pack.bring");
        await birgit.Shows(Journey.Say("collections.pack.errors.answers"));
        // What came as a file is not lost.
        (await birgit.InputValueAsync("[name='items/da']")).ShouldContain("Prøvesætning 5");
        await Look(birgit);
        await birgit.FillAsync("[name='answers/da/WHO5.A']", string.Join('\n', Enumerable.Range(1, 6).Select(number => $"Prøvesvar {number}")));
        await birgit.Press("collections.pack.bring");
        await birgit.Shows(Journey.Say("collections.pack.brought"));
        await Look(birgit);

        await birgit.GotoAsync("/collections/other-results");
        await Look(birgit);
        await birgit.Press("collections.import.title");
        await birgit.FillAsync("#f-title", "Trivselsmåling 2026");
        await birgit.FillAsync("#f-source", "NFA, DPQ");
        await birgit.FillAsync("#f-measured", "2026-10-01");
        await birgit.FillAsync("#f-table", "emne;enhed;antal;tal;sammenlignet med\nKrav;hele;40;62,5;57\nKrav;Køkken;18;60,5;57\nKrav;Gang;4;50;57");
        await birgit.Press("collections.import.look");
        await birgit.Shows(Journey.Say("collections.import.left-out"));
        await Look(birgit);
        await birgit.Press("collections.import.keep");
        await birgit.Shows(Journey.Say("collections.import.done"));
        await Look(birgit);
        var phone = await chromium.Window(house.Address, phone: true, dark: true);
        await phone.SitDownAs("birgit");
        foreach (var page in (string[])["/collections/packs/CBI?lang=en", "/collections/packs/WHO5", new Uri(birgit.Url).AbsolutePath, "/collections/other-results/new"])
        {
            await phone.GotoAsync(page);
            (await phone.Oddities()).ShouldBeEmpty();
        }
    }

    private static async Task Look(IPage page)
    {
        await page.IsOpenToAll();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await page.Barriers(Search.Colours)).ShouldBeEmpty();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
