using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Demo;

namespace Omtanke.Browser;

/// <summary>The whole course, from the first question to the day it is forgotten: Maja on her phone, Henrik at his computer, the clock moved for both.</summary>
public sealed class CourseTests(TestCluster cluster, Chromium chromium)
{
    private const string
        Message = "Kan vi finde en time? Der er noget, jeg gerne vil vende med dig.",
        Hers = "Jeg sover bedre, når jeg kender planen i god tid.",
        Line = "Jeg vil gerne kende planen fire uger frem.",
        His = "Lade Maja tale færdig, før jeg foreslår noget.",
        Told = "Uger med både aften og tidlig morgen slår mig ud.",
        Heard = "Maja mister søvn, når skiftene ligger tæt.",
        Promise = "Planen er klar fire uger før",
        Other = "Maja siger til samme dag, hvis noget skrider";

    [Fact]
    public async Task Maja_asks_and_they_prepare_talk_agree_follow_up_and_forget()
    {
        await using var house = await Visits.Open(cluster, lived: true, network: true);
        var course = new Course(house, await chromium.Window(house.Address, phone: true), await chromium.Window(house.Address), await chromium.Window(house.Address));

        await course.Ask();
        await course.Answer();
        await course.Prepare();
        await course.Talk();
        await course.Agree();
        await course.Record();
        await course.AreReminded();
        await course.FollowUp();
        await course.GoOn();
        await course.Forget();
    }

    private sealed class Course(Visits house, IPage maja, IPage henrik, IPage computer)
    {
        private readonly PostBag post = new(house);
        private string home = "";
        private DateTimeOffset planned;

        public async Task Ask()
        {
            await maja.SitDownAs("maja");
            await maja.GotoAsync("/guide/da");
            await maja.Picture("guide-phone");
            await maja.GotoAsync("/conversations/new");
            await maja.Picture("ask-phone");
            await maja.FillAsync("[name=place]", "Mødelokalet på 1. sal");
            await maja.FillAsync("[name=message]", Message);
            await maja.SelectOptionAsync("[name=months]", new SelectOptionValue { Index = 0 });
            await maja.Press("conversations.ask.send");
            await maja.Shows(Message);
            home = new Uri(maja.Url).AbsolutePath;
            home.ShouldStartWith("/conversations/");

            (await post.Take("maja")).ShouldBeEmpty();
            (await post.Take("henrik")).ShouldHaveSingleItem().Leads.ShouldNotContain("conversation");
        }

        public async Task Answer()
        {
            await henrik.SitDownAs("henrik");
            await henrik.Shows(Journey.Say("conversations.desk.answer", ("name", "Maja")));
            await henrik.GotoAsync((await post.Take("henrik")).Single().Leads);
            await henrik.Shows(Message);
            await post.Empty();
            await henrik.Locator(".om-times label").Last.ClickAsync();
            await henrik.Press("conversations.answer.accept");
            await henrik.Shows(Journey.Say("conversations.answer.accepted"));
            await henrik.Picture("overview");

            foreach (var persona in (string[])["maja", "henrik"])
                (await post.Take(persona)).ShouldHaveSingleItem().Calendar.ShouldNotBeNull().ShouldContain($"SUMMARY:{Journey.Say("conversations.letters.calendar.title")}");
            planned = await house.Ask(async db => (await db.Conversations.FindAsync(Guid.Parse(home.Split('/')[^1])))!.PlannedAt!.Value, Acting.AtChores);
        }

        public async Task Prepare()
        {
            await maja.GotoAsync($"{home}/preparation/E2.B");
            await maja.Write("[name='E2.B1']", Hers);
            await maja.ReloadAsync();
            (await maja.InputValueAsync("[name='E2.B1']")).ShouldBe(Hers);
            await maja.Press("conversations.prepare.bring.link");
            await maja.FillAsync("#f-text", Line);
            await maja.Press("conversations.prepare.bring.show", ("name", "Henrik"));
            await maja.Shows(Line);
            (await maja.Heading()).ShouldBe(Journey.Say("conversations.prepare.bring.preview-title", ("name", "Henrik")));
            await maja.Press("conversations.prepare.bring.button");
            await maja.Shows(Line);

            await henrik.GotoAsync($"{home}/preparation/T07.F1");
            await henrik.Write("[name='T07.F1.1']", His);
            await henrik.Picture("prepare");
            await henrik.GotoAsync($"{home}/preparation");
            (await henrik.ContentAsync()).ShouldNotContain(Hers);
            (await henrik.ContentAsync()).ShouldNotContain(Line, Case.Sensitive, "what is brought along is shown when they sit together");

            await computer.SitDownAs("maja");
            await computer.Picture("my-page");
        }

