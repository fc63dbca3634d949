using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Organisation;

/// <summary>The tables of the organisation and the questions other rooms ask about it.</summary>
public static class OrganisationData
{
    extension(Database db)
    {
        public DbSet<Workplace> Workplaces => db.Set<Workplace>();
        public DbSet<Unit> Units => db.Set<Unit>();
        public DbSet<Person> People => db.Set<Person>();
        public DbSet<Membership> Memberships => db.Set<Membership>();
        public DbSet<OwnVideo> Videos => db.Set<OwnVideo>();
        public DbSet<RoleHolding> Roles => db.Set<RoleHolding>();

        /// <summary>The workplace this installation serves; null before set-up.</summary>
        public Task<Workplace?> TheWorkplace() => db.Workplaces.AsNoTracking().SingleOrDefaultAsync();

        /// <summary>Whoever has this address, however it is written: one or nobody, also among those who have left.</summary>
        public IQueryable<Person> WithEmail(string email) => db.People.FromSql($"select * from people where lower(email) = lower({email})");

        /// <summary>Those of the workplace somebody may mean by what they typed, an address or a whole name: one, nobody, or more than one when it is not clear.</summary>
        public Task<List<Person>> Meant(string typed)
        {
            var (name, address) = (typed.Trim(), typed.Split(' ', '·')[^1]);
            var meant = EmailAddress.IsOne(address) ? db.WithEmail(address) : db.People.Where(person => person.Name == name);
            return meant.AsNoTracking().Where(person => person.LeftOn == null).Take(2).ToListAsync();
        }

        /// <summary>A few of those at the workplace whose name or address holds what was typed, by name.</summary>
        public Task<List<Person>> Resembling(string typed, int few)
        {
            var like = Like.Anywhere(typed);
            return db.People.AsNoTracking().Where(person => person.LeftOn == null && (EF.Functions.ILike(person.Name, like) || EF.Functions.ILike(person.Email, like)))
                .OrderBy(person => person.Name).Take(few).ToListAsync();
        }

        /// <summary>The unit somebody belongs to today; null for none.</summary>
        public Task<Guid?> UnitOf(Guid person) =>
            db.Memberships.Where(membership => membership.Person == person && membership.UntilOn == null).Select(membership => (Guid?)membership.Unit).FirstOrDefaultAsync();

        /// <summary>Who leads this person today: the leader of the nearest unit upwards that has one other than the person; null at the top.</summary>
        public async Task<Person?> LeaderOf(Guid person)
        {
            var leader = await db.Database.SqlQuery<Guid>($"""
                select r.person as "Value" from units_above({person}) up join roles r on r.unit = up.unit and r.role = 'Leader' and r.until_on is null and r.person <> {person}
                join people p on p.id = r.person and p.left_on is null
                order by up.height limit 1
                """).ToListAsync();
            return leader.Count == 0 ? null : await db.People.AsNoTracking().SingleAsync(found => found.Id == leader[0]);
        }

        /// <summary>
        /// Whom this person may turn to besides their leader: for each of these roles those nearest, by name. In the same unit, else in the one above it, and so on; else anywhere at the workplace.
        /// </summary>
        public async Task<ILookup<Role, string>> Nearest(Guid person, Guid except, params Role[] roles)
        {
            var names = Array.ConvertAll(roles, role => role.ToString());
            var holders = await db.Database.SqlQuery<Holder>($"""
                select r.role as "Role", p.name as "Name", min(coalesce(up.height, 64)) as "Far" from roles r
                join people p on p.id = r.person and p.left_on is null
                left join memberships m on m.person = p.id and m.until_on is null left join units_above({person}) up on up.unit = m.unit
                where r.until_on is null and r.role = any({names}) and r.person <> {person} and r.person <> {except}
                group by r.role, p.id, p.name
                """).ToListAsync();
            return holders.GroupBy(holder => holder.Role)
                .SelectMany(role => role.Where(holder => holder.Far == role.Min(one => one.Far)).OrderBy(holder => holder.Name, StringComparer.Ordinal))
                .ToLookup(holder => Enum.Parse<Role>(holder.Role), holder => holder.Name);
        }

        /// <summary>Those whose leader this person is today, by name: exactly those for whom <see cref="LeaderOf"/> finds this person.</summary>
        public Task<List<Person>> LedBy(Guid leader) =>
            // Down from each unit they lead, through units that nobody leads. Past a unit that somebody else leads the way goes on for that one alone:
            // nobody is their own leader, so whoever leads a unit they belong to looks further up.
            db.People.FromSql($"""
                with recursive down as (
                    select r.unit as id, null::uuid as only_for from roles r join people p on p.id = r.person and p.left_on is null
                    where r.person = {leader} and r.role = 'Leader' and r.until_on is null
                    union
                    select u.id, coalesce(other.person, down.only_for) from down join units u on u.parent = down.id
                    left join lateral (
                        select r.person from roles r join people p on p.id = r.person and p.left_on is null
                        where r.unit = u.id and r.role = 'Leader' and r.until_on is null) other on true
                    where other.person is null or (other.person <> {leader} and (down.only_for is null or down.only_for = other.person)))
                select p.* from people p where p.left_on is null and p.id <> {leader} and p.id in (
                    select m.person from memberships m join down on down.id = m.unit
                    where m.until_on is null and (down.only_for is null or down.only_for = m.person))
                """).AsNoTracking().OrderBy(person => person.Name).ToListAsync();
    }

    private sealed class Mapping :
        IEntityTypeConfiguration<Workplace>, IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<Person>,
        IEntityTypeConfiguration<Membership>, IEntityTypeConfiguration<RoleHolding>, IEntityTypeConfiguration<OwnVideo>
    {
        public void Configure(EntityTypeBuilder<OwnVideo> builder) => builder.ToTable("videos").HasKey(video => video.Step);

        public void Configure(EntityTypeBuilder<Workplace> builder) =>
            builder.ToTable("workplace").Property(workplace => workplace.Thresholds).HasColumnType("integer[]").HasConversion(limits => limits.Kept(), kept => Thresholds.Of(kept));

        public void Configure(EntityTypeBuilder<Unit> builder) => builder.ToTable("units").HasOne<Unit>().WithMany().HasForeignKey(unit => unit.Parent);

        public void Configure(EntityTypeBuilder<Person> builder) => builder.ToTable("people").Ignore(person => person.FirstName);

        public void Configure(EntityTypeBuilder<Membership> builder)
        {
            builder.ToTable("memberships");
            builder.HasOne<Person>().WithMany().HasForeignKey(membership => membership.Person);
            builder.HasOne<Unit>().WithMany().HasForeignKey(membership => membership.Unit);
        }

        public void Configure(EntityTypeBuilder<RoleHolding> builder)
        {
            builder.ToTable("roles");
            builder.HasOne<Person>().WithMany().HasForeignKey(holding => holding.Person);
            builder.HasOne<Unit>().WithMany().HasForeignKey(holding => holding.Unit);
            builder.Property(holding => holding.Role).HasConversion<string>();
        }
    }

    private sealed record Holder(string Role, string Name, int Far);
}
