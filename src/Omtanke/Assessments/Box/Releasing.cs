using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Security;

namespace Omtanke.Assessments.Box;

/// <summary>Hands what came out of a box to the release gate, once, with every earlier release that asked some of the same people some of the same.</summary>
public sealed class Releasing(Database db, Opening opening, Releases releases, BallotKeys keys)
{
    /// <summary>Makes and keeps the release of a closed collection. Only within a chore; made a second time it changes nothing.</summary>
    public async Task Release(Collection collection, DateTimeOffset now)
    {
        // One at a time, whichever node makes it: of two that close in the same minute the second sees what the first has told.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Turn})");
        var contents = collection.IsNamed ? await Counted(collection) : await Contents.Of(collection.Id, db);
        var round = new Round(TreeOf(collection, contents.Units), [], await QuestionsOf(collection), SheetsOf(collection, contents), SeatsOf(collection, contents.Members), collection.Thresholds);
        await releases.Keep(collection.Id, ReleaseGate.Release(round, await EarlierThan(collection)), now);
        if (collection.IsNamed)
            await Empty(collection);
    }

    // Where answers bear names the box is counted without being written out: nothing of it ever stands anywhere in the open. What was written with it is for those it was written to, and for no release.
    private async Task<Contents> Counted(Collection collection)
    {
        var (units, members) = await Contents.SeatsOf(collection.Id, db);
        if (collection.Key is not { } key || await keys.Fetch(key) is not { } ballots)
            return new(units, [], [], members);
        await db.Collecting(collection.Id);
        var answers = (await db.Envelopes(collection.Id)).Select(envelope => Slip.Read(ballots.Open(envelope.Id, envelope.Sealed))).Select(slip => new Answers(slip.Base, [.. slip.Values.Select(value => (short?)value)])).ToList();
        await db.Collected();
        return new(units, answers, [], members);
    }

    private async Task Empty(Collection collection)
    {
        if (collection.Key is not { } key)
            return;
        await db.Collecting(collection.Id);
        await db.Database.ExecuteSqlAsync($"delete from collection_box where collection = {collection.Id}");
        await db.Collected();
        collection.Key = null;
        await db.SaveChangesAsync();
        await keys.Shred(key, "collection_box");
    }

    // The rounds of the series, and whatever else asked one of these questions: two collections that are planned apart give away as much as two rounds.
    private async Task<IReadOnlyList<Earlier>> EarlierThan(Collection collection)
    {
        var questions = collection.Questions;
        var before = await db.Collections.AsNoTracking().Where(one => one.Id != collection.Id && one.ClosedAt != null && (one.Series == collection.Series || one.Questions.Any(question => questions.Contains(question)))).OrderBy(one => one.ClosedAt).ToListAsync();
        var (told, earlier, asked) = (await releases.Of([.. before.Select(one => one.Id)]), new List<Earlier>(), default(IReadOnlyList<Guid>));
        foreach (var one in before.Where(one => told.ContainsKey(one.Id)))
        {
            var (units, members) = await Contents.SeatsOf(one.Id, db);
            var seats = SeatsOf(one, members);
            if (one.Series != collection.Series)
            {
                var here = (asked ??= await AskedIn(collection)).ToDictionary(person => keys.NameIn(one.Series, person), person => keys.NameIn(collection.Series, person));
                if (!seats.Any(seat => here.ContainsKey(seat.Person)))
                    continue;
                seats = [.. seats.Select(seat => seat with { Person = here.GetValueOrDefault(seat.Person, seat.Person) })];
            }
            earlier.Add(new(TreeOf(one, units), told[one.Id], seats));
        }
        return earlier;
    }

    // Each series has its own names for those who took part, and only the key file leads from one to the other.
    private async Task<IReadOnlyList<Guid>> AskedIn(Collection collection) => collection.IsNamed
        ? await db.Chairs.AsNoTracking().Where(chair => chair.Collection == collection.Id && chair.Asked).Select(chair => chair.Person).Distinct().ToListAsync()
        : await db.AskedPeople.AsNoTracking().Where(one => one.Collection == collection.Id).Select(one => one.Person).ToListAsync();

    // A question the tool no longer has is told of as one whose answers have no order: that takes the most people.
    private async Task<IReadOnlyList<Question>> QuestionsOf(Collection collection)
    {
        var asked = (await opening.AskedOf(collection) ?? []).ToDictionary(one => one.Question.Name, StringComparer.Ordinal);
        return [.. collection.Questions.Zip(collection.Options, (name, options) => QuestionOf(name, options, asked.GetValueOrDefault(name)))];
    }

    private static Question QuestionOf(string name, int options, Asked? asked) =>
        asked is { IsAboutActs: true } ? new(name, Insight.Answering.Acts, options) : asked is { Measure: Measure.Scale } ? new(name, Insight.Answering.Scale, options, asked.First, asked.Worth) : new(name, Insight.Answering.Choice, options);

    private static Hierarchy TreeOf(Collection collection, IEnumerable<CollectionUnit> units) =>
        new([.. units.Select(unit => new Node(collection.InSeries(unit.Unit), unit.Parent is { } above ? collection.InSeries(above) : null))]);

    private static IReadOnlyList<Took> SeatsOf(Collection collection, IEnumerable<Member> members) => [.. members.Select(member => new Took(member.Name, collection.InSeries(member.Base), null))];

    // Which answers a comment belongs to is not known, and the gate asks only where it is counted: all comments of a base come with one of its sheets, whichever.
    private static IReadOnlyList<Sheet> SheetsOf(Collection collection, Contents contents)
    {
        var written = contents.Comments.ToLookup(comment => comment.Base, comment => new Remark(Topic, comment.Text));
        var told = new HashSet<Guid>();
        return [.. contents.Answers.Select(one => new Sheet(collection.InSeries(one.Base), null, [.. one.Values.Select(value => (int?)value)], told.Add(one.Base) ? [.. written[one.Base]] : []))];
    }

    // What all releases wait for each other by.
    private const long Turn = 0x0C01_1EC7_0001;

    // There is one place to write in.
    private const string Topic = "comment";
}
