using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Cases;

/// <summary>The letters of a case: each says only that something waits on one's own page, or is not as it was. No word of what it is stands in any of them, or whom it is about.</summary>
public sealed class CaseLetters(Database db, DeskLetters desk)
{
    /// <summary>Something waits for each of these.</summary>
    /// <param name="of">The case.</param>
    /// <param name="occasion">Tells this occasion from others of the case.</param>
    /// <param name="people">Whom; those who have left get none.</param>
    public async Task Tell(Guid of, string occasion, params IEnumerable<Guid> people)
    {
        foreach (var person in await Here(people))
            await desk.Asked($"case {of} {occasion}", person);
    }

    /// <summary>Something these need do nothing about.</summary>
    /// <param name="of">The case.</param>
    /// <param name="occasion">Tells this occasion from others of the case.</param>
    /// <param name="news">What.</param>
    /// <param name="people">Whom; those who have left get none.</param>
    public async Task Tell(Guid of, string occasion, DeskNews news, params IEnumerable<Guid?> people)
    {
        foreach (var person in await Here(people.OfType<Guid>()))
            await desk.Told($"case {of} {occasion}", news, person);
    }

    /// <summary>It is over: the leader is told that something has changed, where they have contact, and the psychologist, unless it was their own doing. The employee is told by whoever ended it.</summary>
    public Task TellOver(Case one, Guid? endedBy) => Tell(
        one.Id, "over", DeskNews.Changed, new[] { one.HasLeaderContact ? one.Leader : null, one.Psychologist }.Where(person => person != endedBy));

    /// <summary>A new one has come: whoever leads the team gets a letter, one a day however many there are.</summary>
    public async Task TellTeam(DateOnly today)
    {
        foreach (var lead in await Here(await db.Roles.Where(role => role.Role == Role.TeamLead && role.UntilOn == null).Select(role => role.Person).ToListAsync()))
            await desk.Remind(lead, today);
    }

    private Task<List<Person>> Here(IEnumerable<Guid> people)
    {
        var ids = people.Distinct().ToList();
        return db.People.AsNoTracking().Where(person => ids.Contains(person.Id) && person.LeftOn == null).ToListAsync();
    }
}
