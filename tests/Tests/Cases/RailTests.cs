using System.Globalization;
using Omtanke.Cases;
using Omtanke.Data;
using Case = Omtanke.Cases.Case;

namespace Omtanke.Tests.Cases;

/// <summary>The rail: what is done, what is due and what is overdue, and that nothing with a leader ever is without the employee's yes.</summary>
public sealed class RailTests
{
    private static readonly (Guid Employee, Guid Leader, Guid Psychologist) People = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
    private static readonly DateOnly Today = Clock.Day(Visits.Monday);

    [Fact]
    public void A_case_goes_from_registered_over_the_call_to_the_leader_and_the_contacts_to_the_closing_contact_and_the_end()
    {
        var one = ByLeader();
        Marks(one).ShouldBe([Mark.Done, Mark.Ahead, Mark.Ahead, Mark.Ahead, Mark.Ahead]);
        var (call, talk) = (Contact.Plan(one.Id, ContactKind.LeaderStart, Today.AddDays(2), Visits.Monday), Contact.Plan(one.Id, ContactKind.Talk, Today, Visits.Monday));
        Rail.Of(one, [call, talk], Today).ShouldBe(
        [
            new(Point.Registered, Mark.Done, Today), new(Point.LeaderStart, Mark.Due, Today.AddDays(2)), new(Point.Along, Mark.Due, Today), new(Point.LeaderEnd, Mark.Ahead, null), new(Point.Closed, Mark.Ahead, null),
        ]);
        Marks(one, Today.AddDays(1), call, talk)[2].ShouldBe(Mark.Overdue, "its day has passed");
        call.Hold(one, Today, 20, Present.Leader, People.Psychologist);
        talk.Hold(one, Today, 50, Present.Employee, People.Psychologist);
        Marks(one, Today, call, talk).ShouldBe([Mark.Done, Mark.Done, Mark.Done, Mark.Ahead, Mark.Ahead]);
        var end = Contact.Plan(one.Id, ContactKind.LeaderEnd, Today.AddDays(-1), Visits.Monday);
        Marks(one, Today, call, talk, end)[3].ShouldBe(Mark.Overdue);
        end.Hold(one, Today, 15, Present.Leader, People.Psychologist);
        one.Begin(People.Psychologist, Visits.Monday);
        one.Close(People.Psychologist, Visits.Monday);
        Marks(one, Today, call, talk, end).ShouldAllBe(mark => mark == Mark.Done);
    }

    [Fact]
    public void Where_the_employee_registered_there_is_no_leader_on_the_rail_until_they_say_yes_and_none_after_they_take_it_back()
    {
        var (one, _) = Case.ByEmployee(Guid.NewGuid(), Guid.NewGuid(), People.Employee, null, "da", Urgency.Ordinary, Visits.Monday);
        var call = Contact.Plan(one.Id, ContactKind.LeaderStart, Today.AddDays(-3), Visits.Monday);
        Marks(one, Today, call)[1].ShouldBe(Mark.Without, "nobody has said yes to it");
        var yes = Consent.Give(one.Id, Topic.LeaderContact, People.Leader, People.Employee, Visits.Monday);
        one.Consents.Add(yes);
        one.LetLeaderIn(People.Leader, Visits.Monday);
        Marks(one, Today, call)[1].ShouldBe(Mark.Overdue);
        yes.Withdraw(Visits.Monday);
        Marks(one, Today, call)[1].ShouldBe(Mark.Without, "taken back, nobody calls");
        one.Consents.Add(Consent.Give(one.Id, Topic.LeaderContact, People.Leader, People.Employee, Visits.Monday));
        one.LoseLeader(Visits.Monday);
        Marks(one, Today, call)[1].ShouldBe(Mark.Without, "the leader has changed, and the new one inherits nothing");
    }

    [Theory]
    [InlineData(Urgency.Soon, "2027-03-23", "2027-03-30", "2027-03-30")]
    [InlineData(Urgency.Soon, "2027-05-04", "2027-05-07", "2027-05-07")]
    [InlineData(Urgency.Ordinary, "2026-12-11", "2026-12-28", "2026-12-18")]
    [InlineData(Urgency.Ordinary, "2026-11-23", "2026-12-07", "2026-11-30")]
    public void The_first_talk_and_call_are_planned_on_days_people_are_at_work(Urgency urgency, string today, string talk, string call) =>
        Rail.First(urgency, DateOnly.Parse(today, CultureInfo.InvariantCulture)).ShouldBe((DateOnly.Parse(talk, CultureInfo.InvariantCulture), DateOnly.Parse(call, CultureInfo.InvariantCulture)));

