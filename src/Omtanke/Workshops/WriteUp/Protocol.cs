using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Workshops.Act;

namespace Omtanke.Workshops.WriteUp;

/// <summary>The minutes with everything that stands on them: the parts, what hung on the wall while that is kept, and the actions.</summary>
public sealed record Protocol
{
    public required Workshop Workshop { get; init; }

    /// <summary>What the tool is called.</summary>
    public required string Tool { get; init; }

    /// <summary>The language the minutes are in.</summary>
    public required Language Language { get; init; }

    /// <summary>Who ran it, by name; who is gone has none.</summary>
    public required IReadOnlyList<string> Facilitators { get; init; }

    /// <summary>Every part in order, those left out among them.</summary>
    public required IReadOnlyList<MinutesPart> Parts { get; init; }

    /// <summary>What hung on the wall; nothing for those who were not there.</summary>
    public IReadOnlyList<Wall> Walls { get; init; } = [];

    public required IReadOnlyList<PlannedAction> Actions { get; init; }

    /// <summary>The parts there is something to read in.</summary>
    public IEnumerable<MinutesPart> Reading => Parts.Where(part => !part.IsOut && (part.Text.Length > 0 || part.Counts.Length > 2 || WallOf(part) is not null));

    /// <summary>What hung on the wall where this part tells of.</summary>
    public Wall? WallOf(MinutesPart part) => part.Item is { } item ? Walls.FirstOrDefault(wall => wall.Item == item) : null;

    /// <summary>Reads it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="workshop">The workshop.</param>
    /// <param name="library">The tools as they were when it was begun.</param>
    /// <param name="withWalls">Whether single texts are among it: for those who were there.</param>
    public static async Task<Protocol> Of(Database db, Workshop workshop, Library library, bool withWalls)
    {
        var language = library.In(workshop.Language);
        var names = await db.People.AsNoTracking().Where(person => workshop.Facilitators.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name);
        return new()
        {
            Workshop = workshop, Language = language, Tool = language.Has(workshop.Tool, "title") ? language.Text(workshop.Tool, "title") : workshop.Tool,
            Facilitators = [.. workshop.Facilitators.Where(names.ContainsKey).Select(person => names[person])],
            Parts = await db.WorkshopMinutes.AsNoTracking().Where(part => part.Workshop == workshop.Id).OrderBy(part => part.Position).ThenBy(part => part.Id).ToListAsync(),
            Walls = withWalls ? await Wall.Of(db, workshop, await db.WorkshopItems.AsNoTracking().Where(item => item.Workshop == workshop.Id).ToListAsync(), library) : [],
            Actions = await db.ActionsOf(workshop.Id),
        };
    }
}
