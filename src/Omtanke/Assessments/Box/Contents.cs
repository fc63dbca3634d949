using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Assessments.Box;

/// <summary>What came out of a box, for the one place that may count it: the release gate. Nothing else asks for it, and no page shows it.</summary>
/// <param name="Units">The units as they were when it opened, above before below.</param>
/// <param name="Answers">One for each who took part: where they are counted, and a value for each of <see cref="Collection.Questions"/>. In an order made by chance.</param>
/// <param name="Comments">What was written, where it is counted; which of the answers it belongs to is not known.</param>
/// <param name="Members">Who took part, under a name that is the same in every round of the series and leads to nobody; never with an answer.</param>
public sealed record Contents(IReadOnlyList<CollectionUnit> Units, IReadOnlyList<Answers> Answers, IReadOnlyList<Comment> Comments, IReadOnlyList<Member> Members)
{
    /// <summary>Reads a closed collection. In a transaction that may see its units: a chore's, or its keepers'.</summary>
    public static async Task<Contents> Of(Guid collection, Database db)
    {
        await db.Collecting(collection);
        var contents = new Contents(
            await UnitsOf(collection, db),
            await db.Database.SqlQuery<Answers>($"""select base as "Base", answers as "Values" from collection_answers where collection = {collection}""").ToListAsync(),
            await db.Database.SqlQuery<Comment>($"""select base as "Base", text as "Text" from collection_comments where collection = {collection}""").ToListAsync(),
            await MembersOf(collection, db));
        await db.Collected();
        return contents;
    }

    /// <summary>The units of one, and who took part in it, without what was answered.</summary>
    public static async Task<(IReadOnlyList<CollectionUnit> Units, IReadOnlyList<Member> Members)> SeatsOf(Guid collection, Database db)
    {
        await db.Collecting(collection);
        var seats = (await UnitsOf(collection, db), await MembersOf(collection, db));
        await db.Collected();
        return seats;
    }

    /// <summary>The units as they were when it opened, above before below.</summary>
    internal static Task<List<CollectionUnit>> UnitsOf(Guid collection, Database db) => db.CollectionUnits.AsNoTracking().Where(unit => unit.Collection == collection).OrderBy(unit => unit.Position).ToListAsync();

    private static Task<List<Member>> MembersOf(Guid collection, Database db) =>
        db.Database.SqlQuery<Member>($"""select base as "Base", member as "Name" from collection_members where collection = {collection}""").ToListAsync();
}

/// <summary>What somebody answered.</summary>
public sealed record Answers(Guid Base, short?[] Values);

/// <summary>What somebody wrote.</summary>
public sealed record Comment(Guid Base, string Text);

/// <summary>Somebody who took part.</summary>
public sealed record Member(Guid Base, Guid Name);