        public async Task Talk()
        {
            await post.Empty();
            await Until(planned.AddDays(-1));
            foreach (var persona in (string[])["maja", "henrik"])
                (await post.Take(persona)).ShouldNotBeEmpty("a reminder the day before");
            await Until(planned);
            await Sit();
            await henrik.GotoAsync($"{home}/talk");
            await henrik.Press("conversations.hold.begin");
            await henrik.Shows(Line);
            await maja.GotoAsync($"{home}/talk");
            await maja.Shows(Line);

            // She is in the middle of a word when his text arrives, and goes on writing.
            await maja.FocusAsync("[name='T07.F2.1']");
            await maja.Keyboard.TypeAsync(Told[..20], new() { Delay = 20 });
            await henrik.Write("[name='T07.F2.1']", Heard);
            await Within(maja, "T07.F2.1", Heard);
            await maja.RunAndWaitForResponseAsync(() => maja.Keyboard.TypeAsync(Told[20..], new() { Delay = 20 }), answer => answer.Request.Method == "POST" && answer.Status == 200);
            (await maja.InputValueAsync("[name='T07.F2.1']")).ShouldBe(Told);
            (await maja.EvaluateAsync<string>("document.activeElement.name")).ShouldBe("T07.F2.1");
            await Within(henrik, "T07.F2.1", Told);
            (await henrik.InputValueAsync("[name='T07.F2.1']")).ShouldBe(Heard);

            await henrik.Write("[name='T07.F2.2']", "At skiftene ligger for tæt.");
            await maja.Write("[name='T07.F2.3']", "Planen fire uger frem. Og aldrig en tidlig morgen efter en aften.");
            await Within(henrik, "T07.F2.3", "Planen fire uger frem.");
            await henrik.Press("conversations.hold.on", ("phase", Journey.Say("conversations.hold.phase.1.title")));
            await Assertions.Expect(maja.Locator(".om-phases [aria-current=step]")).ToContainTextAsync(Journey.Say("conversations.hold.phase.1.title"));
            await henrik.Locator(".om-columns").EvaluateAsync("columns => { document.activeElement.blur(); columns.scrollIntoView() }");
            await henrik.Picture("talk");
            await maja.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await maja.Locator(".om-column").First.EvaluateAsync("column => { document.activeElement.blur(); column.scrollIntoView() }");
            await maja.Picture("talk-phone-dark");
            await maja.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await maja.Press("conversations.hold.on", ("phase", Journey.Say("conversations.hold.phase.2.title")));
            await Assertions.Expect(henrik.Locator(".om-phases [aria-current=step]")).ToContainTextAsync(Journey.Say("conversations.hold.phase.2.title"));
        }

