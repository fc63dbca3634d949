using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Administration.People;

/// <summary>Whom to show.</summary>
public enum Who
{
    /// <summary>At the workplace today.</summary>
    Here,
    /// <summary>At the workplace, and have not been in yet.</summary>
    Waiting,
    /// <summary>Leaders of a unit.</summary>
    Leaders,
    /// <summary>Anybody with a duty.</summary>
    Duties,
    /// <summary>Belong to no unit.</summary>
    Unplaced,
    Left,
}

/// <summary>What the list of people was asked for. Its cost does not grow with the workplace: one page, and a count that stops where counting stops helping.</summary>
public sealed record PeopleQuery(string Text, Guid? Unit, string UnitTyped, Who Who, int Page)
{
    /// <summary>How many on a page.</summary>
    public const int Size = 50;

    /// <summary>How far it counts.</summary>
    public const int Countable = 1000;

    /// <summary>Nobody leafs further; they search.</summary>
    public const int LastPage = Countable / Size;

    /// <summary>Reads the question from an address. What makes no sense is left out.</summary>
    public static PeopleQuery From(IQueryCollection query, UnitTree units)
    {
        var typed = query["unit"].ToString().Trim();
        var unit = Guid.TryParse(typed, CultureInfo.InvariantCulture, out var id) && units[id] is not null ? id : units.Meant(typed) is [var meant, ..] ? meant.Id : (Guid?)null;
        var text = query["q"].ToString().Trim();
        return new PeopleQuery(
            text.Length > 120 ? text[..120] : text,
            unit, unit is { } found ? units.Path(found) : "",
            Enum.TryParse<Who>(query["who"], out var who) && Enum.IsDefined(who) ? who : Who.Here,
            int.TryParse(query["page"], CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1);
    }

    /// <summary>The address of another page of the same list.</summary>
    public string AddressOf(int page)
    {
        var query = new QueryBuilder();
        if (Text.Length > 0)
            query.Add("q", Text);
        if (UnitTyped.Length > 0)
            query.Add("unit", UnitTyped);
        query.Add("who", Who.ToString());
        query.Add("page", page.ToString(CultureInfo.InvariantCulture));
        return $"/administration/people{query}";
    }

    /// <summary>Finds one page of them.</summary>
    public async Task<PeopleFound> Find(Database db, UnitTree units)
    {
        var matching = Matching(db, units);
        var (rows, count) = await db.InOneTrip(
            () => matching.OrderBy(row => row.Name).ThenBy(row => row.Id).Skip((Page - 1) * Size).Take(Size + 1).ToListAsync(),
            () => matching.Take(Countable + 1).CountAsync());
        return new PeopleFound(rows.Take(Size).ToList(), rows.Count > Size, count);
    }

    private IQueryable<PersonRow> Matching(Database db, UnitTree units)
    {
        var (like, branch) = (Like.Anywhere(Text), Unit is { } unit ? units.Branch(unit).ToArray() : []);
        var rows = db.Database.SqlQuery<PersonRow>($"""
            select p.id, p.name, p.email, p.left_on, m.unit, a.invited_at, a.activated_at,
                   array(select r.role || ':' || coalesce(r.unit::text, '') from roles r where r.person = p.id and r.until_on is null order by r.role) as roles
            from people p
            left join memberships m on m.person = p.id and m.until_on is null
            left join accounts a on a.id = p.id
            """);
        rows = Who == Who.Left ? rows.Where(row => row.LeftOn != null) : rows.Where(row => row.LeftOn == null);
        rows = Who switch
        {
            Who.Waiting => rows.Where(row => row.ActivatedAt == null),
            Who.Leaders => rows.Where(row => row.Roles.Any(role => EF.Functions.Like(role, "Leader:%"))),
            Who.Duties => rows.Where(row => row.Roles.Any()),
            Who.Unplaced => rows.Where(row => row.Unit == null),
            Who.Here or Who.Left => rows,
        };
        if (Text.Length > 0)
            rows = rows.Where(row => EF.Functions.ILike(row.Name, like) || EF.Functions.ILike(row.Email, like));
        return branch.Length > 0 ? rows.Where(row => row.Unit != null && branch.Contains(row.Unit.Value)) : rows;
    }
}

/// <summary>One page of people.</summary>
/// <param name="Rows">The people.</param>
/// <param name="More">Whether there are more after them.</param>
/// <param name="Count">How many there are in all, as far as it was counted.</param>
public sealed record PeopleFound(IReadOnlyList<PersonRow> Rows, bool More, int Count);

/// <summary>A line of the list.</summary>
public sealed class PersonRow
{
    [Column("id")] public Guid Id { get; init; }
    [Column("name")] public string Name { get; init; } = "";
    [Column("email")] public string Email { get; init; } = "";
    [Column("left_on")] public DateOnly? LeftOn { get; init; }
    [Column("unit")] public Guid? Unit { get; init; }
    [Column("invited_at")] public DateTimeOffset? InvitedAt { get; init; }
    [Column("activated_at")] public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>Each as <c>role:unit</c>.</summary>
    [Column("roles")] public string[] Roles { get; init; } = [];

    /// <summary>The roles with their units.</summary>
    public IEnumerable<(Role Role, Guid? Unit)> Holdings => Roles.Select(role => role.Split(':'))
        .Select(parts => (Enum.Parse<Role>(parts[0]), parts[1].Length > 0 ? Guid.Parse(parts[1]) : (Guid?)null));
}
