using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Conversations;
using Omtanke.Conversations.Chores;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Outcome = Omtanke.Conversations.Outcome;

namespace Omtanke.Tests.Conversations;

/// <summary>Everybody is reminded of what they promised: once, at nine on a working day, and without a word about what it is.</summary>
public sealed class RemindersTests(TestCluster cluster)
{
    // The clocks go forward on Easter Sunday that year.
    private static readonly DateOnly SpringForward = new(2027, 3, 28), FallBack = new(2027, 10, 31);

    [Fact]
    public async Task A_year_of_reminders_each_once_at_nine_on_a_working_day_also_when_the_clocks_change()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        // Half past midnight in Denmark: the day before in UTC.
        var talk = Clock.At(new DateOnly(2027, 1, 12), new TimeOnly(0, 30));
        await Dated.Planned(house, maja, await house.Named("Susanne Bruun"), talk, talk.AddDays(-10));
        await Dated.Held(house, maja, henrik, Visits.Monday, Clock.At(new DateOnly(2027, 4, 4), new TimeOnly(10, 0)),
            (Doer.Employee, SpringForward), (Doer.Leader, SpringForward.AddDays(7)), (Doer.Both, FallBack));

        for (var day = Clock.Day(Visits.Monday); day < new DateOnly(2027, 12, 1); day = day.AddDays(1))
            foreach (var moment in (DateTimeOffset[])[day.Nine().AddSeconds(-1), day.Nine(), day.Nine().AddHours(9)])
                await house.Run<Reminders>(moment);

