using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Workshops.Plan;

/// <summary>An item with its step, and what the workshop's course lets be changed.</summary>
/// <param name="Item">The item.</param>
/// <param name="Step">Its step.</param>
/// <param name="Together">The step as a group does it.</param>
/// <param name="Written">Whether somebody has written or answered in it: then the way and the promise stand.</param>
/// <param name="IsOn">Whether the workshop is at it just now.</param>
public sealed record Line(Item Item, Step Step, Together Together, bool Written, bool IsOn)
{
    /// <summary>Whether those in the room have something to write or to answer.</summary>
    public bool Asks => Together.Modes.Any(mode => mode is Mode.Ideas or Mode.Count);
}

/// <summary>An item as somebody wants it.</summary>
public sealed record Wish(Line Line, int Minutes, Mode Mode, bool Anonymous, int People, bool IsOut);

/// <summary>A workshop's agenda: its items in order, with the time of day each begins.</summary>
/// <param name="Lines">The items, what is left out among them.</param>
public sealed record Agenda(IReadOnlyList<Line> Lines)
{
    /// <summary>The most minutes one item may have.</summary>
    public const int MostMinutes = 600;

    /// <summary>How many may sit together, besides everybody.</summary>
    public static readonly IReadOnlyList<int> Tables = [2, 3, 4, 5, 6, 7, 8, 10, 12];

    /// <summary>The agenda of a workshop. A step that its tool no longer has is not shown.</summary>
    public static async Task<Agenda> Of(Workshop workshop, Library library, Language language, Database db)
    {
        var items = await db.ItemsOf(workshop.Id);
        var written = workshop.OpenedAt is null ? [] : await db.Ideas.Where(idea => idea.Workshop == workshop.Id).Select(idea => idea.Item)
            .Union(db.Ballots.Where(ballot => ballot.Workshop == workshop.Id).Select(ballot => ballot.Item)).ToListAsync();
        var tool = library.Tool(workshop.Tool);
        return new([.. from item in items
                       let step = tool?.Step(item.Step)
                       where step is not null
                       select new Line(item, step, Together.Of(step, language), written.Contains(item.Id), workshop.Item == item.Id)]);
    }

    /// <summary>How long it takes in all.</summary>
    public int Minutes => Lines.Where(line => !line.Item.IsOut).Sum(line => line.Item.Minutes);

    /// <summary>How many minutes after the beginning each item begins; nothing for what is left out.</summary>
    public IReadOnlyDictionary<Guid, int> Begins
    {
        get
        {
            var (begins, minutes) = (new Dictionary<Guid, int>(), 0);
            foreach (var line in Lines.Where(line => !line.Item.IsOut))
            {
                begins[line.Item.Id] = minutes;
                minutes += line.Item.Minutes;
            }
            return begins;
        }
    }

    /// <summary>What two who change it at once are told apart by.</summary>
    public string Seen => Mark.Of(Lines.SelectMany(line => new object?[] { line.Item.Id, line.Item.Minutes, line.Item.Mode, line.Item.Anonymous, line.Item.People, line.Item.IsOut }));

    /// <summary>The same items in another order: as a form names them; what it does not name comes last.</summary>
    public Agenda InOrder(IReadOnlyList<string> ids)
    {
        var places = ids.Select((id, place) => (id, place)).DistinctBy(named => named.id).ToDictionary(named => named.id, named => named.place, StringComparer.OrdinalIgnoreCase);
        return new([.. Lines.OrderBy(line => places.GetValueOrDefault(line.Item.Id.ToString(), int.MaxValue))]);
    }

    /// <summary>What a form wants of each item, in the order it wants; what is wrong goes into the form, at its field. A field that did not come stays as it was.</summary>
    public IReadOnlyList<Wish> Read(Typed typed) => [.. InOrder(typed.All("item")).Lines.Select(line => Read(line, typed))];

    private static Wish Read(Line line, Typed typed)
    {
        var (item, id) = (line.Item, line.Item.Id);
        if (!typed.All("item").Contains(id.ToString(), StringComparer.OrdinalIgnoreCase))
            return new(line, item.Minutes, item.Mode, item.Anonymous, item.People, item.IsOut);
        var minutes = typed.Has($"minutes-{id}") ? typed.Number($"minutes-{id}", 0, MostMinutes, "workshops.plan.errors.minutes") : item.Minutes;
        var mode = typed.Has($"mode-{id}") ? typed.One($"mode-{id}", line.Together.Modes, "workshops.plan.errors.mode") : item.Mode;
        var people = typed.Has($"people-{id}") ? typed.Number($"people-{id}", 0, Tables[^1], "workshops.plan.errors.people") : item.People;
        typed.Errors.AddWhen(people == 1, $"people-{id}", "workshops.plan.errors.people");
        // A box that is not ticked does not come; one whose promise stands is not there to be ticked.
        var anonymous = line.Asks && !line.Written ? typed.Has($"anonymous-{id}") : item.Anonymous;
        typed.Errors.AddWhen(line.Written && mode != item.Mode, $"mode-{id}", "workshops.plan.errors.mode-stands");
        var isOut = typed.Has($"out-{id}");
        typed.Errors.AddWhen(isOut && line.IsOn, $"out-{id}", "workshops.plan.errors.out-now");
        return new(line, minutes, mode, anonymous, people, isOut);
    }

    /// <summary>Does what was wanted. Positions count from one.</summary>
    public static void Take(IReadOnlyList<Wish> wishes)
    {
        foreach (var (wish, place) in wishes.Select((wish, place) => (wish, place)))
        {
            var item = wish.Line.Item;
            (item.Position, item.Minutes, item.Mode, item.Anonymous, item.People, item.IsOut) = (place + 1, wish.Minutes, wish.Mode, wish.Anonymous, wish.People, wish.IsOut);
        }
    }

    /// <summary>One item changes places with its neighbour.</summary>
    /// <returns>The new order; the same one where there is no neighbour.</returns>
    public static IReadOnlyList<Wish> Moved(IReadOnlyList<Wish> wishes, Guid item, bool up)
    {
        var (order, from) = (wishes.ToList(), wishes.Select((wish, place) => (wish, place)).Where(one => one.wish.Line.Item.Id == item).Select(one => one.place).DefaultIfEmpty(-1).First());
        var to = from + (up ? -1 : 1);
        if (from >= 0 && to >= 0 && to < order.Count)
            (order[from], order[to]) = (order[to], order[from]);
        return order;
    }

    /// <summary>Whether a form already says what holds: then nothing of anybody's is written over.</summary>
    public bool Says(IReadOnlyList<Wish> wishes) =>
        wishes.Select(wish => wish.Line.Item.Id).SequenceEqual(Lines.Select(line => line.Item.Id))
        && wishes.All(wish => wish.Line.Item is var item && (wish.Minutes, wish.Mode, wish.Anonymous, wish.People, wish.IsOut) == (item.Minutes, item.Mode, item.Anonymous, item.People, item.IsOut));

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
