using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Omtanke.Browser;

/// <summary>What every journey does: sit down, press, write, look, take a picture.</summary>
internal static class Journey
{
    private static readonly Lazy<string> Axe = new(() =>
    {
        using var source = typeof(Deque.AxeCore.Commons.AxeResult).Assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!;
        return new StreamReader(source).ReadToEnd();
    });

    /// <summary>Something from the interface, in Danish.</summary>
    public static string Say(string words, params (string Name, object? Value)[] with) => Visits.Library.In("da").Words.With(words, with);

    /// <summary>Waits until the browser stands at an address and has the page. Asked again and again, so that no event can be missed.</summary>
    /// <param name="page">The browser's page.</param>
    /// <param name="address">What the address matches, as a regular expression.</param>
    public static async Task Reaches(this IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(address));
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Sits down as one of the demo's people.</summary>
    public static async Task SitDownAs(this IPage page, string persona)
    {
        await page.GotoAsync("/demo");
        await page.Locator($"form:has(input[value='{persona}']) button").ClickAsync();
        await page.Reaches("/me($|[?#])");
    }

    /// <summary>Begins a note of one's own about a step.</summary>
    public static async Task BeginReflection(this IPage page, string step)
    {
        await page.GotoAsync($"/reflections/new?step={step}");
        await page.Locator($"button[value='{step}']").First.ClickAsync();
        await page.Reaches("/[0-9a-f-]{36}($|[?#])");
    }

    /// <summary>The browser holds an authenticator that knows its owner.</summary>
    public static async Task HoldsPasskeys(this IPage page)
    {
        var wire = await page.Context.NewCDPSessionAsync(page);
        await wire.SendAsync("WebAuthn.enable");
        await wire.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    /// <summary>The button, link or fold in the page's own part that begins with these words.</summary>
    public static ILocator Way(this IPage page, string text) =>
        page.Locator("main :is(button, a, summary):visible", new() { HasTextRegex = new Regex($@"^\s*{Regex.Escape(text)}(\s|$)") }).First;

    /// <summary>Presses what the interface calls by this word key.</summary>
    public static Task Press(this IPage page, string words, params (string Name, object? Value)[] with) => page.Way(Say(words, with)).ClickAsync();

    /// <summary>Writes in a form that saves by itself, and waits until it is seen to be saved.</summary>
    public static async Task Write(this IPage page, string field, string text)
    {
        await page.RunAndWaitForResponseAsync(() => page.FillAsync(field, text), answer => answer.Request.Method == "POST" && answer.Status == 200);
        await Assertions.Expect(page.Locator("[data-saved][data-state=saved]")).ToBeVisibleAsync();
    }

    /// <summary>Presses Tab until the focus is there; at every stop on the way it must be seen where the focus is.</summary>
    public static async Task TabTo(this IPage page, string place)
    {
        for (var stop = 0; stop < 80; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            (await page.EvaluateAsync<string?>("""
                () => {
                  const at = document.activeElement, { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
                  if (at === document.body) return null
                  // A radio or a box that is drawn by its label is marked there.
                  const label = at.labels?.[0] && getComputedStyle(at.labels[0]), before = label && getComputedStyle(at.labels[0], '::before'), after = getComputedStyle(at, '::after')
                  const marked = [{ outlineStyle, outlineWidth, boxShadow }, label, before, after].some(style => style && (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none'))
                  const box = at.getBoundingClientRect(), inside = box.bottom > 0 && box.top < innerHeight
                  return marked && inside ? null : `${marked ? 'marked' : 'not marked'}, ${inside ? 'inside' : 'outside'} the window: ${outlineStyle} ${outlineWidth} ${at.matches(':focus')} ${at.matches(':focus-visible')} ${at.matches(':focus-within')} ${at.outerHTML.slice(0, 200)}`
                }
                """)).ShouldBeNull("nobody can see that the focus is here");
            if (await page.EvaluateAsync<bool>("place => document.activeElement.matches(place)", place))
                return;
        }
        throw new ShouldAssertException($"The keyboard does not come to {place} on {page.Url}.");
    }

    /// <summary>A house that was closed is open again at the same address, with the same database.</summary>
    public static async Task<WebApplication> OpenAgain(this Visits house, Uri address)
    {
        var again = await House.Build(Visits.SettingsFor(demo: true) with { Address = address }, house.Connection, Visits.Keys, Visits.Library, house.Clock, builder =>
        {
            builder.WebHost.UseUrls($"http://127.0.0.1:{address.Port}");
            builder.Logging.ClearProviders();
        });
        await again.StartAsync(TestContext.Current.CancellationToken);
        return again;
    }

    /// <summary>The heading of the page.</summary>
    public static Task<string> Heading(this IPage page) => page.Locator("h1").InnerTextAsync();

    /// <summary>This text stands on the page, within the time that a person is willing to look for it.</summary>
    public static Task Shows(this IPage page, string text) => Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);

    /// <summary>Nothing on this page stands in the way of anybody (axe, WCAG 2.2 A and AA, best practices), and nothing is wider than the window.</summary>
    public static async Task IsOpenToAll(this IPage page) => (await page.Barriers()).ShouldBeEmpty();

    /// <summary>What stands in somebody's way on this page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="search">What is searched for.</param>
    public static async Task<string[]> Barriers(this IPage page, Search search = Search.All)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Axe.Value);
        var found = await page.EvaluateAsync<string[]>("""
            async search => (await axe.run(document, {
                resultTypes: ['violations'], elementRef: false, ancestry: false, preload: false, iframes: false,
                ...(search === 'Colours' ? { runOnly: { type: 'rule', values: ['color-contrast'] } } : { rules: { 'color-contrast': { enabled: search === 'All' } } }),
              })).violations.map(barrier => `${barrier.id} – ${barrier.help}: ${barrier.nodes.slice(0, 3).map(node => node.html).join(' ; ')}`)
            """, search.ToString());
        return [.. found, .. await page.Oddities()];
    }

    /// <summary>What can be seen at a glance: too wide, no heading or two, no title, no language.</summary>
    public static Task<string[]> Oddities(this IPage page) => page.EvaluateAsync<string[]>("""
        () => {
          const { scrollWidth, clientWidth, lang } = document.documentElement, odd = []
          if (scrollWidth > clientWidth) {
            const wide = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > clientWidth + 1 && !one.closest('.om-film, pre')).pop()
            odd.push(`wider than the window: ${scrollWidth} in ${clientWidth}: ${wide?.outerHTML.slice(0, 160)}`)
          }
          const headings = document.querySelectorAll('h1').length
          if (headings !== 1) odd.push(`${headings} h1`)
          if (!document.title.replace('· Omtanke', '').trim()) odd.push('no title')
          if (!['da', 'en'].includes(lang)) odd.push(`lang ${lang}`)
          return odd
        }
        """);

    /// <summary>Takes a picture for docs/pictures, when OMTANKE_PICTURES names a folder.</summary>
    public static async Task Picture(this IPage page, string name, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("OMTANKE_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = whole });
    }
}

/// <summary>What is searched for on a page. Colours take half of the time.</summary>
internal enum Search
{
    All,
    ButColours,
    Colours,
}
