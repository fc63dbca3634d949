using Omtanke.Meetings;

namespace Omtanke.Tests.Meetings;

/// <summary>Who runs the next meeting, which time is best, when it is time to talk, and what the agendas are made of.</summary>
public sealed class TurnTests
{
    [Fact]
    public void Nobody_runs_a_meeting_twice_before_everybody_who_is_there_has_run_one_also_when_people_come_and_go_and_swap()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var dice = new Random(seed);
            var (members, turns) = (Enumerable.Range(0, dice.Next(2, 9)).Select(_ => Guid.NewGuid()).ToList(), new List<Guid>());
            for (var meeting = 0; meeting < 60; meeting++)
            {
                if (dice.Next(6) == 0)
                    members.Add(Guid.NewGuid());
                if (dice.Next(6) == 0 && members.Count > 1)
                    members.RemoveAt(dice.Next(members.Count));
                var next = Turn.Next(members, turns)!.Value;
                members.ShouldContain(next);
                // Since they had it last, everybody who is there now has had it.
                if (turns.LastIndexOf(next) is >= 0 and var last)
                    members.Where(member => member != next && turns.LastIndexOf(member) <= last).ShouldBeEmpty($"seed {seed}, meeting {meeting}");
                // Now and then two swap, and it is still fair afterwards.
                turns.Add(dice.Next(5) == 0 ? members[dice.Next(members.Count)] : next);
            }
        }
    }

    [Fact]
    public void Alone_it_is_ones_own_turn_and_of_nobody_it_is_nobodys()
    {
        var one = Guid.NewGuid();
        Turn.Next([one], [one, one]).ShouldBe(one);
        Turn.Next([], [one]).ShouldBeNull();
        var (two, three) = (Guid.NewGuid(), Guid.NewGuid());
        Turn.Next([one, two, three], []).ShouldBe(one, "the order they came in");
        Turn.Next([one, two, three], [one]).ShouldBe(two);
        Turn.Next([one, two, three], [two, one]).ShouldBe(three);
    }

    [Fact]
    public void The_best_time_is_the_one_most_can_come_at_and_of_equals_the_one_that_puts_the_fewest_out()
    {
        var (now, people) = (Visits.Monday, Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToArray());
        var times = new[] { -1, 2, 3, 4 }.Select(day => new MeetingTime { Id = Guid.NewGuid(), Series = default, Meeting = default, StartsAt = now.AddDays(day) }).ToList();
        Poll.Of(times, [], people).Best(now).ShouldBeNull("nobody has said anything");
        Vote[] votes =
        [
            // The past one suits everybody, and is past.
            .. people.Select(person => Said(0, person, Can.Yes)),
            Said(1, people[0], Can.Yes), Said(1, people[1], Can.Yes), Said(1, people[2], Can.No), Said(1, people[3], Can.No),
            Said(2, people[0], Can.Yes), Said(2, people[1], Can.IfNeedBe), Said(2, people[2], Can.IfNeedBe), Said(2, people[3], Can.No),
            Said(3, people[0], Can.Yes), Said(3, people[1], Can.Yes), Said(3, people[2], Can.IfNeedBe),
        ];
        var poll = Poll.Of(times, votes, people);
        poll.Best(now)!.Time.ShouldBe(times[3]);
        poll.Missing.ShouldBe([people[3]], "one who has answered some of the times has not answered yet");
        // Whoever has gone out counts no more.
        Poll.Of(times, votes, people[..2]).Times[2].Could.ShouldBe(2);
        Poll.Of(times, votes, people[..2]).Best(now)!.Time.ShouldBe(times[1]);

        Vote Said(int time, Guid person, Can can) => new() { Time = times[time].Id, Person = person, Series = default, Can = can };
    }

    [Fact]
    public void Two_of_the_last_three_that_fell_away_are_a_sign_and_one_is_none()
    {
        Past good = new(false, 4, 6), half = new(false, 3, 6), few = new(false, 2, 6), off = new(true, 0, 6);
        Track.IsLost([off]).ShouldBeFalse();
        Track.IsLost([off, good, good]).ShouldBeFalse();
        Track.IsLost([half, half, off]).ShouldBeFalse("half is enough");
        Track.IsLost([off, good, few]).ShouldBeTrue();
        Track.IsLost([off, few]).ShouldBeTrue();
        Track.IsLost([good, good, off, off]).ShouldBeFalse("what was longer ago is over");
    }

    [Fact]
    public void Every_point_of_every_agenda_stands_in_the_tools_and_what_was_agreed_comes_first_from_the_second_meeting_on()
    {
        var (library, danish) = (Visits.Library, Visits.Library.In("da"));
        foreach (var kind in Enum.GetValues<SeriesKind>())
            foreach (var (place, last) in new[] { (1, false), (2, false), (3, false), (9, false), (5, true) })
            {
                var points = Course.Of(kind, place, last, library);
                points.ShouldNotBeEmpty();
                points.Sum(point => point.Minutes).ShouldBeInRange(30, 240);
                points.Select(point => point.Carries).ShouldBe(points.Select((_, at) => at == 0 && place > 1), $"{kind} {place}");
                foreach (var source in points.Select(point => point.Source).Where(source => !source.StartsWith("fixed.", StringComparison.Ordinal)))
                {
                    Spoken.StepOf(library, source).ShouldNotBeNull(source);
                    danish.Has(source, "title").ShouldBeTrue(source);
                    foreach (var step in Course.DoneWith(source))
                        library.Tools.Any(tool => tool.Step(step) is not null).ShouldBeTrue(step);
                }
            }
        // What the catalogue says of the first and the second meeting of a leader group.
        Course.DoneWith(Course.Of(SeriesKind.Peers, 1, false, library)[1].Source).ShouldBe(["L13.P", "L14.S1"]);
        Course.Of(SeriesKind.Peers, 2, false, library).SelectMany(point => Course.DoneWith(point.Source)).ShouldContain("L13.F3");
        Course.Of(SeriesKind.Network, 1, false, library).SelectMany(point => Course.DoneWith(point.Source)).ShouldContain("L11.C");
    }
}
