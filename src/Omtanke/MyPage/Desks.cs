using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.MyPage;

/// <summary>The desks of all rooms, for one visit: first which of them can hold anything for whoever comes, in one question, then those.</summary>
internal sealed class Desks(Database db, IEnumerable<IDesk> all)
{
    private IReadOnlyList<IDesk>? mine;

    /// <summary>Finds out which desks are to be asked; for whoever the transaction works for.</summary>
    public async Task Find()
    {
        var desks = all.ToList();
        string[] conditions = [.. desks.Select(desk => desk.Only).OfType<string>().Distinct()];
        var holds = await db.First($"select array[{string.Join(", ", conditions)}]", row => row.GetFieldValue<bool[]>(0));
        mine = desks.FindAll(desk => desk.Only is not { } only || holds![Array.IndexOf(conditions, only)]);
    }

    /// <summary>What lies on them.</summary>
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        if (mine is null)
            await Find();
        return [.. (await db.InOneTrip(mine!.Select(desk => (Func<Task<IReadOnlyList<DeskItem>>>)(() => desk.For(person, now, stop))))).SelectMany(laid => laid)];
    }
}
