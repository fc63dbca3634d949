using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Actions;
using Omtanke.Actions.Reminders;
using Omtanke.Data;
using Omtanke.Data.Mail;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Tests.Conversations;
using Omtanke.Tests.Data.Mail;

namespace Omtanke.Tests.Actions;

/// <summary>Whoever answers for an action is reminded in time, once of each thing, by day, and without a word of what it is.</summary>
public sealed class RemindersTests(TestCluster cluster)
{
    private static readonly DateOnly Today = Clock.Day(Visits.Monday);

    [Fact]
    public async Task A_quarter_of_reminders_each_once_on_working_days_between_nine_and_five_also_when_the_clocks_change()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, jonas) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("jonas"));
        // The clocks change on Easter Sunday, 28 March 2027; from Thursday to Monday people are away.
        var due = new DateOnly(2027, 3, 25);
        await house.ADueAction(maja, due, keeper: henrik);
        await house.ADueAction(jonas, due.AddDays(-21), one => (one.Status, one.DoneOn, one.ToldOn, one.CheckOn) = (Status.Done, due.AddDays(-21), due.AddDays(-21), due));

        for (var day = due.AddDays(-10); day < due.AddDays(38); day = day.AddDays(1))
            foreach (var moment in (DateTimeOffset[])[day.Nine().AddSeconds(-1), day.Nine(), day.Nine().AddHours(8)])
                await house.Run<RemindOfActions>(moment);

        var names = new Dictionary<Guid, string> { [maja] = "Maja", [henrik] = "Henrik", [jonas] = "Jonas" };
        (await house.Noted()).Select(one => $"{Clock.Local(one.NotedAt):MM-dd HH} {names[one.Person]} {one.What} {one.ForOn:MM-dd}").Order(StringComparer.Ordinal).ShouldBe(
        [
            "03-18 09 Maja WeekBefore 03-18",
            "03-30 09 Jonas Look 03-25", "03-30 09 Maja Day 03-25",
            "04-01 09 Jonas LookWeekAfter 04-01", "04-01 09 Maja WeekAfter 04-01",
            "04-12 09 Henrik Keeper 04-12", "04-12 09 Jonas LookWeekly 04-12", "04-12 09 Maja Weekly 04-12",
            "04-19 09 Henrik Keeper 04-19", "04-19 09 Jonas LookWeekly 04-19", "04-19 09 Maja Weekly 04-19",
            "04-26 09 Henrik Keeper 04-26", "04-26 09 Jonas LookWeekly 04-26", "04-26 09 Maja Weekly 04-26",
        ]);
    }

    [Fact]
    public async Task What_falls_on_a_weekend_waits_for_Monday_and_what_was_seen_to_meanwhile_is_not_reminded_of()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, jonas) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("jonas"));
        var saturday = Today.AddDays(5);
        await house.ADueAction(maja, saturday);
        var told = await house.ADueAction(henrik, saturday);
        var moved = await house.ADueAction(jonas, Today.AddDays(5));
        await house.ADueAction(henrik, saturday, one => one.IsOut = true);
        await house.ADueAction(henrik, saturday, one => one.Status = Status.Dropped);
        await house.ADueAction(henrik, null);
        await house.Run<RemindOfActions>(Today.AddDays(4).Nine());
        (await house.Noted()).Count.ShouldBe(3, "a week before, late because nobody was there to remind");
        await house.Do(async db =>
        {
            db.Add((await db.ClaimAction(told))!.Tell(Status.UnderWay, null, "", henrik, saturday.Nine()));
            db.Add((await db.ClaimAction(moved))!.Postpone(saturday.AddDays(9), "Ferie", jonas, saturday.Nine()));
            await db.SaveChangesAsync();
        }, Acting.AtChores);

        await house.Run<RemindOfActions>(saturday.Nine().AddHours(2));
        await house.Run<RemindOfActions>(saturday.AddDays(1).Nine().AddHours(2));
        (await house.Noted()).Count.ShouldBe(3);
        await house.Run<RemindOfActions>(saturday.AddDays(2).Nine());
        (await house.Noted()).Skip(3).Select(one => (one.Person == maja, one.What)).ShouldBe([(true, Prompt.Day), (false, Prompt.WeekBefore)], ignoreOrder: true);
        // What was moved is reminded of by its new day.
        (await house.Noted()).Single(one => one.NotedAt > saturday.Nine() && one.Person == jonas).ForOn.ShouldBe(saturday.AddDays(2));
    }

    [Fact]
    public async Task What_falls_on_a_holiday_waits_for_the_next_working_day_and_goes_once_also_a_letter_that_was_held_up()
    {
        using var server = new MailServer { Refusal = "450 try later" };
        await using var house = await Visits.Open(cluster, adjust: builder => At(builder, server));
        var maja = await house.IdOf("maja");
        // Christmas Eve 2026 is a Thursday, and the days after it are holidays and a weekend.
        var eve = new DateOnly(2026, 12, 24);
        await house.ADueAction(maja, eve.AddDays(7));
        await house.ADueAction(maja, eve.AddDays(1));
        for (var day = eve; day < eve.AddDays(4); day = day.AddDays(1))
            foreach (var hour in (int[])[0, 3, 7])
                await house.Run<RemindOfActions>(day.Nine().AddHours(hour));
        (await house.Noted()).ShouldBeEmpty("nobody is at work");
        var monday = eve.AddDays(4);
        await house.Run<RemindOfActions>(monday.Nine());
        await house.Run<RemindOfActions>(monday.Nine().AddHours(1));
        (await house.Noted()).Select(one => (one.What, one.ForOn)).ShouldBe([(Prompt.WeekBefore, eve), (Prompt.Day, eve.AddDays(1))], ignoreOrder: true);
        (await house.PlanPost()).Count.ShouldBe(1);

        // The mail server refuses it until New Year's Eve: then it waits over that, the holiday and the weekend.
        await house.Run<SendLetters>(monday.Nine());
        server.Refusal = null;
        foreach (var day in (int[])[3, 4, 5, 6])
            await house.Run<SendLetters>(monday.AddDays(day).Nine());
        server.Letters.ShouldBeEmpty("nobody is at work");
        await house.Run<SendLetters>(monday.AddDays(7).Nine());
        await house.Run<SendLetters>(monday.AddDays(7).Nine().AddHours(1));
        server.Letters.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_chooses_for_themself_and_nobody_who_left_is_written_to()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, jonas, aisha) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.IdOf("jonas"), await house.IdOf("aisha"));
        foreach (var owner in (Guid[])[maja, henrik, jonas, aisha])
            await house.ADueAction(owner, Today.AddDays(9));
        foreach (var (persona, choice) in ((string, string)[])[("maja", "Weekly"), ("henrik", "Off")])
        {
            using var visitor = await house.As(persona);
            (await visitor.Post("/account/reminders", ("choice", choice))).Location.ShouldBe("/account/reminders");
            (await visitor.Get("/account/reminders")).Text.ShouldContain($"value=\"{choice}\" checked");
        }
        using (var visitor = await house.As("jonas"))
        {
            (await visitor.Get("/account/reminders")).Text.ShouldContain("value=\"AsTheyFall\" checked");
            (await visitor.Post("/account/reminders", ("choice", "Hourly"))).Status.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
            (await visitor.Post("/account/reminders")).Text.ShouldContain(Visits.Library.In("da").Words["reminders.choose"]);
        }
        await house.Do(db => db.People.Where(person => person.Id == aisha).ExecuteUpdateAsync(set => set.SetProperty(person => person.LeftOn, Today)));

        for (var day = Today; day < Today.AddDays(21); day = day.AddDays(1))
            await house.Run<RemindOfActions>(day.Nine());

        var noted = await house.Noted();
        noted.Where(one => one.Person == maja).Select(one => (one.What, one.ForOn)).ShouldBe([(Prompt.Weekly, Today.AddDays(7)), (Prompt.Weekly, Today.AddDays(14))]);
        noted.Where(one => one.Person == jonas).Select(one => one.What).ShouldBe([Prompt.WeekBefore, Prompt.Day, Prompt.WeekAfter]);
        noted.ShouldAllBe(one => one.Person == maja || one.Person == jonas);
    }

    [Fact]
    public async Task It_is_one_letter_a_day_whichever_room_writes_it_and_whoever_waited_is_not_forgotten()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        await house.ADueAction(maja, Today);
        await house.ADueAction(maja, Today, what: "En ting til");
        await house.ADueAction(henrik, Today);
        await house.Do(async db => await Desk(house, db).Remind(await db.People.SingleAsync(person => person.Id == maja), Today));

        await house.Run<RemindOfActions>(Visits.Monday);
        (await house.Noted()).Select(one => one.Person).ShouldBe([henrik]);
        await house.Run<RemindOfActions>(Today.AddDays(1).Nine());
        (await house.Noted()).Count(one => one.Person == maja).ShouldBe(2);
        // The other way round: another room that comes after is in the same letter, which leads to the same page.
        await house.Do(async db => await Desk(house, db).Remind(await db.People.SingleAsync(person => person.Id == henrik), Today));
        var letters = await house.PlanPost();
        letters.Count.ShouldBe(2);
        letters.ShouldAllBe(post => post.Text.Contains("https://localhost/me\n", StringComparison.Ordinal));
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.StartsWith("desk Reminder ")))).ShouldBe(3);
    }

    [Fact]
    public async Task What_somebody_is_asked_to_take_on_is_one_letter_a_day_while_people_are_at_work_and_what_comes_later_stands_in_the_next()
    {
        using var server = new MailServer();
        await using var house = await Visits.Open(cluster, adjust: builder => At(builder, server));
        var (maja, friday) = (await house.IdOf("maja"), Today.AddDays(4).Nine());
        foreach (var hour in (double[])[-5.2, -5, -1])
            await Asked(friday.AddHours(hour));
        server.Letters.ShouldBeEmpty("nobody is written to by night");
        await Asked(friday);
        server.Letters.Count.ShouldBe(1);
        // Later that day, in the evening and on a Sunday: one letter on Monday.
        foreach (var hour in (double[])[1, 9, 49])
            await Asked(friday.AddHours(hour));
        server.Letters.Count.ShouldBe(1);
        await house.Run<SendLetters>(friday.AddDays(3));
        server.Letters.Count.ShouldBe(2);
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.UniqueKey.StartsWith("desk Asked ")))).ShouldBe(2);

        async Task Asked(DateTimeOffset at)
        {
            await house.Do(async db => await Desk(house, db).AskedByDay(await db.People.SingleAsync(person => person.Id == maja), at));
            await house.Run<SendLetters>(at);
        }
    }

    [Theory]
    [InlineData("da")]
    [InlineData("en")]
    public async Task The_letter_says_how_many_things_wait_and_by_when_and_never_what(string language)
    {
        using var server = new MailServer();
        await using var house = await Visits.Open(cluster, adjust: builder => At(builder, server));
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        await house.Do(db => db.People.Where(person => person.Id == maja).ExecuteUpdateAsync(set => set.SetProperty(person => person.Language, language)));
        for (var number = 0; number < 8; number++)
            await house.ADueAction(maja, Today.AddDays(-number), one => (one.Issue, one.Cause, one.Measure, one.Who) = ("Hemmeligt problem", "Hemmelig årsag", "Hemmeligt mål", "Maja Holm"), keeper: henrik, what: "Hemmelig handling");
        await house.ADueAction(maja, Today, one => (one.Status, one.DoneOn, one.ToldOn) = (Status.Done, Today.AddDays(-3), Today.AddDays(-3)));
        await house.ADueAction(henrik, Today.AddDays(-30), keeper: maja);

        await house.Run<RemindOfActions>(Visits.Monday);
        await house.Run<SendLetters>(Visits.Monday.AddMinutes(1));

        var sent = server.Letters.Single(letter => letter.To.Contains("maja@", StringComparison.Ordinal));
        var text = Decoded(sent.Data);
        foreach (var word in (string[])["Hemmelig", "Holm", "Henrik", "workshop", "stress", "samtale", "conversation"])
            (sent.Header("Subject") + text).ShouldNotContain(word, Case.Insensitive);
        text.ShouldContain(language == "da" ? "9 ting venter på dig." : "9 things are waiting for you.");
        text.ShouldContain(language == "da" ? "Og 3 ting mere på din side." : "And 3 more on your page.");
        text.ShouldContain(language == "da" ? "Én ting i det, du holder øje med," : "One thing you keep an eye on");
        var lines = text.Split("\r\n");
        lines.Count(line => line.StartsWith("https://localhost/plan/", StringComparison.Ordinal)).ShouldBe(PlanLetter.MostLinks);
        lines.ShouldContain("https://localhost/me");
        // On a phone: nothing but a link is broken.
        lines.Where(line => !line.StartsWith("https://", StringComparison.Ordinal)).ShouldAllBe(line => line.Length <= 40);
        lines.ShouldAllBe(line => line.Length <= 90);
    }

    [Fact]
    public async Task Cut_off_anywhere_it_goes_on_where_it_was_and_nobody_gets_two_or_none()
    {
        var power = new Power();
        await using var house = await Visits.Open(cluster, adjust: builder => builder.Services.AddSingleton<IEnvelope>(provider => power.Over(ActivatorUtilities.CreateInstance<Envelope>(provider))));
        const int Many = 1_230;
        await Crowd(house, Many);
        // The first two batches stand; the third is cut off in the middle of its letters.
        power.GoesAt = 1_100;
        await Should.ThrowAsync<InvalidOperationException>(() => house.Run<RemindOfActions>(Visits.Monday));
        (await house.Noted()).Count.ShouldBe(1_000);
        (await house.PlanPost()).Count.ShouldBe(1_000);

        // Two nodes go on at once.
        await Task.WhenAll(house.Run<RemindOfActions>(Visits.Monday.AddMinutes(5)), house.Run<RemindOfActions>(Visits.Monday.AddMinutes(5)));
        await house.Run<RemindOfActions>(Visits.Monday.AddMinutes(10));

        var (noted, letters) = (await house.Noted(), await house.PlanPost());
        noted.Count.ShouldBe(Many);
        noted.Select(one => one.Person).Distinct().Count().ShouldBe(Many);
        letters.Select(post => post.Letter.ToEmail).Distinct().Count().ShouldBe(Many);
        letters.Count.ShouldBe(Many);
        letters.Select(post => post.Letter.Id).ShouldBe(noted.Select(one => one.Letter), ignoreOrder: true);
    }

    [Fact]
    public async Task A_letter_that_is_late_waits_for_the_morning_and_one_that_never_arrives_is_told_to_whoever_keeps_the_action()
    {
        using var server = new MailServer { Refusal = "450 try later" };
        await using var house = await Visits.Open(cluster, adjust: builder => At(builder, server));
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        await house.ADueAction(maja, Today, keeper: henrik);
        await house.Run<RemindOfActions>(Today.Nine().AddHours(7.9));
        await house.Run<SendLetters>(Today.Nine().AddHours(7.9));
        server.Refusal = null;
        foreach (var night in (double[])[8.1, 14, 20, 23.9])
            await house.Run<SendLetters>(Today.Nine().AddHours(night));
        server.Letters.ShouldBeEmpty("nobody is written to by night");
        await house.Run<SendLetters>(Today.AddDays(1).Nine());
        server.Letters.Count.ShouldBe(1);

        server.Refusal = "550 nobody of that name";
        var gone = await house.ADueAction(maja, Today.AddDays(9), keeper: henrik, what: "Bestille nye hejs");
        await house.Run<RemindOfActions>(Today.AddDays(2).Nine());
        for (var hour = 0; hour < 72; hour++)
            await house.Run<SendLetters>(Today.AddDays(2).Nine().AddHours(hour));
        await house.Run<TellKeepers>(Today.AddDays(7).Nine());
        await house.Run<TellKeepers>(Today.AddDays(7).Nine().AddHours(1));
        using (var visitor = await house.As("henrik"))
        {
            var desk = (await visitor.Get("/me")).Text;
            desk.ShouldContain(Visits.Library.In("da").Words.With("plan-calls.Undelivered", ("what", "Bestille nye hejs")));
            desk.Split($"/actions/{gone}\"").Length.ShouldBe(2, "once");
            desk.ShouldNotContain("maja@");
        }
        using (var visitor = await house.As("maja"))
            (await visitor.Get("/me")).Text.ShouldNotContain(Visits.Library.In("da").Words.With("plan-calls.Undelivered", ("what", "Bestille nye hejs")), customMessage: "whoever answers for it has it among their own");
        (await house.Ask(db => db.Letters.CountAsync(letter => letter.ToEmail.StartsWith("henrik@") && letter.UniqueKey.StartsWith("desk Reminder ")))).ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_was_reminded_of_is_theirs_alone_to_see()
    {
        await using var house = await Visits.Open(cluster);
        await house.ADueAction(await house.IdOf("maja"), Today, keeper: await house.IdOf("henrik"), shown: Shown.Workplace);
        await house.Run<RemindOfActions>(Visits.Monday);
        foreach (var persona in (string[])["henrik", "jonas", "birgit", "karen", "lars", "admin"])
            (await house.Ask(db => db.ActionReminders.CountAsync(), Acting.As(await house.IdOf(persona)))).ShouldBe(0, persona);
        var maja = await house.IdOf("maja");
        (await house.Ask(db => db.ActionReminders.CountAsync(), Acting.As(maja))).ShouldBe(1);
        (await house.Ask(db => db.ActionReminders.CountAsync())).ShouldBe(0);
        await Should.ThrowAsync<Exception>(() => house.Do(async db =>
        {
            db.Add(new ActionReminder { Id = Ids.New(), Action = (await db.Actions.FirstAsync()).Id, Person = maja, What = Prompt.Day, ForOn = Today.AddDays(1), Letter = Ids.New(), NotedAt = Visits.Monday });
            await db.SaveChangesAsync();
        }, Acting.As(maja)));
    }

    /// <summary>Many people, each with one action due today.</summary>
    private static Task Crowd(Visits house, int many) => house.Do(async db =>
    {
        var people = Enumerable.Range(0, many).Select(number => new Person { Id = Ids.New(), Name = $"Navn {number}", Email = $"n{number}@fjordby.example", Language = "da", JoinedOn = new DateOnly(2020, 1, 1) }).ToList();
        db.AddRange(people);
        await db.SaveChangesAsync();
        db.AddRange(people.Select(person => new PlannedAction { Id = Ids.New(), Origin = Origin.Own, What = "Noget", Owner = person.Id, DueOn = Today, MadeAt = Visits.Monday.AddDays(-40) }));
        await db.SaveChangesAsync();
    }, Acting.AtChores);

    private static void At(WebApplicationBuilder builder, MailServer server)
    {
        var office = new PostOffice(server.Address, "omtanke@localhost", KeepsCopies: true);
        builder.Services.AddSingleton(office);
        builder.Services.AddSingleton<IPostman>(new SmtpPostman(office));
    }

    private static string Decoded(string data)
    {
        var body = data.Split("\r\n\r\n", 2)[1].Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var at = 0; at < body.Length; at++)
            if (body[at] == '=' && at + 2 < body.Length)
            {
                bytes.Add(Convert.ToByte(body.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
                bytes.Add((byte)body[at]);
        return System.Text.Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Closes envelopes until the power goes.</summary>
    private sealed class Power : IEnvelope
    {
        private IEnvelope inner = null!;
        private int closed;

        public int GoesAt { get; set; } = int.MaxValue;

        public IEnvelope Over(IEnvelope envelope)
        {
            inner = envelope;
            return this;
        }

        public byte[] Close(Guid letter, LetterBody body) => Interlocked.Increment(ref closed) == GoesAt ? throw new InvalidOperationException("The power went.") : inner.Close(letter, body);

        public LetterBody Open(Guid letter, byte[] closed) => inner.Open(letter, closed);
    }

    private static DeskLetters Desk(Visits house, Database db) => new(new Outbox(db, house.Services.GetRequiredService<IEnvelope>(), house.Clock), Visits.Library, Visits.SettingsFor(demo: true));
}
