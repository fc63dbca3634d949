[assembly: AssemblyFixture(typeof(Omtanke.Browser.Chromium))]

namespace Omtanke.Browser;

/// <summary>One real browser for all journeys; each visitor gets a window with nothing in it from anybody else.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-smooth-scrolling"];

    // A busy machine may be slow; whoever waits for something that never comes still learns it soon enough.
    private const int Patience = 40_000;

    private readonly SemaphoreSlim once = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A window of a computer, or of a phone.</summary>
    public async Task<IPage> Window(Uri address, bool phone = false, bool dark = false, bool script = true)
    {
        await once.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(Patience);
            playwright ??= await Playwright.CreateAsync();
            browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("OMTANKE_BROWSER") ?? "/usr/bin/chromium", Args = Quiet });
        }
        finally
        {
            once.Release();
        }
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "da-DK",
            TimezoneId = "Europe/Copenhagen",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
            ViewportSize = phone ? new() { Width = 375, Height = 812 } : new() { Width = 1280, Height = 900 },
            HasTouch = phone,
            IsMobile = phone,
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        once.Dispose();
    }
}