        public async Task Agree()
        {
            var today = Clock.Day(house.Clock.GetUtcNow());
            await henrik.Press("conversations.hold.to-agreements");
            await Promises(henrik, Promise, "Leader", today.AddDays(10));
            await henrik.Shows(Promise);
            await maja.GotoAsync($"{home}/agreements");
            await Promises(maja, Other, "Employee", today.AddDays(60));
            await henrik.ReloadAsync();
            await henrik.Press("conversations.agree.talk-set");
            await henrik.FillAsync("[name=date]", Day(today.AddDays(28)));
            await henrik.FillAsync("[name=time]", "10:00");
            await henrik.Press("conversations.agree.talk-save");

            // She confirms a text; he puts it otherwise; her yes does not count for that.
            await maja.ReloadAsync();
            await maja.Press("conversations.agree.confirm");
            await maja.Shows(Journey.Say("conversations.agree.waiting", ("name", "Henrik")));
            await post.Empty();
            await henrik.ReloadAsync();
            await henrik.Locator(".om-agreements > li", new() { HasText = Promise }).Locator("a[href*='/agreements/']").ClickAsync();
            await henrik.Reaches("/agreements/[^/]+$");
            await henrik.FillAsync("[name=what]", $"{Promise}, hver gang");
            await henrik.Press("conversations.agree.change-do");
            await henrik.Shows(Journey.Say("conversations.agree.wait-again", ("name", "Maja")));
            (await post.Take("maja")).ShouldHaveSingleItem().Leads.ShouldNotContain("agreement");
            await henrik.Press("conversations.agree.confirm");
            await henrik.Shows(Journey.Say("conversations.agree.waiting", ("name", "Maja")));
            await henrik.Locator("#agreements").EvaluateAsync("heading => { document.activeElement.blur(); heading.scrollIntoView() }");
            await henrik.Picture("agree");

            // The page she has open is out of date: her yes to it is not taken for a yes to the new text.
            await maja.GotoAsync((await post.Take("maja"))[^1].Leads);
            new Uri(maja.Url).AbsolutePath.ShouldBe($"{home}/agreements");
            await maja.Shows($"{Promise}, hver gang");
            var mark = await maja.Locator(".om-mark").InnerTextAsync();
            await maja.Press("conversations.agree.confirm");
            await maja.Shows(Journey.Say("conversations.agree.settled"));
            await henrik.ReloadAsync();
            await henrik.Shows(Journey.Say("conversations.agree.settled"));
            (await henrik.Locator(".om-mark").InnerTextAsync()).ShouldBe(mark);
        }

        public async Task Record()
        {
            await henrik.Press("conversations.record.see");
            await henrik.Shows($"{Promise}, hver gang");
            await henrik.Picture("record");
            (await henrik.ContentAsync()).ShouldNotContain(Told, Case.Sensitive, "what was said stays between the two");
            var paper = Encoding.Latin1.GetString(await henrik.PdfAsync(new() { Format = "A4", Tagged = true }));
            paper.ShouldContain("/StructTreeRoot");

            var file = await henrik.RunAndWaitForDownloadAsync(() => henrik.Press("conversations.record.word"));
            using var zip = ZipFile.OpenRead(await file.PathAsync());
            using var document = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
            var text = await document.ReadToEndAsync();
            text.ShouldContain($"{Promise}, hver gang");
            text.ShouldNotContain(Told);
            file.SuggestedFilename.ShouldNotContain("Maja");
        }

        public async Task AreReminded()
        {
            var held = Clock.Day(planned);
            await Reminds("maja", Workdays.From(held.AddDays(1)), $"{home}/preparation/E4");
            await Reminds("henrik", Workdays.From(held.AddDays(3)), $"{home}/follow-up");
            await Reminds("henrik", Workdays.From(held.AddDays(10)), $"{home}/follow-up");
            await Reminds("henrik", Workdays.From(held.AddDays(17)), $"{home}/follow-up");
        }

        public async Task FollowUp()
        {
            await Sit();
            await henrik.GotoAsync($"{home}/follow-up");
            await Says(henrik, "Yes", "Det tog to timer mere, men så ligger det fast.");
            await henrik.Way(Journey.Say("conversations.follow-up.do.Done")).ClickAsync();
            await maja.GotoAsync($"{home}/follow-up");
            await Says(maja, "Partly", "Jeg sover bedre. Men ugen, hvor den kom for sent, var hård.");
            await maja.Shows("Det tog to timer mere");
            await henrik.ReloadAsync();
            await henrik.Shows("Jeg sover bedre.");
            await Top(henrik);
            await henrik.Picture("follow-up");
            await computer.SitDownAs("maja");
            await computer.GotoAsync("/openings");
            await computer.Shows("Henrik Lund");
            await computer.Picture("openings");
        }

