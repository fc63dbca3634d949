using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Policies.Write;

/// <summary>Who of a group looked last, where and when: so that each sees what the others changed since, and who else is there.</summary>
internal static class Looking
{
    /// <summary>Notes that somebody looks.</summary>
    /// <returns>When they had looked the time before.</returns>
    public static async Task<DateTimeOffset?> At(Guid policy, Guid? section, Guid person, Database db, DateTimeOffset now)
    {
        // Two pages opened at once write the same row: one statement, and neither fails.
        await db.Database.ExecuteSqlAsync($"""
            insert into policy_looks (policy, person, section, before, at) values ({policy}, {person}, {section}, null, {now})
            on conflict (policy, person) do update set section = excluded.section, at = excluded.at,
                before = case when policy_looks.at < {now - Look.OneSitting} then policy_looks.at else policy_looks.before end
            """);
        return await db.PolicyLooks.AsNoTracking().Where(look => look.Policy == policy && look.Person == person).Select(look => look.Before).SingleOrDefaultAsync();
    }

    /// <summary>The others of the group who have looked in the last minutes.</summary>
    public static async Task<IReadOnlyList<Look>> Others(Policy policy, Guid person, Database db, DateTimeOffset now)
    {
        var since = now - Look.Lately;
        var looks = await db.PolicyLooks.AsNoTracking().Where(look => look.Policy == policy.Id && look.Person != person && look.At > since).OrderBy(look => look.At).ToListAsync();
        return looks.FindAll(look => policy.Members.Contains(look.Person));
    }
}
