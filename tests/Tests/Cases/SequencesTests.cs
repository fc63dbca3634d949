using Omtanke.Cases;
using Omtanke.Security;
using Case = Omtanke.Cases.Case;

namespace Omtanke.Tests.Cases;

/// <summary>
/// Every sequence of events up to length seven, of everybody who may say something and everything that may happen. A second, simpler account is kept beside the rules, and both must agree after every event.
/// </summary>
public sealed class SequencesTests(ITestOutputHelper output)
{
    private const int Longest = 7;

    private static readonly Guid Maja = Guid.NewGuid(), Henrik = Guid.NewGuid(), Aisha = Guid.NewGuid(), Lars = Guid.NewGuid(), Nanna = Guid.NewGuid(), Thing = Guid.NewGuid();
    private static readonly DateTimeOffset Start = Visits.Monday;

    [Fact]
    public void A_plan_is_open_to_a_leader_only_while_the_newest_word_is_the_employees_yes_to_this_leader() => Run(
        byEmployee: true,
        ("the employee lets the leader in", world => world.Contact(Maja, true)), ("the employee stops the leader contact", world => world.Contact(Maja, false)),
        ("the employee shares the plan", world => world.Share(Maja, Topic.SharePlan, true)), ("the employee takes the plan back", world => world.Share(Maja, Topic.SharePlan, false)),
        ("the leader says yes for them", world => world.Share(Henrik, Topic.SharePlan, true)), ("the psychologist lets the leader in for them", world => world.Contact(Lars, true)),
        ("the leader changes", world => world.LeaderChanges()), ("it is closed", world => world.Close()));

    [Fact]
    public void A_sentence_is_open_to_a_leader_only_while_the_newest_word_is_the_employees_yes_to_this_text_and_this_leader() => Run(
        byEmployee: false,
        ("the employee says yes to the text", world => world.Share(Maja, Topic.PassOn, true)), ("the employee says no to it", world => world.Share(Maja, Topic.PassOn, false)),
        ("the psychologist says yes for them", world => world.Share(Lars, Topic.PassOn, true)), ("the psychologist writes another text", world => world.WriteAnew()),
        ("the employee lets the leader in", world => world.Contact(Maja, true)), ("the employee stops the leader contact", world => world.Contact(Maja, false)),
        ("the leader changes", world => world.LeaderChanges()), ("it is closed", world => world.Close()));

    [Fact]
    public void A_meeting_of_three_stands_only_while_three_yeses_to_this_time_live_and_it_says_nowhere_whose_was_taken_back() => Run(
        byEmployee: false,
        ("the employee says yes", world => world.Accept(Maja)), ("the leader says yes", world => world.Accept(Henrik)), ("the psychologist says yes", world => world.Accept(Lars)),
        ("the employee says no", world => world.Decline(Maja)), ("the leader says no", world => world.Decline(Henrik)), ("the psychologist says no", world => world.Decline(Lars)),
        ("it is moved", world => world.Move()), ("the leader contact stops", world => world.Contact(Maja, false)), ("somebody else says yes", world => world.Accept(Aisha)));

    [Fact]
    public void A_meeting_of_three_is_off_when_one_of_the_three_is_another_or_gone_and_a_leader_who_comes_back_is_asked_anew() => Run(
        byEmployee: false,
        ("the employee says yes", world => world.Accept(Maja)), ("the leader says yes", world => world.Accept(Henrik)), ("the psychologist says yes", world => world.Accept(Lars)),
        ("the leader contact stops", world => world.Contact(Maja, false)), ("the employee lets the leader in", world => world.Contact(Maja, true)), ("the leader changes", world => world.LeaderChanges()),
        ("the psychologist changes", world => world.PsychologistChanges()), ("it is closed", world => world.Close()), ("the employee leaves the workplace", world => world.EmployeeLeaves()));