        public async Task GoOn()
        {
            await Reminds("henrik", Clock.Day(planned).AddDays(42), $"{home}/preparation/T07.S5");
            await Sit();
            await henrik.GotoAsync($"{home}/follow-up");
            await henrik.Press("conversations.follow-up.next-begin");
            await henrik.Shows(Other);
            (await henrik.Locator("main").InnerTextAsync()).ShouldNotContain(Promise, Case.Sensitive, "what is done is not carried over");
            await henrik.Press("conversations.ask.send");
            await henrik.Reaches($"^(?!.*{home}).*/conversations/");
            var next = new Uri(henrik.Url).AbsolutePath;
            await maja.GotoAsync(next);
            await maja.Press("conversations.answer.accept");
            await maja.GotoAsync($"{next}/agreements");
            await maja.Shows(Other);
        }

        public async Task Forget()
        {
            await maja.GotoAsync($"{home}/closing");
            await maja.Press("conversations.close.do");
            await maja.Shows(Journey.Say("conversations.answer.closed"));
            var erased = await house.Ask(async db => (await db.Conversations.FindAsync(Guid.Parse(home.Split('/')[^1])))!.EraseOn!.Value, Acting.AtChores);

            await Until(At(erased.AddDays(-15)));
            await post.Empty();
            await Until(At(erased.AddDays(-14)));
            foreach (var persona in (string[])["maja", "henrik"])
                (await post.Take(persona)).ShouldNotBeEmpty($"{persona} is told two weeks before");
            await Sit();
            await maja.Shows(Journey.Say("conversations.desk.erased-soon", ("name", "Henrik")));
            await maja.GotoAsync(home);
            await maja.Shows(Message);

            await Until(At(erased));
            await Sit();
            foreach (var page in (IPage[])[maja, henrik])
            {
                (await page.GotoAsync(home))!.Status.ShouldBe(404);
                (await page.Heading()).ShouldBe(Journey.Say("missing.title"));
                await page.GotoAsync("/conversations");
                (await page.ContentAsync()).ShouldNotContain(home);
            }
        }

        // The one whose day it is gets a letter that morning, and finds on their own page where to go.
        private async Task Reminds(string persona, DateOnly day, string where)
        {
            await Until(At(day.AddDays(-1)));
            await post.Empty();
            await Until(At(day));
            (await post.Take(persona)).ShouldNotBeEmpty($"{persona} on {day}");
            var page = persona == "maja" ? maja : henrik;
            await page.SitDownAs(persona);
            await Assertions.Expect(page.Locator($"main a[href^='{where}']").First).ToBeVisibleAsync();
            (await page.GotoAsync(where))!.Status.ShouldBe(200);
        }

        private static async Task Promises(IPage page, string what, string who, DateOnly by)
        {
            if (!await page.IsVisibleAsync("[name=what]"))
                await page.Press("conversations.agree.add");
            await page.FillAsync("[name=what]", what);
            await page.CheckAsync($"[name=who][value={who}]");
            await page.FillAsync("[name=due]", Day(by));
            await page.Press("conversations.agree.add-do");
            await page.Shows(Journey.Say("conversations.agree.added"));
        }

        private static async Task Says(IPage page, string answer, string note)
        {
            var promise = page.Locator(".om-agreements > li", new() { HasText = Promise });
            await promise.Locator("summary").ClickAsync();
            await promise.Locator($"[name=answer][value={answer}]").CheckAsync();
            await promise.Locator("[name=note]").FillAsync(note);
            await promise.Locator("form:has([name=note]) button").ClickAsync();
            await page.Shows(note);
        }

        // Two seconds from saved to seen.
        private static Task Within(IPage page, string field, string text) =>
            Assertions.Expect(page.Locator($"[data-part='{field}.other']")).ToContainTextAsync(text, new() { Timeout = 2000 });

        private async Task Sit()
        {
            await maja.SitDownAs("maja");
            await henrik.SitDownAs("henrik");
        }

        private async Task Until(DateTimeOffset moment)
        {
            for (var left = moment - house.Clock.GetUtcNow(); left > TimeSpan.Zero; left = moment - house.Clock.GetUtcNow())
                await house.Wait(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1));
        }

        private static Task Top(IPage page) => page.EvaluateAsync("() => { document.activeElement.blur(); scrollTo(0, 0) }");

        private static DateTimeOffset At(DateOnly day) => Clock.At(day, new TimeOnly(10, 30));

        private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
