using Omtanke.Content;
using Omtanke.Organisation;

namespace Omtanke.Assessments.Apv;

/// <summary>How a topic stands.</summary>
public enum Due
{
    /// <summary>Not examined here since the product was taken into use.</summary>
    Never,
    /// <summary>Something has changed: now.</summary>
    Changed,
    Overdue,
    Soon,
    Fine,
}

/// <summary>A topic's clock in one place.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Where">The unit, with all below it that have no line of their own; null for the whole workplace, where nothing was examined.</param>
/// <param name="ExaminedOn">The latest day.</param>
/// <param name="DueOn">The day by which it is due again.</param>
/// <param name="Due">How it stands.</param>
/// <param name="Apv">The open assessment in which it is being looked at.</param>
public sealed record ClockLine(Topic Topic, Unit? Where, DateOnly? ExaminedOn, DateOnly? DueOn, Due Due, Guid? Apv);

/// <summary>Each topic has a clock of its own, in each unit: as long as the law says from the day it was examined, or now where something has changed.</summary>
public static class TopicClock
{
    /// <summary>The clocks of all topics that were ever taken up: a line for each place where they stand differently.</summary>
    /// <param name="tree">All units.</param>
    /// <param name="assessments">All assessments.</param>
    /// <param name="topics">Their topics.</param>
    /// <param name="changes">Changes nobody has taken up.</param>
    /// <param name="often">The rule that says how often.</param>
    /// <param name="today">Today.</param>
    public static IReadOnlyList<ClockLine> Of(UnitTree tree, IReadOnlyCollection<Assessment> assessments, IEnumerable<Topic> topics, IReadOnlyCollection<Change> changes, Rule often, DateOnly today)
    {
        var of = assessments.ToDictionary(one => one.Id);
        return [.. topics.Where(topic => of.ContainsKey(topic.Apv)).GroupBy(topic => topic.Same)
            .OrderBy(group => group.First().Key.Length == 0).ThenBy(group => IndexOf(group.First().Key)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Lines([.. group]))];

        IEnumerable<ClockLine> Lines(List<Topic> same)
        {
            var touching = changes.Where(change => change.Topics.Length == 0 || change.Topics.Contains(same[0].Key)).ToList();
            // A line of its own has each unit that was named somewhere: by an assessment, or by a change.
            var places = same.SelectMany(topic => of[topic.Apv].Units).Concat(touching.SelectMany(change => change.Units)).Where(unit => tree[unit] is not null).Distinct().ToList();
            var drawn = new Dictionary<Guid, (DateOnly?, DateOnly?, Due, Guid?)>();
            foreach (var (unit, _) in tree.All.Where(one => places.Contains(one.Unit.Id)))
            {
                var up = tree.Up(unit.Id).Select(above => above.Id).ToHashSet();
                var mine = same.Where(topic => of[topic.Apv].Units.Any(up.Contains)).ToList();
                var examined = mine.Max(topic => topic.ExaminedOn);
                var open = mine.Where(topic => !of[topic.Apv].IsClosed).Select(topic => (Guid?)topic.Apv).FirstOrDefault();
                var changed = touching.Where(change => change.Units.Any(up.Contains)).Select(change => (DateOnly?)change.OnDay).Min();
                var (on, due) = Judge(examined, changed, often, today);
                var line = (examined, on, due, open);
                var above = up.Where(one => one != unit.Id && drawn.ContainsKey(one)).Select(one => drawn[one]).ToList();
                drawn[unit.Id] = line;
                // As the unit above it: it goes without saying.
                if (!above.Contains(line))
                    yield return new(same[0], unit, examined, on, due, open);
            }
        }
    }

    /// <summary>When it is due, and how that stands today.</summary>
    public static (DateOnly? On, Due Due) Judge(DateOnly? examined, DateOnly? changed, Rule often, DateOnly today)
    {
        if (changed is { } day && (examined is not { } before || before < day))
            return (day, Due.Changed);
        if (examined is not { } last)
            return (null, Due.Never);
        var due = often.Again(last);
        return (due, due < today ? Due.Overdue : due <= today.AddMonths(Assessment.SoonMonths) ? Due.Soon : Due.Fine);
    }

    private static int IndexOf(string key) => Enumerable.Range(0, Topic.Ours.Count).FirstOrDefault(index => Topic.Ours[index] == key, int.MaxValue);
}
