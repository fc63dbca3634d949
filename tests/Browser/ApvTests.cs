namespace Omtanke.Browser;

/// <summary>A workplace assessment from the first press to its effect: Jonas and Birgit write at their computers, Maja tells on her phone how it goes.</summary>
public sealed class ApvTests(TestCluster cluster, Chromium chromium)
{
    private const string
        Found = "Der er ikke tid til kørsel mellem besøgene.",
        Hers = "Der er for lidt tid til kørsel om aftenen.",
        Done = "Ruterne får ti minutter mere.";

    [Fact]
    public async Task It_goes_from_beginning_to_effect_and_nobody_is_shut_out_on_the_way()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var course = new Course(await chromium.Window(house.Address), await chromium.Window(house.Address), await chromium.Window(house.Address, phone: true));
        await course.Begin();
        await course.Uncover();
        await course.WriteAtOnce();
        await course.IncludeAbsence();
        await course.Plan();
        await course.FollowUp();
        await course.Close();
        await course.SomethingChanges();
        await course.Discuss();
    }

    [Fact]
    public async Task Leaders_make_their_own_and_each_says_yes_before_being_named()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var (henrik, aisha) = (await chromium.Window(house.Address), await chromium.Window(house.Address, phone: true));
        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync("/apv");
        await henrik.Press("apv.leaders.begin");
        await Course.Look(henrik);
        await henrik.Press("apv.begin.do");
        await henrik.Shows(Journey.Say("apv.errors.leaders-few"));
        await henrik.IsOpenToAll();
        await henrik.FillAsync("#f-title", "Leder-APV på tværs");
        await henrik.FillAsync("#f-leaders", "henrik@fjordby.example\naisha@fjordby.example");
        await henrik.GetByLabel(Journey.Say("apv.leaders.method-Form")).CheckAsync();
        await henrik.FillAsync("#f-alone", "2026-12-04");
        await henrik.FillAsync("#f-meet", "2026-12-08");
        await henrik.Press("apv.begin.do");
        await henrik.Shows(Journey.Say("apv.leaders.begun"));
        await Course.Look(henrik);
        await aisha.SitDownAs("aisha");
        await aisha.Locator("main").GetByText(Journey.Say("apv.desk.asked", ("title", "Leder-APV på tværs"))).ClickAsync();
        await aisha.Shows(Journey.Say("apv.leaders.asked"));
        await Course.Look(aisha);
        await aisha.Press("apv.leaders.agree");
        await aisha.Shows(Journey.Say("apv.leaders.said-yes"));
        await aisha.Picture("apv-leaders-phone", whole: true);
        await aisha.Press("apv.leaders.alone-do");
        await aisha.Shows(Journey.Say("reflections.take.title"));
    }

    private sealed class Course(IPage jonas, IPage birgit, IPage maja)
    {
        private string home = "";

        public async Task Begin()
        {
            await jonas.SitDownAs("jonas");
            await jonas.GotoAsync("/apv");
            await jonas.Shows(Journey.Say("apv.empty.title"));
            await Look(jonas);
            await jonas.Press("apv.begin.title");
            await Look(jonas);
            await jonas.Press("apv.begin.do");
            await jonas.Shows(Journey.Say("apv.errors.title"));
            await jonas.IsOpenToAll();
            await jonas.FillAsync("#f-title", "APV i hjemmeplejen");
            await jonas.GetByLabel("Hjemmeplejen Øst").CheckAsync();
            await jonas.FillAsync("#f-own", "Kørsel alene");
            await jonas.Press("apv.begin.do");
            await jonas.Shows(Journey.Say("apv.begin.done"));
            home = new Uri(jonas.Url).AbsolutePath;
            await Look(jonas);
            await jonas.Picture("apv-begun", whole: true);
        }

        public async Task Uncover()
        {
            await jonas.Press("apv.element.Uncover.do");
            await Look(jonas);
            await jonas.Press("apv.source.add");
            await jonas.GetByLabel("Rundgang", new() { Exact = true }).CheckAsync();
            await jonas.Press("apv.save");
            await jonas.Shows(Journey.Say("apv.errors.source-name"));
            await jonas.IsOpenToAll();
            await jonas.FillAsync("#f-name", "Rundgang i garagen");
            await jonas.FillAsync("#f-day", "2026-11-20");
            await jonas.Press("apv.save");
            await jonas.Shows(Journey.Say("apv.source.done"));
            await jonas.Press("apv.problem.add");
            await Look(jonas);
            await jonas.FillAsync("#f-what", Found);
            await jonas.Press("apv.save");
            await jonas.Shows(Journey.Say("apv.errors.severity"));
            await jonas.IsOpenToAll();
            (await jonas.InputValueAsync("#f-what")).ShouldBe(Found);
            await jonas.SelectOptionAsync("#f-topic", new SelectOptionValue { Label = "Mange opgaver og tidspres" });
            await jonas.SelectOptionAsync("#f-source", new SelectOptionValue { Index = 1 });
            await jonas.GetByLabel("Kan gøre folk syge").CheckAsync();
            await jonas.GetByLabel("Flere, eller tit").CheckAsync();
            await jonas.Press("apv.save");
            await jonas.Shows(Found);
            await Look(jonas);
        }

        public async Task WriteAtOnce()
        {
            await jonas.GotoAsync(home);
            await jonas.FillAsync("#f-keeper", "birgit@fjordby.example");
            await jonas.Press("apv.keepers.do");
            await jonas.Shows(Journey.Say("apv.keepers.came"));
            await birgit.SitDownAs("birgit");
            await birgit.GotoAsync($"{home}/problems");
            await birgit.Locator(".om-apv-list .om-apv-mend").ClickAsync();
            await birgit.Shows(Journey.Say("apv.problem.what"));
            await birgit.FillAsync("#f-what", Hers);
            await jonas.GotoAsync(birgit.Url);
            await jonas.FillAsync("#f-what", $"{Found} Hver dag.");
            await jonas.Press("apv.save");
            await jonas.Shows(Journey.Say("apv.saved"));
            // Both texts stand there; she puts them together.
            await birgit.Press("apv.save");
            await birgit.Shows($"{Found} Hver dag.");
            (await birgit.InputValueAsync("#f-what")).ShouldBe(Hers);
            await birgit.IsOpenToAll();
            await birgit.FillAsync("#f-what", Found);
            await birgit.Press("apv.save");
            await birgit.Shows(Journey.Say("apv.saved"));
        }

        public async Task IncludeAbsence()
        {
            await jonas.GotoAsync($"{home}/absence");
            await Look(jonas);
            await jonas.Press("apv.absence.type");
            await Look(jonas);
            await jonas.SetInputFilesAsync("#f-file", new FilePayload { Name = "fravær.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes("enhed;ansatte;sygedage;periode\nHjemmeplejen Øst;12;130,5;2026\nMånebasen;6;12;2026\n") });
            await jonas.Press("apv.absence.file.do");
            await jonas.Shows(Journey.Say("apv.absence.file.line", ("n", 3)));
            await jonas.Shows(Journey.Say("apv.absence.file.preview"));
            await jonas.IsOpenToAll();
            await jonas.Press("apv.absence.save");
            await jonas.Shows(Journey.Say("apv.absence.stored"));
            await jonas.GetByLabel(Journey.Say("apv.contributes.Partly")).CheckAsync();
            await jonas.Press("apv.save");
            await jonas.Shows(Journey.Say("apv.errors.reason"));
            await jonas.IsOpenToAll();
            await jonas.FillAsync("#f-reason", "Travlheden går igen.");
            await jonas.Press("apv.save");
            await jonas.Shows(Journey.Say("apv.saved"));
            await Look(jonas);
        }

        public async Task Plan()
        {
            await jonas.GotoAsync($"{home}/plan");
            await jonas.Locator(".om-apv-list a[href*='/actions/new']").ClickAsync();
            await Look(jonas);
            await jonas.FillAsync("#f-what", Done);
            await jonas.FillAsync("#f-responsible", "Lederen af Øst");
            await jonas.FillAsync("#f-person", "maja@fjordby.example");
            await jonas.FillAsync("#f-start", "2026-12-01");
            await jonas.FillAsync("#f-due", "2026-11-25");
            await jonas.Press("apv.save");
            await jonas.Shows(Journey.Say("apv.errors.due-before"));
            await jonas.IsOpenToAll();
            await jonas.FillAsync("#f-start", "2026-11-24");
            await jonas.Press("apv.save");
            await jonas.Shows(Journey.Say("apv.action.done"));
            await Look(jonas);
            await jonas.Press("apv.together.add");
            await Look(jonas);
            await jonas.FillAsync("#f-how", "Møde på en time");
            await jonas.Press("apv.save");
            await jonas.Shows("Møde på en time");
        }

        public async Task FollowUp()
        {
            await maja.SitDownAs("maja");
            await maja.Locator("main").GetByText(Done).ClickAsync();
            await Look(maja);
            await maja.GotoAsync($"{home}/follow-up");
            await maja.Locator(".om-apv-list summary").ClickAsync();
            await Look(maja);
            await maja.Locator(".om-apv-list summary").ClickAsync();
            await maja.GetByLabel(Journey.Say("apv.effect.Worked"), new() { Exact = true }).CheckAsync();
            await maja.Locator(".om-apv-list form button").ClickAsync();
            await maja.Shows(Journey.Say("apv.errors.effect-before"));
            await maja.IsOpenToAll();
            await maja.GetByLabel(Journey.Say("apv.status.Done"), new() { Exact = true }).CheckAsync();
            await maja.Locator(".om-apv-list form button").ClickAsync();
            await maja.Shows(Journey.Say("apv.follow.done"));
            await maja.GotoAsync("/apv");
            await maja.Shows(Journey.Say("apv.effect.Worked"));
            await Look(maja);
            await maja.Picture("apv-phone", whole: true);
        }

        public async Task Close()
        {
            await jonas.GotoAsync(home);
            await jonas.Picture("apv-way", whole: true);
            await jonas.Press("apv.close.do");
            await jonas.Shows(Journey.Say("apv.close.done"));
            await Look(jonas);
            await jonas.Press("apv.paper.title");
            await Look(jonas);
            await jonas.GotoAsync("/apv");
            await jonas.Shows("23. nov. 2029");
            await Look(jonas);
        }

        public async Task SomethingChanges()
        {
            await jonas.Press("apv.change.title");
            await Look(jonas);
            await jonas.Press("apv.change.do");
            await jonas.Shows(Journey.Say("apv.errors.change-what"));
            await jonas.IsOpenToAll();
            await jonas.GetByLabel(Journey.Say("apv.change.kind.Rebuilding")).CheckAsync();
            await jonas.FillAsync("#f-what", "Vi flytter i nye lokaler");
            await jonas.GetByLabel("Hjemmeplejen Øst").CheckAsync();
            await jonas.Press("apv.change.do");
            await jonas.Shows(Journey.Say("apv.change.until"));
            await Look(jonas);
        }

        public async Task Discuss()
        {
            await jonas.GotoAsync("/apv/discussions");
            await Look(jonas);
            await jonas.Press("apv.discussions.begin");
            await Look(jonas);
            await jonas.FillAsync("#f-role", "Formanden for AMO");
            await jonas.Press("apv.discussions.sign-do");
            await jonas.Shows(Journey.Say("apv.errors.points"));
            await jonas.IsOpenToAll();
            foreach (var point in (string[])["goals", "cooperation", "plan", "next-goals", "knowledge"])
                await jonas.FillAsync($"#f-{point}", "Ja");
            await jonas.Press("apv.save");
            await jonas.FillAsync("#f-role", "Formanden for AMO");
            await jonas.Press("apv.discussions.sign-do");
            await jonas.Shows(Journey.Say("apv.discussions.sign-done"));
            await Look(jonas);
        }

        // In both languages, and in the dark.
        internal static async Task Look(IPage page)
        {
            var here = new Uri(page.Url);
            await page.IsOpenToAll();
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            (await page.Barriers(Search.Colours)).ShouldBeEmpty();
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            // A page's own words are the same to a screen reader; the other language may be longer and need more room.
            await page.GotoAsync($"{here.AbsolutePath}{here.Query}{(here.Query.Length > 0 ? "&" : "?")}lang=en");
            (await page.Barriers(Search.ButColours)).ShouldBeEmpty();
            await page.GotoAsync($"{here.AbsolutePath}{here.Query}{(here.Query.Length > 0 ? "&" : "?")}lang=da{here.Fragment}");
        }
    }
}
