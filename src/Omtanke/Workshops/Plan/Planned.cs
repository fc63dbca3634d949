using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Web;

namespace Omtanke.Workshops.Plan;

/// <summary>A workshop as those who run it plan it.</summary>
/// <param name="Workshop">The workshop.</param>
/// <param name="Tool">Its tool, in the edition it was begun with; null where it is gone.</param>
/// <param name="Agenda">Its agenda.</param>
/// <param name="Facilitators">Who runs it, whoever began it first.</param>
/// <param name="Comings">How those besides the first came.</param>
/// <param name="Joined">How many have joined, rehearsals left aside.</param>
public sealed record Planned(Workshop Workshop, Tool? Tool, Agenda Agenda, IReadOnlyList<Person> Facilitators, IReadOnlyDictionary<Guid, Coming> Comings, int Joined)
{
    /// <summary>Reads it.</summary>
    public static async Task<Planned> Of(Workshop workshop, Database db, Shelf shelf, Visit visit)
    {
        var library = await shelf.As(workshop);
        var people = await db.People.AsNoTracking().Where(person => workshop.Facilitators.Contains(person.Id)).ToListAsync();
        return new(
            workshop, library.Tool(workshop.Tool), await Agenda.Of(workshop, library, visit.Language, db),
            [.. people.OrderBy(person => Array.IndexOf(workshop.Facilitators, person.Id))],
            await db.WorkshopComings.AsNoTracking().Where(coming => coming.Workshop == workshop.Id).ToDictionaryAsync(coming => coming.Person),
            await db.Participants.CountAsync(one => one.Workshop == workshop.Id && !one.Simulated));
    }

    /// <summary>When it is over, as the agenda has it.</summary>
    public DateTimeOffset EndsAt => Workshop.PlannedAt.AddMinutes(Agenda.Minutes);
}