    [Fact]
    public void What_is_not_theirs_to_say_is_refused()
    {
        var (one, _) = Case.ByLeader(Thing, Thing, Henrik, Maja, null, "da", Urgency.Ordinary, Start);
        Given.Has(one, Lars);
        foreach (var (topic, by) in ((Topic, Guid)[])[(Topic.LeaderContact, Henrik), (Topic.SharePlan, Lars), (Topic.PassOn, Henrik), (Topic.ThreeParty, Maja)])
            Should.Throw<NotNow>(() => one.Say(topic, Thing, by, yes: true, Start));
        var meeting = ThreeMeeting.Ask(Thing, one, Start.AddDays(9), 60, Start);
        Should.Throw<NotNow>(() => meeting.Accept(one, Aisha, [], Start));
        Should.Throw<NotNow>(() => meeting.Decline(one, Aisha, [], Start));
        Should.Throw<NotNow>(() => meeting.Accept(one, Maja, [], Start.AddDays(10)), "the time has passed");
        one.Say(Topic.LeaderContact, Henrik, Maja, yes: false, Start);
        one.Consents.Add(Consent.Refuse(Thing, Topic.LeaderContact, Henrik, Maja, Start));
        Should.Throw<NotNow>(() => one.Say(Topic.SharePlan, Thing, Maja, yes: true, Start), "there is nobody to share with");
        Should.Throw<NotNow>(() => ThreeMeeting.Ask(Thing, one, Start.AddDays(9), 60, Start));
    }

    private void Run(bool byEmployee, params (string Name, Action<World> Do)[] events)
    {
        var ran = 0L;
        for (var length = 1; length <= Longest; length++)
        {
            var all = (int)Math.Pow(events.Length, length);
            // The shorter ones are the beginnings of the longer: each is looked at once, where nothing but the first event comes after it.
            if (length == Longest)
                Parallel.For(0, all, () => new int[Longest], (number, _, turns) =>
                {
                    for (var (rest, turn) = (number, Longest - 1); turn >= 0; rest /= events.Length, turn--)
                        turns[turn] = rest % events.Length;
                    var (world, from) = (new World(byEmployee), Array.FindLastIndex(turns, turn => turn != 0));
                    for (var turn = 0; turn < Longest; turn++)
                    {
                        events[turns[turn]].Do(world);
                        if (turn >= from && world.Wrong() is { } wrong)
                            throw new ShouldAssertException($"{wrong} after: {string.Join(", ", turns[..(turn + 1)].Select(one => events[one].Name))}");
                    }
                    return turns;
                }, _ => { });
            ran += all;
        }
        ran.ShouldBe(Enumerable.Range(1, Longest).Sum(length => (long)Math.Pow(events.Length, length)));
        output.WriteLine($"{ran:N0} sequences of up to {Longest} events out of {events.Length}.");
    }

    /// <summary>A case with one thing to share and one meeting, and beside it what ought to be open, kept by hand.</summary>
    private sealed class World
    {
        private readonly Case one;
        private readonly ThreeMeeting meeting;
        private readonly bool[] yeses = new bool[3];
        private byte[] text = [0];
        private Guid leads = Henrik, keeps = Lars;
        private Guid? contact, open;
        // off: there will be no meeting. over: there is no case.
        private bool off, over;
        private DateTimeOffset now = Start;

        public World(bool byEmployee)
        {
            (one, _) = byEmployee ? Case.ByEmployee(Thing, Thing, Maja, null, "da", Urgency.Ordinary, now) : Case.ByLeader(Thing, Thing, Henrik, Maja, null, "da", Urgency.Ordinary, now);
            Given.Has(one, Lars);
            contact = byEmployee ? null : Henrik;
            meeting = byEmployee ? null! : ThreeMeeting.Ask(Thing, one, now.AddDays(9), 60, now);
        }

        public void Contact(Guid by, bool yes)
        {
            if (!Said(Topic.LeaderContact, leads, by, yes, null))
                return;
            if (yes && contact != leads)
                (contact, open) = (leads, null);
            else if (!yes && contact == leads)
                (contact, open, off) = (null, null, true);
        }

