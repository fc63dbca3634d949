using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Demo;

namespace Omtanke.Browser;

/// <summary>Birgit lays the year: by hand in the ring, by the keyboard in the list, on the narrowest phone and on paper; and the law's last day holds, however one pulls.</summary>
public sealed class YearTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task A_year_is_laid_by_hand_and_by_keyboard_and_read_by_everybody()
    {
        await using var house = await Visits.Open(cluster, lived: true, network: true);
        var birgit = await chromium.Window(house.Address);
        await birgit.SitDownAs("birgit");
        await birgit.GotoAsync("/year");
        await Look(birgit);
        await birgit.Picture("year", whole: true);
        // The ring and the list tell the same: as many things in each month.
        (await birgit.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('[data-year-part]')].filter(part => {
              const said = Number(part.getAttribute('aria-label').match(/: (\d+)/)[1])
              return said !== document.querySelectorAll(`#m-${part.dataset.yearPart} .om-year-line`).length
            }).map(part => part.getAttribute('aria-label'))
            """)).ShouldBeEmpty();
        // A month in the ring leads to the month in the list.
        await birgit.Locator("[data-year-part='12']").FocusAsync();
        await birgit.Keyboard.PressAsync("Enter");
        birgit.Url.ShouldEndWith("#m-12");

        await birgit.GotoAsync("/year?year=2027");
        // What the law asks for in February goes no later, and the page says why; earlier it goes.
        var law = birgit.Locator("svg .om-year-as-law[data-year-mark]").First;
        await Drag(birgit, law, 7);
        await Assertions.Expect(birgit.Locator("[data-year-say]")).ToHaveTextAsync(Journey.Say("year.errors.law"));
        await birgit.Locator("#m-2 .om-badge-warm").First.WaitForAsync();
        await Drag(birgit, law, 1);
        await birgit.Reaches("/year\\?year=2027#m-1$");
        await birgit.Shows(Journey.Say("year.moved"));
        await Assertions.Expect(birgit.Locator("#m-1")).ToContainTextAsync("APV igen i Park og vej");
        await birgit.Shows(Journey.Say("year.law.planned", ("day", "23. jan. 2027")));

        // The same by keyboard alone, for a meeting: open, choose a day, move.
        var meeting = birgit.Locator("#m-2 .om-year-line", new() { HasText = "AMO-møde" });
        var place = await meeting.GetAttributeAsync("id");
        await birgit.GotoAsync("/year?year=2027");
        await birgit.TabTo($"#{place} summary");
        await birgit.Keyboard.PressAsync("Enter");
        await birgit.Locator($"#{place} [name=day]").FillAsync("2027-06-10");
        await birgit.TabTo($"#{place} form[data-year-move] button");
        await birgit.Keyboard.PressAsync("Enter");
        await birgit.Reaches("/year\\?year=2027#m-6$");
        await Assertions.Expect(birgit.Locator("#m-6")).ToContainTextAsync("10. jun. 2027");

        // A suggestion with its reason, with one press.
        await birgit.Locator("#suggestions li", new() { HasText = Journey.Say("year.suggest.pulse.name") }).Locator("button").First.ClickAsync();
        await birgit.Reaches("/year\\?year=2027#m-9$");
        await Assertions.Expect(birgit.Locator("#m-9")).ToContainTextAsync(Journey.Say("year.suggest.pulse.name"));
        // Something of one's own; what is wrong stands beside the field, and nothing is lost.
        await birgit.Press("year.add");
        await birgit.FillAsync("[name=title]", "Temadag om søvn");
        await birgit.FillAsync("[name=day]", "");
        await birgit.Locator("main form button[type=submit]").ClickAsync();
        await birgit.Shows(Journey.Say("form.wrong.day-missing"));
        (await birgit.InputValueAsync("[name=title]")).ShouldBe("Temadag om søvn");
        await Look(birgit);
        await birgit.FillAsync("[name=day]", "2027-10-04");
        await birgit.Locator("main form button[type=submit]").ClickAsync();
        await birgit.Reaches("/year\\?year=2027#m-10$");
        await Assertions.Expect(birgit.Locator("#m-10")).ToContainTextAsync("Temadag om søvn");

        // On one sheet of paper: the ring and all twelve months.
        await birgit.EmulateMediaAsync(new() { Media = Media.Print });
        (await birgit.Locator(".om-wheel-of-year svg").First.IsVisibleAsync()).ShouldBeTrue();
        (await birgit.Locator("#m-12").IsVisibleAsync()).ShouldBeTrue();
        (await birgit.Locator("#suggestions").IsVisibleAsync()).ShouldBeFalse();
        var paper = System.Text.Encoding.Latin1.GetString(await birgit.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
        System.Text.RegularExpressions.Regex.Count(paper, @"/Type\s*/Page\b").ShouldBe(1);
        await birgit.EmulateMediaAsync(new() { Media = Media.Screen });

        // Maja on the narrowest phone in the dark, in English, and without a script: she reads all of it and moves nothing.
        var maja = await chromium.Window(house.Address, phone: true, dark: true);
        await maja.SitDownAs("maja");
        await maja.SetViewportSizeAsync(320, 640);
        foreach (var path in (string[])["/year?year=2027&lang=en", "/year?year=2029", "/year?lang=da"])
        {
            await maja.GotoAsync(path);
            await Look(maja);
        }
        (await maja.Locator("[data-year-mark], [data-year-move]").CountAsync()).ShouldBe(0);
        await maja.Picture("year-phone-dark", whole: true);
        var plain = await chromium.Window(house.Address, phone: true, script: false);
        await plain.SitDownAs("jonas");
        await plain.GotoAsync("/year?year=2027");
        var sleep = plain.Locator("#m-10 details", new() { HasText = "Temadag om søvn" });
        await sleep.Locator("summary").ClickAsync();
        await sleep.Locator("[name=day]").FillAsync("2027-11-04");
        await sleep.Locator("form[data-year-move] button").ClickAsync();
        await Assertions.Expect(plain.Locator("#m-11")).ToContainTextAsync("Temadag om søvn");
    }

    private static async Task Drag(IPage page, ILocator mark, int month)
    {
        await mark.ScrollIntoViewIfNeededAsync();
        var from = await mark.EvaluateAsync<double[]>("mark => { const box = mark.querySelector('circle, rect').getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] }");
        var to = await page.Locator("[data-year-wheel]").EvaluateAsync<double[]>(
            "(wheel, month) => { const box = wheel.getBoundingClientRect(), turn = (month * 30 - 15) * Math.PI / 180, r = box.width * .3; return [box.x + box.width / 2 + r * Math.sin(turn), box.y + box.height / 2 - r * Math.cos(turn)] }", month);
        await page.Mouse.MoveAsync((float)from[0], (float)from[1]);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((float)to[0], (float)to[1], new() { Steps = 6 });
        await page.Mouse.UpAsync();
    }

    private static async Task Look(IPage page)
    {
        await page.IsOpenToAll();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await page.Barriers(Search.Colours)).ShouldBeEmpty();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
