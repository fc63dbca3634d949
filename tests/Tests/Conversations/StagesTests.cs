using FsCheck;
using FsCheck.Fluent;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Tests.Conversations;

/// <summary>The stages of a conversation: what may follow what. Whatever two people press, in whatever order, it never comes into a state that makes no sense.</summary>
public sealed class StagesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 11, 0, 0, TimeSpan.Zero);
    private static readonly Guid Employee = Ids.New(), Leader = Ids.New();

    [Fact]
    public void Only_the_other_takes_a_time_and_only_one_of_the_newest()
    {
        var conversation = Asked();
        var old = conversation.Propose(Employee, [Start.AddDays(2)], Start)[0];
        Should.Throw<NotNow>(() => conversation.Accept(Employee, old, Start));
        var newer = conversation.Propose(Leader, [Start.AddDays(3)], Start)[0];
        Should.Throw<NotNow>(() => conversation.Accept(Leader, newer, Start));
        Should.Throw<NotNow>(() => conversation.Accept(Employee, old, Start));
        Should.Throw<NotNow>(() => conversation.Accept(Employee, newer, Start.AddDays(4)), "it has passed");
        conversation.Accept(Employee, newer, Start);
        conversation.PlannedAt.ShouldBe(Start.AddDays(3));
        Should.Throw<NotNow>(() => conversation.Accept(Employee, newer, Start), "once");
    }

    [Fact]
    public void Whoever_began_takes_it_back_and_the_other_declines()
    {
        Should.Throw<NotNow>(() => Asked().Decline(Employee, Start));
        Should.Throw<NotNow>(() => Asked().Withdraw(Leader, Start));
        var declined = Asked();
        declined.Decline(Leader, Start);
        (declined.State, declined.EraseOn).ShouldBe((Stage.Declined, new DateOnly(2026, 12, 23)), "nothing came of it: there is nothing to keep for a year");
        Should.Throw<NotNow>(() => declined.Reopen(Leader, Start));
    }

    [Fact]
    public void Before_the_talk_it_is_declined_or_taken_back_and_not_closed()
    {
        var conversation = Asked();
        Should.Throw<NotNow>(() => conversation.Close(Leader, Start), "a request is answered, not put away");
        conversation.Accept(Leader, conversation.Propose(Employee, [Start.AddDays(2)], Start)[0], Start);
        foreach (var person in (Guid[])[Employee, Leader])
            Should.Throw<NotNow>(() => conversation.Close(person, Start));
        conversation.Pause(Start);
        conversation.Close(Employee, Start);
        conversation.Reopen(Employee, Start);
        (conversation.State, conversation.PlannedAt).ShouldBe((Stage.Invited, null), "the time has left the calendars");
    }

    [Fact]
    public void What_is_closed_while_it_rests_stays_shut_to_the_former_leader()
    {
        var conversation = Asked();
        conversation.Pause(Start);
        conversation.Close(Employee, Start);
        conversation.Access.ShouldBe(State.Closed);
        conversation.RelationOf(Leader).ShouldBe(Relation.FormerLeader);
        conversation.Reopen(Employee, Start);
        conversation.Access.ShouldBe(State.Paused);
    }

    [Fact]
    public void A_talk_begins_when_a_time_is_agreed_and_is_taken_back_while_nothing_is_said()
    {
        var conversation = Asked();
        Should.Throw<NotNow>(() => conversation.Hold(Leader, Start), "no time");
        conversation.Accept(Leader, conversation.Propose(Employee, [Start.AddDays(2)], Start)[0], Start);
        conversation.TimeHasCome(Start.AddDays(2).AddMinutes(-16)).ShouldBeFalse();
        conversation.TimeHasCome(Start.AddDays(2).AddMinutes(-15)).ShouldBeTrue();
        conversation.Hold(Leader, Start);
        Should.Throw<NotNow>(() => conversation.NotYet(Employee, anythingSaid: true, Start));
        conversation.NotYet(Employee, anythingSaid: false, Start).Person.ShouldBe(Employee);
        (conversation.State, conversation.HeldAt, conversation.TalkStartedAt).ShouldBe((Stage.Planned, null, null));
        Should.Throw<NotNow>(() => conversation.NotYet(Employee, anythingSaid: false, Start), "once");
    }

    [Fact]
    public void The_course_never_says_that_somebody_has_prepared()
    {
        var conversation = Asked();
        conversation.Accept(Leader, conversation.Propose(Employee, [Start.AddDays(2)], Start)[0], Start);
        conversation.Hold(Leader, Start);
        Enum.GetValues<Station>().Where(station => Course.Done(conversation, station)).ShouldBe([Station.Ask]);
        conversation.Agree(Leader, Start);
        conversation.Close(Leader, Start);
        Enum.GetValues<Station>().Where(station => Course.Done(conversation, station)).ShouldBe([Station.Ask, Station.Hold, Station.Agree, Station.Close], "nor that anybody followed up");
    }

    [Fact]
    public void It_is_never_kept_longer_than_both_were_told()
    {
        var conversation = Asked();
        conversation.Accept(Leader, conversation.Propose(Employee, [Start.AddDays(2)], Start)[0], Start);
        conversation.Hold(Leader, Start);
        conversation.KeepShorter(Leader, 3, Start);
        Should.Throw<NotNow>(() => conversation.KeepShorter(Employee, 3, Start));
        Should.Throw<NotNow>(() => conversation.KeepShorter(Employee, 12, Start));
        Should.Throw<NotNow>(() => conversation.KeepShorter(Employee, 0, Start));
        conversation.Close(Employee, Start);
        conversation.EraseOn.ShouldBe(new DateOnly(2027, 2, 23));
    }

    [Fact]
    public void Whatever_is_pressed_in_whatever_order_it_stays_possible() =>
        Prop.ForAll(Gen.Choose(0, Verbs.Length * 2 - 1).ArrayOf().ToArbitrary(), presses =>
        {
            var (conversation, now) = (Asked(), Start);
            var (round, months) = (0, conversation.RetentionMonths);
            foreach (var press in presses)
            {
                now += TimeSpan.FromHours(7);
                var before = Picture(conversation);
                try
                {
                    Verbs[press / 2](conversation, press % 2 == 0 ? Employee : Leader, now);
                }
                catch (NotNow)
                {
                    Picture(conversation).ShouldBe(before, "a refused verb changes nothing");
                }
                Problem(conversation).ShouldBeNull();
                conversation.Round.ShouldBeGreaterThanOrEqualTo(round);
                conversation.RetentionMonths.ShouldBeLessThanOrEqualTo(months);
                (round, months) = (conversation.Round, conversation.RetentionMonths);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static readonly Action<Conversation, Guid, DateTimeOffset>[] Verbs =
    [
        (it, who, now) => it.Propose(who, [now.AddDays(1), now.AddDays(2)], now),
        (it, who, now) => it.Accept(who, new Proposal { Id = Ids.New(), Conversation = it.Id, ProposedBy = it.Other(who), Round = it.Round, StartsAt = now.AddDays(1) }, now),
        (it, who, now) => it.AskForAnotherTime(who, now),
        (it, who, now) => it.Decline(who, now),
        (it, who, now) => it.Withdraw(who, now),
        (it, who, now) => it.Hold(who, now),
        (it, who, now) => it.NotYet(who, anythingSaid: false, now),
        (it, who, now) => it.TurnTo(2, now),
        (it, who, now) => it.Agree(who, now),
        (it, _, now) => it.Unsettle(now),
        (it, who, now) => it.FollowUp(who, now),
        (it, who, now) => it.Bring(who, null, now),
        (it, who, now) => it.MoveTo(who, null, 45, now),
        (it, who, now) => it.KeepShorter(who, it.RetentionMonths - 1, now),
        (it, who, now) => it.Close(who, now),
        (it, who, now) => it.Reopen(who, now),
        (it, _, now) => it.Pause(now),
        (it, who, now) => it.Resume(who, now),
        (it, who, now) => it.HandOver(who, now),
    ];

    /// <summary>What is impossible about it; null when nothing is.</summary>
    private static string? Problem(Conversation it) => it switch
    {
        { IsOpen: true, ClosedAt: not null } or { IsOpen: false, ClosedAt: null } => "closed and open at once",
        { IsOpen: true, EraseOn: not null } or { IsOpen: false, EraseOn: null } => "a day of erasure and open, or neither",
        { State: Stage.Planned, PlannedAt: null } => "planned for no time",
        { State: Stage.Invited, PlannedAt: not null } => "a time nobody has taken",
        { State: Stage.Held or Stage.Agreed, HeldAt: null } => "held at no time",
        { State: Stage.Invited or Stage.Planned, TalkStartedAt: not null } => "begun and not",
        { State: Stage.Agreed, AgreedAt: null } or { State: Stage.Held, AgreedAt: not null } => "agreed and not",
        { RetentionMonths: < 1 } => "kept for no time",
        { PausedAt: not null } when it.RelationOf(Leader) != Relation.FormerLeader => "a leader inside a conversation that rests",
        { IsOpen: true, PausedAt: not null } when it.Access != State.Paused => "resting and moving",
        _ when Course.Now(it) is null == it.IsOpen => "no station",
        _ => null,
    };

    private static string Picture(Conversation it) =>
        $"{it.State} {it.Round} {it.PlannedAt} {it.HeldAt} {it.Phase} {it.AgreedAt} {it.ClosedAt} {it.PausedAt} {it.EraseOn} {it.RetentionMonths} {it.Minutes}";

    private static Conversation Asked() => new()
    {
        Id = Ids.New(), Employee = Employee, Leader = Leader, BegunBy = Employee, Form = Form.Care, State = Stage.Invited, Key = Ids.New(), Minutes = 60, RetentionMonths = 12, BegunAt = Start,
    };
}
