using Omtanke.Data;

namespace Omtanke.Browser;

/// <summary>AMO's policy, from the first note to published: Jonas and Birgit write at their computers, Maja says what she thinks on her phone.</summary>
public sealed class PolicyTests(TestCluster cluster, Chromium chromium)
{
    private const string
        Title = "Sådan passer vi på hinanden",
        His = "Man kan være med, selv om man kan mindre for en tid. Vi spørger først, hvad der vil hjælpe.",
        Hers = "Man kan være med, selv om man kan mindre for en tid. Lederen laver planen om inden en uge.",
        Said = "Skriv gerne, hvem vi skal ringe til om natten.",
        Answered = "Det har vi skrevet ind.";

    [Fact]
    public async Task A_group_writes_it_takes_it_round_answers_and_publishes_it()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var course = new Course(house, await chromium.Window(house.Address), await chromium.Window(house.Address), await chromium.Window(house.Address, phone: true));

        await course.Begin();
        await course.WriteAtOnce();
        await course.LookBack();
        await course.FillIn();
        await course.TakeRound();
        await course.Speak();
        await course.Answer();
        await course.Publish();
    }

    private sealed class Course(Visits house, IPage jonas, IPage birgit, IPage maja)
    {
        private string home = "", section = "";

        public async Task Begin()
        {
            await jonas.SitDownAs("jonas");
            await jonas.GotoAsync("/tools/ground-rules-or-policy");
            await jonas.Press("toolbox.use.T03");
            await jonas.Shows(Journey.Say("policies.empty.title"));
            await Look(jonas);
            await jonas.Press("policies.begin.title");
            await jonas.CheckAsync("input[value='T03.S3.F3']");
            await jonas.FillAsync("[name=title]", Title);
            await jonas.FillAsync("[name=with1]", "Birgit Dam");
            await jonas.CheckAsync("#named-no");
            await Look(jonas);
            await jonas.Press("policies.begin.do");
            await jonas.Shows("Arbejdet kan laves om");
            home = new Uri(jonas.Url).AbsolutePath[..^"/draft".Length];
            await Look(jonas);
        }

        public async Task WriteAtOnce()
        {
            await birgit.SitDownAs("birgit");
            await birgit.GotoAsync($"{home}/draft");
            section = (await birgit.Locator(".om-draft a[href*='/sections/']").First.GetAttributeAsync("href"))!;
            await birgit.GotoAsync(section);
            await jonas.GotoAsync(section);
            await jonas.Shows(Journey.Say("policies.section.here", ("name", "Birgit Dam"), ("time", "")).Split('(')[0]);
            await jonas.Write("#f-text", His);

            // She began before he saved: both texts stand there, and she puts them together.
            await birgit.FillAsync("#f-text", Hers);
            var clash = birgit.Locator(".om-clash");
            await Assertions.Expect(clash.Locator("blockquote")).ToContainTextAsync("Vi spørger først");
            (await birgit.InputValueAsync("#f-text")).ShouldBe(Hers);
            await birgit.IsOpenToAll();
            await clash.GetByText(Journey.Say("autosave.keep")).ClickAsync();
            await Assertions.Expect(birgit.Locator("[data-saved][data-state=saved]")).ToBeVisibleAsync();
            await birgit.Write("#f-text", $"{Hers} Vi spørger først, hvad der vil hjælpe.");
            await Look(birgit);
            await birgit.Picture("policy-write");
        }

        public async Task LookBack()
        {
            await birgit.GotoAsync($"{section}/versions");
            await Assertions.Expect(birgit.Locator("ins").Filter(new() { HasText = "Lederen" })).ToBeVisibleAsync();
            await Look(birgit);
            await birgit.Picture("policy-versions");
        }

        public async Task FillIn()
        {
            await jonas.GotoAsync($"{home}/blanks");
            await jonas.Write("[name='T03.S3.contacts']", "Birgit Dam");
            await jonas.Write("[name='T03.S3.contact-phone']", "7000 0020");
            await Look(jonas);
            await jonas.GotoAsync($"{home}/draft");
            await jonas.Shows("Spørg efter Birgit Dam på 7000 0020.");
            await jonas.Shows("inden en uge");
        }

        public async Task TakeRound()
        {
            await jonas.GotoAsync($"{home}/rounds");
            await Look(jonas);
            await jonas.Press("policies.round.open");
            await jonas.Shows(Journey.Say("policies.round.tomorrow"));
            await Look(jonas);
        }

        public async Task Speak()
        {
            await maja.SitDownAs("maja");
            await maja.Shows(Journey.Say("policies.desk.asked", ("title", Title)));
            await maja.Press("policies.desk.asked", ("title", Title));
            await maja.Shows(Journey.Say("policies.speak.unnamed-limit"));
            await Look(maja);
            await maja.Locator("textarea").Nth(1).FillAsync(Said);
            await maja.Locator("textarea").Nth(1).ScrollIntoViewIfNeededAsync();
            await maja.Picture("policy-comment-phone");
            await maja.Press("policies.speak.send");
            await maja.Shows(Journey.Say("policies.speak.kept-text"));
            await maja.Shows(Said);
            await maja.IsOpenToAll();
            await maja.GotoAsync($"{home}/comments");
            (await maja.Locator("textarea").Nth(1).InputValueAsync()).ShouldBe("", "nobody knows that it was hers, her own browser no more than we");
        }

        public async Task Answer()
        {
            await house.Wait(TimeSpan.FromDays(1));
            await jonas.SitDownAs("jonas");
            await jonas.Press("policies.desk.unanswered", ("title", Title));
            await jonas.Shows(Said);
            await jonas.Locator(".om-comment label").Filter(new() { HasText = Journey.Say("policies.taken.In") }).ClickAsync();
            await jonas.FillAsync("[name=why]", Answered);
            await jonas.Press("policies.round.answer-do");
            await jonas.Shows(Answered);
            await Look(jonas);
            await jonas.Picture("policy-answers");
            await jonas.Press("policies.round.close");
            await jonas.Shows(Journey.Say("policies.round.is-closed"));

            await maja.SitDownAs("maja");
            await maja.GotoAsync($"{home}/comments");
            await maja.Shows(Answered);
            await Look(maja);
        }

        public async Task Publish()
        {
            await jonas.GotoAsync($"{home}/publication");
            await Look(jonas);
            await jonas.FillAsync("[name=behind]", "AMO og direktionen");
            await jonas.Press("policies.publish.do");
            await jonas.Shows(Journey.Say("policies.publish.done"));
            await jonas.GotoAsync(home);
            await Look(jonas);
            await jonas.Picture("policy-published");

            await maja.GotoAsync("/policies");
            await maja.Way(Title).ClickAsync();
            await maja.Shows("AMO og direktionen");
            await maja.Shows("inden en uge");
            (await maja.APIRequest.GetAsync($"{home}/editions/1/word")).Status.ShouldBe(200);
            await Look(maja);
            await jonas.EmulateMediaAsync(new() { Media = Media.Print });
            (await jonas.Locator(".om-header").IsVisibleAsync()).ShouldBeFalse();
            (await jonas.Locator(".om-policy h2").CountAsync()).ShouldBe(4);
            await jonas.EmulateMediaAsync(new() { Media = Media.Screen });
            await jonas.GotoAsync($"{home}/group");
            await Look(jonas);
        }

        // As it is, and on the narrowest phone.
        private static async Task Look(IPage page)
        {
            var size = page.ViewportSize!;
            await page.IsOpenToAll();
            await page.SetViewportSizeAsync(320, 640);
            await page.IsOpenToAll();
            await page.SetViewportSizeAsync(size.Width, size.Height);
        }
    }
}