    [Fact]
    public void Whatever_is_planned_held_called_off_and_said_the_rail_has_its_five_points_and_promises_no_call_without_a_yes()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var dice = new Random(seed);
            var (one, contacts) = Any(dice);
            var rail = Rail.Of(one, contacts, Today);
            rail.Select(stop => stop.Point).ShouldBe(Enum.GetValues<Point>(), $"seed {seed}");
            rail[0].Mark.ShouldBe(Mark.Done);
            (rail[4].Mark == Mark.Done).ShouldBe(!one.IsOpen);
            foreach (var stop in rail)
            {
                var waits = stop.Mark is Mark.Due or Mark.Overdue;
                (stop.On is null).ShouldBe(stop.Mark is Mark.Ahead or Mark.Without, $"seed {seed}: {stop}");
                if (waits)
                    (stop.On < Today).ShouldBe(stop.Mark == Mark.Overdue, $"seed {seed}: {stop}");
                if (!one.IsOpen)
                    stop.Mark.ShouldBeOneOf(Mark.Done, Mark.Without);
                if (stop.Point is Point.LeaderStart or Point.LeaderEnd && !one.HasLeaderContact)
                    waits.ShouldBeFalse($"seed {seed}: {stop}");
            }
            // What is to do stands on the rail, and the soonest of it first.
            contacts.Where(contact => Rail.IsToDo(one, contact)).All(contact => Stands(rail[PointOf(contact.Kind)], contact)).ShouldBeTrue($"seed {seed}");
            if (contacts.Exists(contact => Rail.IsToDo(one, contact) && contact.Kind == ContactKind.Talk && contact.DueOn < Today))
                rail[2].Mark.ShouldBe(Mark.Overdue, $"seed {seed}");
        }
    }

    [Fact]
    public void Noting_a_contact_as_held_never_makes_anything_later()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var dice = new Random(seed);
            var (one, contacts) = Any(dice);
            if (contacts.Find(contact => Rail.IsToDo(one, contact)) is not { } todo)
                continue;
            var before = Rail.Of(one, contacts, Today).Count(stop => stop.Mark is Mark.Overdue);
            todo.Hold(one, Today, 30, Contact.Usual(todo.Kind), People.Psychologist);
            Rail.Of(one, contacts, Today).Count(stop => stop.Mark is Mark.Overdue).ShouldBeLessThanOrEqualTo(before, $"seed {seed}");
        }
    }

    [Fact]
    public void What_hurries_is_planned_within_days_and_never_on_a_day_off()
    {
        for (var day = Today; day < Today.AddDays(400); day = day.AddDays(1))
            foreach (var urgency in Enum.GetValues<Urgency>())
            {
                var (talk, call) = Rail.First(urgency, day);
                foreach (var planned in (DateOnly[])[talk, call])
                {
                    Workdays.Is(planned).ShouldBeTrue(planned.ToString("O", CultureInfo.InvariantCulture));
                    (planned.DayNumber - day.DayNumber).ShouldBeInRange(2, urgency == Urgency.Soon ? 8 : 19);
                }
                call.ShouldBeLessThanOrEqualTo(talk, "the leader is called first");
            }
    }

    [Fact]
    public void What_was_noted_or_called_off_is_not_noted_again_by_an_old_page()
    {
        var one = ByLeader();
        var contact = Contact.Plan(one.Id, ContactKind.Talk, Today, Visits.Monday);
        contact.Hold(one, Today, 45, Present.Employee, People.Psychologist);
        Should.Throw<NotNow>(() => contact.Cancel(Visits.Monday));
        Should.Throw<NotNow>(() => contact.Hold(one, Today, 50, Present.Employee, People.Psychologist));
        Should.Throw<NotNow>(() => contact.Move(Today.AddDays(1)));
        (contact.Minutes, contact.CancelledAt).ShouldBe((45, null));
    }

    [Fact]
    public void It_is_taken_back_or_declined_only_before_it_has_begun_and_nothing_ends_twice()
    {
        var one = ByLeader();
        Should.Throw<NotNow>(() => one.Withdraw(People.Psychologist, Visits.Monday), "only whoever registered it, or the employee");
        one.Begin(People.Psychologist, Visits.Monday).ShouldNotBeNull();
        one.Begin(People.Psychologist, Visits.Monday).ShouldBeNull("it begins once");
        Should.Throw<NotNow>(() => one.Withdraw(People.Leader, Visits.Monday));
        Should.Throw<NotNow>(() => one.Decline(People.Psychologist, Visits.Monday));
        one.Close(People.Psychologist, Visits.Monday);
        one.EraseOn.ShouldBe(Today.AddMonths(24));
        Should.Throw<NotNow>(() => one.Close(People.Psychologist, Visits.Monday));
        Should.Throw<NotNow>(() => one.Begin(People.Psychologist, Visits.Monday));
        var back = ByLeader();
        back.Withdraw(People.Employee, Visits.Monday);
        back.EraseOn.ShouldBe(Today.AddMonths(1), "what came to nothing is not kept for years");
    }

    // A call that was held once is done, whatever else of its kind was planned; a contact on the way is the soonest there is.
    private static bool Stands(Stop stop, Contact contact) => (stop.Mark == Mark.Done && stop.Point != Point.Along) || (stop.Mark is Mark.Due or Mark.Overdue && stop.On <= contact.DueOn);

    private static int PointOf(ContactKind kind) => kind switch { ContactKind.LeaderStart => 1, ContactKind.LeaderEnd => 3, _ => 2 };

    private static Case ByLeader() => Case.ByLeader(Guid.NewGuid(), Guid.NewGuid(), People.Leader, People.Employee, null, "da", Urgency.Ordinary, Visits.Monday).Case;

    private static Mark[] Marks(Case one, params Contact[] contacts) => Marks(one, Today, contacts);

    private static Mark[] Marks(Case one, DateOnly today, params Contact[] contacts) => [.. Rail.Of(one, contacts, today).Select(stop => stop.Mark)];

    [Fact]
    public void A_new_leader_is_called_anew_whatever_was_held_with_the_one_before()
    {
        var (one, aisha) = (ByLeader(), Guid.NewGuid());
        var call = Contact.Plan(one.Id, ContactKind.LeaderStart, Today, Visits.Monday);
        call.Hold(one, Today, 20, Present.Leader, People.Psychologist);
        Marks(one, Today, call)[1].ShouldBe(Mark.Done);
        one.LoseLeader(Visits.Monday.AddDays(3));
        Marks(one, Today.AddDays(3), call)[1].ShouldBe(Mark.Done, "it was held");
        one.Consents.Add(Consent.Give(one.Id, Topic.LeaderContact, aisha, one.Employee, Visits.Monday.AddDays(4)));
        one.LetLeaderIn(aisha, Visits.Monday.AddDays(4));
        Marks(one, Today.AddDays(4), call)[1].ShouldBe(Mark.Ahead, "but not with her");
        one.LeaderOn(Today).ShouldBeNull("that day it was somebody else");
    }

    private static (Case Case, List<Contact> Contacts) Any(Random dice)
    {
        var one = dice.Next(2) == 0 ? ByLeader() : Case.ByEmployee(Guid.NewGuid(), Guid.NewGuid(), People.Employee, null, "da", Urgency.Soon, Visits.Monday).Case;
        if (dice.Next(2) == 0)
        {
            var yes = Consent.Give(one.Id, Topic.LeaderContact, People.Leader, People.Employee, Visits.Monday);
            one.Consents.Add(yes);
            one.LetLeaderIn(People.Leader, Visits.Monday);
            if (dice.Next(3) == 0)
                yes.Withdraw(Visits.Monday);
            if (dice.Next(4) == 0)
                one.LoseLeader(Visits.Monday);
        }
        var contacts = new List<Contact>();
        for (var more = dice.Next(7); more > 0; more--)
        {
            var contact = Contact.Plan(one.Id, (ContactKind)dice.Next(5), Today.AddDays(dice.Next(-10, 10)), Visits.Monday);
            if (dice.Next(3) == 0)
                contact.Hold(one, Today.AddDays(-dice.Next(30)), dice.Next(1, 90), Contact.Usual(contact.Kind), People.Psychologist);
            else if (dice.Next(4) == 0)
                contact.Cancel(Visits.Monday);
            contacts.Add(contact);
        }
        if (dice.Next(4) == 0)
            one.Leave(Visits.Monday);
        return (one, contacts);
    }
}