        var sent = await house.Reminders();
        sent.ShouldAllBe(reminder => TimeOnly.FromDateTime(Clock.Local(reminder.SentAt).DateTime) == new TimeOnly(9, 0));
        sent.ShouldAllBe(reminder => Clock.Day(reminder.SentAt) == Workdays.From(reminder.ForOn));
        var names = new Dictionary<Guid, string> { [maja] = "Maja", [henrik] = "Henrik", [await house.Named("Susanne Bruun")] = "Susanne" };
        sent.Select(reminder => $"{reminder.ForOn:MM-dd} {names[reminder.Person]} {reminder.What}").Order(StringComparer.Ordinal).ShouldBe(
        [
            "01-04 Henrik T07.S5",
            "01-11 Maja talk", "01-11 Susanne talk",
            "03-21 Maja agreement week before",
            "03-28 Henrik agreement week before", "03-28 Henrik next talk", "03-28 Maja agreement", "03-28 Maja next talk",
            "04-04 Henrik agreement", "04-04 Maja agreement week after",
            "04-11 Henrik agreement week after", "04-11 Henrik did it help", "04-11 Maja did it help",
            "04-18 Henrik did it help", "04-18 Maja did it help",
            "10-24 Henrik agreement week before", "10-24 Maja agreement week before",
            "10-31 Henrik agreement", "10-31 Maja agreement",
            "11-07 Henrik agreement week after", "11-07 Maja agreement week after",
            "11-14 Henrik did it help", "11-14 Maja did it help",
            "11-24 Maja E4",
        ]);
        var letters = await house.Post();
        letters.Select(post => (post.Letter.ToEmail, Clock.Day(post.Letter.WrittenAt))).ShouldBe(
            sent.Select(reminder => ($"{names[reminder.Person].ToLowerInvariant()}@fjordby.example".Replace("susanne@", "susanne.bruun@", StringComparison.Ordinal), Clock.Day(reminder.SentAt))).Distinct(), ignoreOrder: true);
    }

    [Fact]
    public async Task Of_a_talk_people_are_reminded_on_the_last_working_day_before_it_also_across_Easter()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, susanne) = (await house.IdOf("maja"), await house.IdOf("henrik"), await house.Named("Susanne Bruun"));
        var easter = Workdays.Easter(2027);
        var (wednesday, tuesday, friday) = (easter.AddDays(-4), easter.AddDays(2), easter.AddDays(12));
        // The Tuesday after Easter, agreed on long before; the Monday two weeks later, agreed on the Friday before, too late for that day's reminder.
        await Dated.Planned(house, maja, henrik, tuesday.Nine().AddHours(1), easter.AddDays(-20).Nine());
        await Dated.Planned(house, susanne, henrik, friday.AddDays(3).Nine().AddHours(1), friday.Nine().AddMinutes(-30));

        for (var day = easter.AddDays(-12); day < friday.AddDays(4); day = day.AddDays(1))
            foreach (var hour in (int[])[-1, 0, 5, 9])
                await house.Run<Reminders>(day.Nine().AddHours(hour));

        (await house.Reminders()).Where(reminder => reminder.What == "talk").Select(reminder => (reminder.Person, Clock.Local(reminder.SentAt).DateTime)).ShouldBe(
            [(maja, wednesday.ToDateTime(new(9, 0))), (henrik, wednesday.ToDateTime(new(9, 0))), (susanne, friday.AddDays(3).ToDateTime(new(9, 0))), (henrik, friday.AddDays(3).ToDateTime(new(9, 0)))], ignoreOrder: true);
    }

    [Fact]
    public async Task The_letter_says_that_something_waits_and_never_what_or_with_whom()
    {
        await using var house = await Visits.Open(cluster);
        var (olena, henrik) = (await house.Named("Olena Kovalenko"), await house.IdOf("henrik"));
        await Dated.Held(house, olena, henrik, Visits.Monday, null, (Doer.Both, Clock.Day(Visits.Monday).AddDays(1)));
        await house.Run<Reminders>(Clock.Day(Visits.Monday).AddDays(1).Nine());

        var letters = await house.Post();
        letters.Count.ShouldBe(2);
        letters.Single(post => post.Letter.ToEmail.StartsWith("olena", StringComparison.Ordinal)).Text.ShouldContain("Something is waiting for you");
        letters.Single(post => post.Letter.ToEmail.StartsWith("henrik", StringComparison.Ordinal)).Text.ShouldContain("venter på dig");
        foreach (var (letter, text) in letters)
        {
            text.ShouldContain("https://localhost/me");
            foreach (var word in (string[])["samtale", "conversation", "aftale", "agreement", "stress", "omsorg", "care", "leder", "leader", "hemmeligt"])
                (letter.Subject + text).ShouldNotContain(word, Case.Insensitive);
            text.ShouldNotContain(letter.ToEmail.StartsWith("olena", StringComparison.Ordinal) ? "Henrik" : "Olena");
        }
    }

    [Fact]
    public async Task Cut_off_in_the_middle_it_is_done_wholly_the_next_time_and_nobody_gets_two()
    {
        var stumbling = new Stumbling();
        await using var house = await Visits.Open(cluster, adjust: builder => builder.Services.AddSingleton<IEnvelope>(provider => stumbling.Over(ActivatorUtilities.CreateInstance<Envelope>(provider))));
        await Dated.Held(house, await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday, null, (Doer.Both, Clock.Day(Visits.Monday).AddDays(1)));
        var morning = Clock.Day(Visits.Monday).AddDays(1).Nine();

        stumbling.AtLetter = 2;
        await Should.ThrowAsync<InvalidOperationException>(() => house.Run<Reminders>(morning));
        (await house.Post()).ShouldBeEmpty();
        (await house.Reminders()).ShouldBeEmpty();

        await house.Run<Reminders>(morning.AddMinutes(5));
        await house.Run<Reminders>(morning.AddMinutes(10));
        (await house.Post()).Count.ShouldBe(2);
        // Maja has two things that day: what helps after a talk, and what she promised.
        (await house.Reminders()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task After_six_weeks_asleep_only_what_still_makes_sense_is_sent_in_one_letter_each()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, today) = (await house.IdOf("maja"), await house.IdOf("henrik"), Clock.Day(Visits.Monday));
        await Dated.Planned(house, maja, henrik, Visits.Monday.AddDays(20), Visits.Monday);
        await Dated.Held(house, maja, henrik, Visits.Monday, Visits.Monday.AddDays(30),
            (Doer.Employee, today.AddDays(10)), (Doer.Employee, today.AddDays(31)), (Doer.Employee, today.AddDays(39)), (Doer.Employee, today.AddDays(44)));

        foreach (var off in (DateTimeOffset[])[today.AddDays(40).Nine(), today.AddDays(41).Nine().AddHours(5), today.AddDays(42).Nine().AddHours(-1)])
            await house.Run<Reminders>(off);
        (await house.Reminders()).ShouldBeEmpty("nobody is written to on a day off or by night");
        await house.Run<Reminders>(today.AddDays(42).Nine().AddHours(5));
        await house.Run<Reminders>(today.AddDays(42).Nine().AddHours(6));
        await house.Run<Reminders>(today.AddDays(42).Nine().AddHours(8));

        (await house.Reminders()).Select(reminder => (reminder.Person == maja, reminder.What)).ShouldBe(
            [(true, "agreement"), (true, "agreement week after"), (true, "agreement week before"), (true, "did it help"), (false, "did it help"), (false, "T07.S5")], ignoreOrder: true);
        (await house.Post()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_is_over_or_rests_or_when_they_have_left()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, now, today) = (await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday, Clock.Day(Visits.Monday));
        var due = (Doer.Both, today.AddDays(8));
        await house.Turn(await Dated.Held(house, maja, henrik, now, now.AddDays(9), due), conversation => conversation.Close(maja, now));
        await house.Turn(await Dated.Held(house, maja, henrik, now, now.AddDays(9), due), conversation => conversation.Pause(now));
        await house.Turn(await Dated.Planned(house, maja, henrik, now.AddDays(3), now), conversation => conversation.Decline(henrik, now));
        await house.Turn(await Dated.Planned(house, maja, henrik, now.AddDays(3), now), conversation => conversation.Withdraw(maja, now));
        await Dated.Invited(house, maja, henrik, now);
        var dorthe = await house.Named("Dorthe Kjær");
        await Dated.Held(house, dorthe, henrik, now, null, (Doer.Employee, today.AddDays(8)));
        await house.Do(db => db.People.Where(person => person.Id == dorthe).ExecuteUpdateAsync(set => set.SetProperty(person => person.LeftOn, today)));
        var done = await Dated.Held(house, maja, await house.Named("Susanne Bruun"), now.AddDays(-100), null, due);
        await house.Do(async db =>
        {
            var dropped = await db.Agreements.SingleAsync(agreement => agreement.Conversation == done);
            dropped.Turn(Promise.LetGo, maja, now);
            dropped.Turn(Promise.LetGo, henrik, now);
            await db.SaveChangesAsync();
        }, Acting.AtChores);

        for (var day = today; day < today.AddDays(20); day = day.AddDays(1))
            await house.Run<Reminders>(day.Nine());

        (await house.Post()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_talk_that_is_already_planned_anew_needs_no_reminder_to_plan_it_and_an_answer_given_no_question()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, henrik, now, today) = (await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday, Clock.Day(Visits.Monday));
        var first = await Dated.Held(house, maja, henrik, now.AddDays(-100), now.AddDays(10), (Doer.Leader, today));
        var next = await Dated.Invited(house, maja, henrik, now);
        await Given.Tampering(house, $"update conversations set follows = '{first}' where id = '{next}'");
        await house.Do(async db =>
        {
            var agreement = await db.Agreements.SingleAsync(found => found.Conversation == first);
            db.Add(new Outcome { Id = Ids.New(), Agreement = agreement.Id, Conversation = first, Person = maja, Answer = Helped.Yes, Version = 1, At = now });
            db.Add(new Outcome { Id = Ids.New(), Agreement = agreement.Id, Conversation = first, Person = henrik, Answer = Helped.TooEarly, Version = 1, At = now });
            await db.SaveChangesAsync();
        }, Acting.AtChores);

        for (var day = today; day < today.AddDays(20); day = day.AddDays(1))
            await house.Run<Reminders>(day.Nine());

        (await house.Reminders()).Select(reminder => (reminder.Person == henrik, reminder.What)).ShouldBe([(true, "agreement"), (true, "agreement week after"), (true, "did it help")]);
    }

    [Fact]
    public async Task Whatever_the_dates_and_whenever_it_runs_nothing_is_sent_twice_nor_two_letters_a_day()
    {
        await using var house = await Visits.Open(cluster);
        var people = await house.Ask(db => db.People.Where(person => person.LeftOn == null).OrderBy(person => person.Name).Select(person => person.Id).Take(6).ToListAsync());

        Prop.ForAll(Courses, course => Task.Run(() => NeverTwice(house, people, course)).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(15));
    }

    private static async Task NeverTwice(Visits house, List<Guid> people, Course course)
    {
        await Given.Tampering(house, "truncate conversations cascade; truncate letters");
        foreach (var talk in course.Talks)
            await Dated.Held(house, people[talk.Employee], people[(talk.Employee + talk.Leader) % people.Count], Visits.Monday.AddMinutes(talk.Minute), Visits.Monday.AddMinutes(talk.Minute).AddDays(talk.Next),
                [.. talk.Due.Select((days, index) => ((Doer)(index % 3), Clock.Day(Visits.Monday).AddDays(days)))]);
        foreach (var minute in course.Runs.Order())
            await house.Run<Reminders>(Visits.Monday.AddMinutes(minute));

        var sent = await house.Reminders();
        sent.GroupBy(reminder => (reminder.Conversation, reminder.Agreement, reminder.Person, reminder.What)).ShouldAllBe(same => same.Count() == 1);
        sent.ShouldAllBe(reminder => reminder.ForOn <= Clock.Day(reminder.SentAt) && Morning.AtWork(reminder.SentAt) != null);
        (await house.Post()).Count.ShouldBe(sent.Select(reminder => (reminder.Person, Clock.Day(reminder.SentAt))).Distinct().Count());
    }

    private static Arbitrary<Course> Courses => (
        from talks in (
            from employee in Gen.Choose(0, 5) from leader in Gen.Choose(1, 5) from minute in Gen.Choose(-60_000, 200_000) from next in Gen.Choose(1, 60)
            from due in Gen.Choose(0, 200).ArrayOf(4) select new Talk(employee, leader, minute, next, due)).ArrayOf(5)
        from runs in Gen.Choose(0, 300_000).ArrayOf(30)
        select new Course(talks, runs)).ToArbitrary();

    private sealed record Talk(int Employee, int Leader, int Minute, int Next, int[] Due);

    private sealed record Course(Talk[] Talks, int[] Runs);

    /// <summary>An envelope that fails once.</summary>
    private sealed class Stumbling : IEnvelope
    {
        private IEnvelope inner = null!;

        public int AtLetter { get; set; }

        public IEnvelope Over(IEnvelope envelope)
        {
            inner = envelope;
            return this;
        }

        public byte[] Close(Guid letter, LetterBody body) => --AtLetter == 0 ? throw new InvalidOperationException("The power went.") : inner.Close(letter, body);

        public LetterBody Open(Guid letter, byte[] closed) => inner.Open(letter, closed);
    }
}
