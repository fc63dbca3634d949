using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Organisation;

/// <summary>What happens to people in a workplace: they move, take on duties, hand them over, leave and come back. Each change ends one row and begins another, so history stays.</summary>
public static class Staffing
{
    extension(Database db)
    {
        /// <summary>Moves somebody to a unit; null is to no unit at all.</summary>
        public async Task Move(Guid person, Guid? unit, DateOnly on)
        {
            await db.Memberships.Where(membership => membership.Person == person && membership.UntilOn == null)
                .ExecuteUpdateAsync(set => set.SetProperty(membership => membership.UntilOn, membership => membership.FromOn > on ? membership.FromOn : on));
            if (unit is { } place)
                db.Add(new Membership { Id = Ids.New(), Person = person, Unit = place, FromOn = on });
            await db.SaveChangesAsync();
        }

        /// <summary>Gives somebody a duty, in one unit or in the whole workplace. One they have already stays as it is.</summary>
        public async Task Give(Guid person, Role role, Guid? unit, DateOnly on)
        {
            if (role == Role.Leader)
            {
                await db.Lead(unit!.Value, person, on);
                return;
            }
            if (await db.Roles.AnyAsync(holding => holding.Person == person && holding.Role == role && holding.Unit == unit && holding.UntilOn == null))
                return;
            db.Add(new RoleHolding { Id = Ids.New(), Person = person, Role = role, Unit = unit, FromOn = on });
            await db.SaveChangesAsync();
        }

        /// <summary>Changes who leads a unit: the one who did so ends, and the new one begins, the same day. Null: nobody leads it, and its people go to the leader above.</summary>
        public async Task Lead(Guid unit, Guid? leader, DateOnly on)
        {
            var now = await db.Roles.AsNoTracking().SingleOrDefaultAsync(holding => holding.Unit == unit && holding.Role == Role.Leader && holding.UntilOn == null);
            if (now?.Person == leader)
                return;
            if (now is not null)
                await db.End(now.Id, on);
            if (leader is { } person)
                db.Add(new RoleHolding { Id = Ids.New(), Person = person, Role = Role.Leader, Unit = unit, FromOn = on });
            await db.SaveChangesAsync();
        }

        /// <summary>Ends a duty. One that ended before stays as it is.</summary>
        public Task End(Guid holding, DateOnly on) =>
            db.Roles.Where(held => held.Id == holding && held.UntilOn == null)
                .ExecuteUpdateAsync(set => set.SetProperty(held => held.UntilOn, held => held.FromOn > on ? held.FromOn : on));

        /// <summary>Somebody's last day: they belong nowhere any more and hold no duty. What they were, and when, stays.</summary>
        public async Task Leave(Guid person, DateOnly on)
        {
            await db.People.Where(found => found.Id == person && found.LeftOn == null).ExecuteUpdateAsync(set => set.SetProperty(found => found.LeftOn, on));
            await db.Move(person, null, on);
            await db.Roles.Where(held => held.Person == person && held.UntilOn == null)
                .ExecuteUpdateAsync(set => set.SetProperty(held => held.UntilOn, held => held.FromOn > on ? held.FromOn : on));
        }

        /// <summary>Somebody comes back. They get no old duty back.</summary>
        public async Task Return(Guid person, Guid? unit, DateOnly on)
        {
            await db.People.Where(found => found.Id == person).ExecuteUpdateAsync(set => set.SetProperty(found => found.LeftOn, (DateOnly?)null));
            await db.Move(person, unit, on);
        }

        /// <summary>All units, as a tree. It is read and sorted again only when a unit has changed.</summary>
        public async Task<UnitTree> UnitTree() =>
            await db.First("select value from facts where name = 'units'", row => row.GetString(0)) is not { } mark ? new([])
            : Organisation.UnitTree.Remembered(mark) ?? Organisation.UnitTree.Remember(mark, await db.Units.AsNoTracking().ToListAsync());

        /// <summary>Whether a unit never had anybody or anything in it, and so may go without taking history along.</summary>
        public async Task<bool> IsUnused(Guid unit) =>
            !await db.Memberships.AnyAsync(membership => membership.Unit == unit) && !await db.Roles.AnyAsync(holding => holding.Unit == unit) && !await db.Units.AnyAsync(below => below.Parent == unit);

        /// <summary>How many hold this role today.</summary>
        public Task<int> HoldersOf(Role role) => db.Roles.CountAsync(holding => holding.Role == role && holding.UntilOn == null);
    }
}
