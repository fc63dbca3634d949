using System.Globalization;
using System.Text.RegularExpressions;
using Omtanke.Content;

namespace Omtanke.Browser;

/// <summary>A room with a workshop in it: whoever runs it, the screen on the wall, and the phones. Nobody reloads anything; what changes is waited for.</summary>
internal sealed class Room
{
    private readonly Chromium chromium;
    private readonly Uri address;
    private readonly bool dark, deaf;

    // The how many-th whoever gave no name came as.
    private int nameless;

    private Room(Chromium chromium, Uri address, IPage lead, string language, bool dark, bool deaf) =>
        (this.chromium, this.address, Lead, Language, this.dark, this.deaf) = (chromium, address, lead, Visits.Library.In(language), dark, deaf);

    /// <summary>Jonas, who runs it at his computer.</summary>
    public IPage Lead { get; }

    /// <summary>The screen in the room.</summary>
    public IPage Screen { get; private set; } = null!;

    /// <summary>The phones, in the order they came.</summary>
    public List<(string Name, IPage Page)> Phones { get; } = [];

    /// <summary>Every window of the room.</summary>
    public IEnumerable<IPage> Everybody => Phones.Select(phone => phone.Page).Prepend(Screen).Prepend(Lead);

    /// <summary>What everybody here speaks.</summary>
    public Language Language { get; }

    /// <summary>The workshop.</summary>
    public Guid Id { get; private set; }

    /// <summary>What is typed to join.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Jonas plans a workshop of a tool, puts its screen on the wall, and people come in.</summary>
    /// <param name="house">The house.</param>
    /// <param name="chromium">The browser.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="names">Who comes in.</param>
    /// <param name="language">What everybody speaks.</param>
    /// <param name="dark">Everything in the dark; otherwise only the second phone.</param>
    /// <param name="deaf">No stream comes through to anybody.</param>
    public static async Task<Room> Open(Visits house, Chromium chromium, string tool, string[] names, string language = "da", bool dark = false, bool deaf = false)
    {
        var room = new Room(chromium, house.Address, await chromium.Window(house.Address, dark: dark), language, dark, deaf);
        await room.Stop(room.Lead);
        await room.Lead.SitDownAs("jonas");
        await room.Lead.GotoAsync($"/workshops/new?tool={tool}&lang={language}");
        await room.Lead.Locator("main form button[type=submit]").ClickAsync();
        room.Id = Guid.Parse(new Uri(room.Lead.Url).Segments[^1]);
        room.Code = (await room.Lead.Locator("#code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        room.Screen = await room.Lead.Context.NewPageAsync();
        await room.Screen.SetViewportSizeAsync(1600, 900);
        await room.Screen.GotoAsync($"/workshops/{room.Id}/screen");
        await Task.WhenAll(names.Where(name => name.Length > 0).Select((name, place) => room.Join(name, inTheDark: place == 1)));
        // Whoever gives no name goes by the number they came as.
        if (names.Contains(""))
        {
            await room.Join("");
            room.nameless = room.Phones.Count;
        }
        // They came at once; here they lie as they were asked.
        room.Phones.Sort((one, other) => Array.IndexOf(names, one.Name).CompareTo(Array.IndexOf(names, other.Name)));
        return room;
    }

    /// <summary>Somebody comes in with a phone and gives a first name, or none.</summary>
    public async Task<IPage> Join(string name, bool inTheDark = false, TimeSpan wrong = default)
    {
        var phone = await chromium.Window(address, phone: true, dark: inTheDark || dark);
        await Stop(phone);
        if (wrong != TimeSpan.Zero)
            await phone.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow + wrong });
        await phone.GotoAsync($"/join/{Code}?lang={Language.Code}");
        await phone.FillAsync("[name=name]", name);
        await phone.Locator("main form button[type=submit]").First.ClickAsync();
        await phone.Reaches("/hand($|[?#])");
        lock (Phones)
            Phones.Add((name, phone));
        return phone;
    }

    private Task Stop(IPage page) => deaf ? page.Context.RouteAsync("**/stream", route => route.AbortAsync()) : Task.CompletedTask;

    /// <summary>The phone of somebody.</summary>
    public IPage PhoneOf(string name) => Phones.Single(phone => phone.Name == name).Page;

    /// <summary>Something from the interface, in the room's language.</summary>
    public string Say(string words, params (string Name, object? Value)[] with) => Language.Words.With(words, with);

    /// <summary>A counted something from the interface.</summary>
    public string Count(string words, int number) => Language.Words.Count(words, number);

    /// <summary>The doors open.</summary>
    public async Task Begin()
    {
        await Lead.Locator("form[action$='/opening'] button").ClickAsync();
        await Lead.Reaches("/run($|[?#])");
    }

    /// <summary>Jonas goes to a step, and everybody is there.</summary>
    public async Task GoTo(string step)
    {
        await Lead.Locator(".om-run-goto", new() { HasText = Language.Text(step, "title") }).ClickAsync();
        await IsAt(step);
    }

    /// <summary>Everybody is at this step.</summary>
    public Task IsAt(string step) => All(page => Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(Language.Text(step, "title")));

    /// <summary>Everybody sees this.</summary>
    public Task AllSee(string text) => All(page => page.Shows(text));

