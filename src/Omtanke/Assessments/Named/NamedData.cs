using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Assessments.Named;

/// <summary>One's own answer in a collection with names, whether it is written yet or not; found by the collection.</summary>
public sealed class OwnAnswer;

/// <summary>The answers of a confidential collection, for the few who are named to read them.</summary>
public sealed class ConfidentialAnswers;

/// <summary>What a unit said in an open dialogue, for those who sit in it.</summary>
public sealed class Talk;

/// <summary>What the gate found for somebody who answers with their name.</summary>
public sealed class Respondent
{
    /// <summary>What they are asked.</summary>
    public Collection Collection { get; private set; } = null!;

    /// <summary>Where they sit.</summary>
    public Chair Chair { get; private set; } = null!;

    /// <summary>What they have written; null before the first word.</summary>
    public NamedAnswer? Answer { get; private set; }

    internal void Is(Collection collection, Chair chair, NamedAnswer? answer) => (Collection, Chair, Answer) = (collection, chair, answer);
}

/// <summary>How the gate finds answers with names: one's own, and those that one was named to read. What the code says here the database says once more (0017-modes.sql).</summary>
internal static class NamedData
{
    extension(Database db)
    {
        /// <summary>The units whose talk this person may read now: they sat there when it opened and belong there still, or led it then and do still.</summary>
        internal async Task<IReadOnlyList<Guid>> TablesOf(Guid collection, Guid person)
        {
            var (memberships, roles) = (db.Memberships, db.Roles);
            return await db.Chairs.AsNoTracking().Where(chair => chair.Collection == collection && chair.Person == person
                && ((chair.Asked && memberships.Any(one => one.Person == person && one.Unit == chair.Unit && one.UntilOn == null))
                    || (chair.Leads && roles.Any(one => one.Person == person && one.Unit == chair.Unit && one.Role == Role.Leader && one.UntilOn == null)))).Select(chair => chair.Unit).ToListAsync();
        }

        /// <summary>Who sits in a unit, as it was when it opened; read by a routine, for those who are told of it.</summary>
        internal async Task<IReadOnlyList<Chair>> ChairsOf(Guid collection, Guid unit)
        {
            IReadOnlyList<Chair> chairs = [];
            await db.InOneTrip(() => Collecting(collection.ToString()), async () => chairs = await db.Chairs.AsNoTracking().Where(chair => chair.Collection == collection && chair.Unit == unit).ToListAsync(), () => Collecting(""));
            return chairs;

            Task Collecting(string which) => db.First("select set_config('omtanke.collecting', $1, true)", row => row.GetString(0), which);
        }
    }

    /// <summary>For whoever is asked, from the opening on.</summary>
    internal sealed class Own(Database db, Respondent respondent) : IRecords<OwnAnswer>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop)
        {
            // Two windows that begin at once must not begin two.
            if (toWrite)
                await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"{id} {person}"}, 0))", stop);
            Collection? collection = null;
            Chair? chair = null;
            NamedAnswer? answer = null;
            await db.InOneTrip(
                async () => collection = await db.Collections.FirstOrDefaultAsync(one => one.Id == id && one.Mode != Mode.Anonymous && one.OpenedAt != null, stop),
                async () => chair = await db.Chairs.AsNoTracking().FirstOrDefaultAsync(one => one.Collection == id && one.Person == person && one.Asked, stop),
                async () => answer = await db.NamedAnswers.FirstOrDefaultAsync(one => one.Collection == id && one.Person == person, stop));
            if (collection is null || chair is null)
                return null;
            respondent.Is(collection, chair, answer);
            return new(answer?.Id ?? id, Relation.Author, CollectionData.StateOf(collection) == State.Closed ? State.Closed : State.Active, person, answer?.Key);
        }
    }

    /// <summary>For the named few, from the closing on.</summary>
    internal sealed class Confidential(Database db) : IRecords<ConfidentialAnswers>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await db.Collections.FirstOrDefaultAsync(one => one.Id == id && one.Mode == Mode.Confidential && one.ClosedAt != null && one.Readers.Contains(person), stop) is not null ? new(id, Relation.Reader, State.Closed, id, null) : null;
    }

    /// <summary>For those of a unit, from the closing on.</summary>
    internal sealed class OfUnit(Database db) : IRecords<Talk>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await db.InOneTrip(() => db.Collections.FirstOrDefaultAsync(one => one.Id == id && one.Mode == Mode.Dialogue && one.ClosedAt != null, stop), () => db.TablesOf(id, person)) is (not null, { Count: > 0 }) ? new(id, Relation.Reader, State.Closed, id, null) : null;
    }

    /// <summary>The single answers, for those they are for.</summary>
    internal sealed class Single(Database db) : IRecords<NamedAnswer>, IManyRecords<NamedAnswer>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) => (await Find([id], person, stop)).SingleOrDefault();

        public async Task<IReadOnlyList<Found>> Find(IReadOnlyCollection<Guid> ids, Guid person, CancellationToken stop)
        {
            var found = new List<Found>();
            foreach (var answers in (await db.NamedAnswers.Where(one => ids.Contains(one.Id) && one.Answer != null).ToListAsync(stop)).GroupBy(one => one.Collection))
            {
                var collection = await db.Collections.FindAsync([answers.Key], stop);
                if (collection?.ClosedAt is null)
                    continue;
                var tables = collection.Mode == Mode.Dialogue ? await db.TablesOf(collection.Id, person) : [];
                var reads = collection.Mode == Mode.Confidential && collection.Readers.Contains(person);
                found.AddRange(answers.Where(one => reads || tables.Contains(one.Unit)).Select(one => new Found(one.Id, Relation.Reader, State.Closed, one.Person, one.Key)));
            }
            return found;
        }
    }
}