        public void Share(Guid by, Topic topic, bool yes)
        {
            if (Said(topic, Thing, by, yes, topic == Topic.PassOn ? text : null))
                open = yes ? contact : null;
        }

        public void WriteAnew()
        {
            Tick();
            (text, open) = ([(byte)(text[0] + 1)], null);
        }

        public void LeaderChanges()
        {
            Tick();
            leads = leads == Henrik ? Aisha : Henrik;
            if (one is { Leader: not null, LeaderLeftAt: null })
                one.LoseLeader(now);
            (contact, open, off) = (null, null, true);
        }

        public void Close()
        {
            Tick();
            if (one.IsOpen)
            {
                one.Begin(keeps, now);
                one.Close(keeps, now);
            }
            over = true;
        }

        public void PsychologistChanges()
        {
            Tick();
            if (over)
                return;
            keeps = keeps == Lars ? Nanna : Lars;
            Given.Has(one, keeps);
        }

        public void EmployeeLeaves()
        {
            Tick();
            if (!one.IsOpen)
                return;
            one.Leave(now);
            one.EndConsents(now);
            (contact, open, off, over) = (null, null, true, true);
        }

        public void Accept(Guid by)
        {
            Tick();
            // What throws where it is not theirs is looked at by itself: here there are millions.
            var may = meeting.MayAccept(one, by, now);
            if (may != (by != Aisha && contact == Henrik && !off && !over && keeps == Lars))
                throw new ShouldAssertException("a yes is taken from the three, and only while it stands");
            if (!may)
                return;
            if (meeting.Accept(one, by, one.Consents, now) is { } row)
                one.Consents.Add(row);
            yeses[Place(by)] = true;
        }

        public void Decline(Guid by)
        {
            Tick();
            if (!meeting.MayDecline(one, by, now))
                return;
            meeting.Decline(one, by, one.Consents, now);
            off = true;
        }

        public void Move()
        {
            Tick();
            if (meeting.CancelledAt is not null)
                return;
            meeting.Move(meeting.StartsAt.AddHours(1), 60, now);
            Array.Clear(yeses);
        }

        /// <summary>What does not hold; null when all of it does.</summary>
        public string? Wrong()
        {
            foreach (var leader in (Guid[])[Henrik, Aisha])
            {
                if (leader == one.Leader && (one.SharedSince(Topic.SharePlan, Thing) ?? one.SharedSince(Topic.PassOn, Thing, text)) is not null)
                {
                    if (open != leader || contact != leader)
                        return "open to a leader without the employee's yes to them";
                }
                else if (open == leader && contact == leader)
                    return "closed in spite of the employee's yes";
                if (one.RelationOf(leader) == Relation.Leader != (contact == leader))
                    return "leader contact is not what the employee said last";
            }
            if (one.RelationOf(keeps) != Relation.Keeper || one.RelationOf(keeps == Lars ? Nanna : Lars) != Relation.None || one.RelationOf(Maja) != Relation.Employee)
                return "somebody lost their place";
            if (meeting is null)
                return null;
            var agreed = !off && !over && keeps == Lars && yeses[0] && yeses[1] && yeses[2];
            var on = meeting.Stands(one) && new[] { one.Employee, meeting.Leader, meeting.Psychologist }.All(person => meeting.HasYesOf(person, one.Consents));
            return on != agreed ? $"the meeting is {(agreed ? "off in spite of three yeses" : "on without three yeses")}" : null;
        }

        // Whether it was theirs to say.
        private bool Said(Topic topic, Guid about, Guid by, bool yes, byte[]? to)
        {
            Tick();
            if (!one.MaySay(topic, by, yes))
                return false;
            if (one.Say(topic, about, by, yes, now, to).Row is { } row)
                one.Consents.Add(row);
            return true;
        }

        private void Tick() => now = now.AddMinutes(1);

        private static int Place(Guid person) => person == Maja ? 0 : person == Henrik ? 1 : 2;
    }
}