    // Says who it was that did not.
    private async Task All(Func<IPage, Task> see)
    {
        foreach (var page in Everybody)
            try
            {
                await see(page);
            }
            catch (PlaywrightException missed)
            {
                var who = page == Lead ? "Jonas" : page == Screen ? "the screen" : $"the phone of {Phones.Single(phone => phone.Page == page).Name}";
                throw new ShouldAssertException($"Not seen by {who}: {missed.Message}");
            }
    }

    /// <summary>Who sits with whom, as each phone says it, once all of them agree.</summary>
    /// <param name="round">The round, where partners change.</param>
    public async Task<List<Seated>> Seats(int? round = null)
    {
        var (between, said) = (Say("workshops.and", ("first", ""), ("last", "")), new Regex(Say("workshops.seat.with", ("names", "(?<with>.+)"), ("table", "(?<table>[0-9]+)")), RegexOptions.None, TimeSpan.FromSeconds(1)));
        var seats = new List<Seated>();
        // A phone asks for its seat a moment after it hears of the round.
        for (var patience = 0; patience < 60; patience++)
        {
            seats.Clear();
            foreach (var (name, phone) in Phones)
            {
                await Assertions.Expect(phone.Locator(".om-seat h2")).ToHaveTextAsync(said);
                if (round is { } number)
                    await phone.Shows(Say("workshops.seat.round", ("number", number)));
                var seat = said.Match(await phone.Locator(".om-seat h2").InnerTextAsync());
                seats.Add(new(
                    name.Length > 0 ? name : Say("workshops.unnamed", ("number", nameless)), seat.Groups["with"].Value,
                    int.Parse(seat.Groups["table"].Value, CultureInfo.InvariantCulture), round is null ? "" : await phone.Locator(".om-seat-card strong").InnerTextAsync()));
            }
            if (seats.TrueForAll(seat => seat.With.Replace(between, ", ", StringComparison.Ordinal).Split(", ").Order().SequenceEqual(seats.Where(other => other.Table == seat.Table && other != seat).Select(other => other.Name).Order())))
                return seats;
            await Lead.WaitForTimeoutAsync(250);
        }
        throw new ShouldAssertException($"The phones never agreed on who sits with whom: {string.Join(" / ", seats)}");
    }

    /// <summary>Jonas turns the item: shown, to the vote, counted, hidden again.</summary>
    public Task Turn(string stage) => Lead.Locator($"form[action$='/stage'] button[value={stage}]").ClickAsync();

    /// <summary>Somebody writes an idea, and sees that it is saved.</summary>
    public static async Task Write(IPage phone, string text, string? place = null)
    {
        if (place is not null && await phone.Locator($"select[name=place]").CountAsync() > 0)
            await phone.Locator("select[name=place]").SelectOptionAsync(place);
        else if (place is not null)
            await phone.Locator($"[id='place-{place}'] + label").ClickAsync();
        await phone.FillAsync("#idea-text", text);
        await phone.Locator("form[data-outbox] button[type=submit]").ClickAsync();
        await Assertions.Expect(phone.Locator(".om-outbox-saved")).ToContainTextAsync([text]);
    }

    /// <summary>The card with an idea, as Jonas works with it.</summary>
    public ILocator Card(string idea) => Lead.Locator($"[data-idea]:has(> .om-idea-text:text-is(\"{idea}\"))");

    /// <summary>Somebody votes.</summary>
    public async Task Vote(IPage phone, params string[] ideas)
    {
        foreach (var idea in ideas)
            await phone.Locator(".form-group-checkbox label", new() { HasText = idea }).ClickAsync();
        await phone.Locator("form[action$='/votes'] button").ClickAsync();
        await phone.Shows(Count("workshops.vote.stands", ideas.Length));
    }

    /// <summary>It is over: Jonas closes it and sees the minutes.</summary>
    public async Task Close()
    {
        await Lead.Locator("summary", new() { HasTextRegex = new Regex(Regex.Escape(Say("workshops.run.close"))) }).ClickAsync();
        await Lead.Locator("form[action$='/closing'] button").ClickAsync();
        await Lead.Reaches("/minutes($|[?#])");
    }

    /// <summary>What stood in somebody's way while it was looked at.</summary>
    public List<string> Found { get; } = [];

    /// <summary>Looks at what is seen now: a wide page as it is, and whether it fits a phone; a phone where it is narrowest.</summary>
    public async Task Look(params IPage[] pages)
    {
        foreach (var page in pages)
        {
            var (width, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);
            if (width > 600)
                Found.AddRange((await page.Barriers()).Select(barrier => $"{page.Url} at {width}: {barrier}"));
            await page.SetViewportSizeAsync(320, 640);
            Found.AddRange((width > 600 ? await page.Oddities() : await page.Barriers()).Select(barrier => $"{page.Url} at 320: {barrier}"));
            await page.SetViewportSizeAsync(width, height);
        }
    }

    /// <summary>Nobody was shut out of anything that was looked at.</summary>
    public void IsOpenToAll() => Found.ShouldBeEmpty(string.Join('\n', Found));
}

/// <summary>Where somebody sits, as their phone says it.</summary>
/// <param name="Name">What the others call them.</param>
/// <param name="With">Whom they sit with.</param>
/// <param name="Table">At which table.</param>
/// <param name="Card">With which card.</param>
internal sealed record Seated(string Name, string With, int Table, string Card);
