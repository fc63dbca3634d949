using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Assessments.Apv;

/// <summary>What workplace assessments lay into the year: when a topic is due again, when leaders take theirs up, the yearly discussion, and what was begun and closed. All of it is everybody's to read.</summary>
public sealed class ApvOccasions(Database db, Library library) : IOccasions
{
    // More topics than that are counted, not named.
    private const int Named = 3;

    /// <inheritdoc />
    public async Task<IReadOnlyList<Occasion>> In(DateOnly from, DateOnly until, Words words, CancellationToken stop)
    {
        var (apvs, topics, changes, discussions, tree) = (new List<Assessment>(), new List<Topic>(), new List<Change>(), new List<Discussion>(), new UnitTree([]));
        await db.InOneTrip(
            async () => tree = await db.UnitTree(),
            async () => apvs = await db.Apvs.AsNoTracking().OrderBy(apv => apv.BegunAt).ToListAsync(stop),
            async () => topics = await db.ApvTopics.AsNoTracking().OrderBy(topic => topic.Position).ToListAsync(stop),
            async () => changes = await db.ApvChanges.AsNoTracking().Where(change => change.Apv == null).OrderBy(change => change.OnDay).ToListAsync(stop),
            async () => discussions = await db.ApvDiscussions.AsNoTracking().OrderBy(one => one.HeldOn).ThenBy(one => one.BegunAt).ToListAsync(stop));
        var (often, yearly) = (library.Rule("workplace-assessment"), library.Rule("yearly-discussion"));
        return [.. Clocks().Concat(apvs.SelectMany(Course)).Concat(Discussions()).Where(one => one.Day >= from && one.Day <= until)];

        // What is due on the same day in the same place is one thing to do.
        IEnumerable<Occasion> Clocks() => TopicClock.Of(tree, apvs, topics, changes, often, from).Where(line => line is { DueOn: not null, Where: not null })
            .GroupBy(line => (line.Where!.Id, Day: line.DueOn!.Value, Changed: line.Due == Due.Changed))
            .Select(due => new Occasion(
                FormattableString.Invariant($"apv {due.Key.Id} {due.Key.Day:yyyy-MM-dd}{(due.Key.Changed ? " changed" : "")}"), OccasionKind.Assessment,
                words.With(due.Key.Changed ? "apv.occasion.changed" : "apv.occasion.again", ("unit", due.First().Where!.Name), ("topics", Together([.. due]))),
                due.Key.Day, due.Select(line => line.Apv).FirstOrDefault(apv => apv is not null) is { } apv ? $"/apv/{apv}" : "/apv")
            // Something that has changed is to be looked at soon; the law sets no day for that.
            { Rule = due.Key.Changed ? null : often.Id });

        string Together(IReadOnlyList<ClockLine> due) => due.Count > Named ? words.With("apv.occasion.topics", ("n", due.Count)) : string.Join(", ", due.Select(line => line.Topic.In(words)));

        IEnumerable<Occasion> Course(Assessment apv)
        {
            var (kind, address) = (apv.IsForLeaders ? OccasionKind.LeaderAssessment : OccasionKind.Assessment, $"/apv/{apv.Id}");
            yield return new($"apv {apv.Id} begun", kind, words.With("apv.occasion.begun", ("title", apv.Title)), Clock.Day(apv.BegunAt), address) { Done = true };
            if (apv.ClosedAt is { } closed)
                yield return new($"apv {apv.Id} closed", kind, words.With("apv.occasion.closed", ("title", apv.Title)), Clock.Day(closed), address) { Done = true };
            if (apv.AgainOn is { } again && !apvs.Exists(apv.IsFollowedBy))
                yield return new($"apv {apv.Id} again", kind, words.With("apv.occasion.leaders", ("title", apv.Title)), again, address);
        }

        IEnumerable<Occasion> Discussions()
        {
            foreach (var held in discussions.Where(one => one.IsSigned))
                yield return new($"discussion {held.Id}", OccasionKind.Discussion, words["apv.occasion.discussed"], held.HeldOn, $"/apv/discussions/{held.Id}") { Done = true };
            if (discussions.LastOrDefault(one => one.IsSigned) is not { } last)
                yield break;
            yield return new(
                $"discussion after {last.Id}", OccasionKind.Discussion, words["apv.occasion.discussion"], yearly.Again(last.HeldOn),
                discussions.LastOrDefault(one => !one.IsSigned) is { } open ? $"/apv/discussions/{open.Id}" : "/apv/discussions")
            { Rule = yearly.Id };
            // Whoever lays next year thinks of the one after it as well; the law counts from a day that is not there yet.
            yield return new($"discussion after next {last.Id}", OccasionKind.Discussion, words["apv.occasion.discussion"], yearly.Again(yearly.Again(last.HeldOn)), "/apv/discussions") { Why = words["apv.occasion.discussion-next"] };
        }
    }
}
