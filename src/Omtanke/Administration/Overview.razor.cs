using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration;

/// <summary>How the workplace stands: how many, and what wants looking at.</summary>
public sealed partial class Overview
{
    /// <summary>Pages of the machinery, for those who keep it.</summary>
    private static readonly (string Address, string TitleKey, string TextKey)[] Pages =
    [
        ("/administration/letters", "letters.title", "letters.overview"),
        ("/administration/self-check", "self-check.title", "self-check.overview"),
    ];

    [Parameter] public Workplace? Workplace { get; set; }
    [Parameter, EditorRequired] public required Standings Counts { get; set; }
    [Parameter, EditorRequired] public required bool MayOperate { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/administration", Show).May(Operation.Organise, Kind.Workplace);

    private static async Task<IResult> Show(Database db, Gate gate) => Page.Of<Overview>(
        new { Workplace = await db.TheWorkplace(), Counts = await Standings.Read(db), MayOperate = gate.Allows(Kind.Workplace, Operation.Operate) });

    private IEnumerable<(string Address, string TitleKey, string TextKey)> Machinery => MayOperate ? Pages : [];

    private string Number(int number) => number.ToString("N0", Visit.Culture);
}

/// <summary>Counts of people and units, in one question to the database.</summary>
public sealed class Standings
{
    [Column("people")] public int People { get; init; }
    [Column("units")] public int Units { get; init; }
    [Column("not_invited")] public int NotInvited { get; init; }
    [Column("unplaced")] public int Unplaced { get; init; }
    [Column("without_leader")] public int WithoutLeader { get; init; }
    [Column("administrators")] public int Administrators { get; init; }

    /// <summary>Nothing wants looking at.</summary>
    public bool IsTidy => NotInvited == 0 && Unplaced == 0 && WithoutLeader == 0 && Administrators > 1;

    /// <summary>Counts.</summary>
    public static Task<Standings> Read(Database db) => db.Database.SqlQuery<Standings>($"""
        select
            (select count(*)::int from people where left_on is null) as people,
            (select count(*)::int from units) as units,
            (select count(*)::int from people p left join accounts a on a.id = p.id where p.left_on is null and a.invited_at is null and a.activated_at is null) as not_invited,
            (select count(*)::int from people p where p.left_on is null and not exists (select from memberships m where m.person = p.id and m.until_on is null)) as unplaced,
            (select count(*)::int from units u where not exists (select from roles r where r.unit = u.id and r.role = 'Leader' and r.until_on is null)) as without_leader,
            (select count(*)::int from roles where role = 'Administrator' and until_on is null) as administrators
        """).SingleAsync();
}
