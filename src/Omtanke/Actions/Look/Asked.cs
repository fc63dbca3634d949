using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Actions.Look;

/// <summary>Whose actions.</summary>
public enum Whose
{
    /// <summary>Those I answer for, help with, or am asked to take on.</summary>
    Mine,
    /// <summary>Those in the plan of my units.</summary>
    Group,
    /// <summary>The open plan of the whole workplace.</summary>
    Workplace,
}

/// <summary>In which form they are shown.</summary>
public enum Form
{
    List,
    Board,
    Calendar,
}

/// <summary>How far they are.</summary>
public enum Far
{
    /// <summary>Something is still to be done.</summary>
    Open,
    Planned,
    UnderWay,
    Done,
    Dropped,
    /// <summary>Put aside.</summary>
    Out,
    /// <summary>All but those put aside.</summary>
    All,
}

/// <summary>What somebody asks of the plan, as it stands in the address: whose, in which form, and which of them.</summary>
public sealed record Asked(
    Whose Whose = Whose.Mine, Form Form = Form.List, Far Far = Far.Open, Level? Level = null, Origin? Origin = null, string Unit = "", bool Late = false, bool Helps = false, string Text = "", string Month = "", int Page = 1)
{
    /// <summary>Where the plan stands.</summary>
    public const string Address = "/actions";

    private const int LongestText = 100, MostPages = 200;

    /// <summary>Where these stand.</summary>
    public static string Of(Whose whose) => new Asked(whose).ToAddress();

    /// <summary>Reads an address; what it does not know, it leaves.</summary>
    public static Asked Of(IQueryCollection query)
    {
        var (text, unit) = (Web.Posted.Tidy(query["text"].ToString()), Web.Posted.Tidy(query["unit"].ToString()));
        return new(
            One<Whose>("whose") ?? Whose.Mine, One<Form>("form") ?? Form.List, One<Far>("status") ?? Far.Open, One<Level>("level"), One<Origin>("origin"), Short(unit), query["late"] == "1", query["helps"] == "1", Short(text), Short(query["month"].ToString()),
            int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MostPages) : 1);

        T? One<T>(string name) where T : struct, Enum => Enum.GetValues<T>().Select(one => (T?)one).FirstOrDefault(one => Lower(one!.Value).Equals(query[name].ToString(), StringComparison.OrdinalIgnoreCase));

        static string Short(string typed) => typed.Length > LongestText ? typed[..LongestText] : typed;
    }

    /// <summary>The address that asks for this.</summary>
    public string ToAddress(string at = Address)
    {
        var told = new Dictionary<string, string?>
        {
            ["whose"] = Whose == Whose.Mine ? null : Lower(Whose), ["form"] = Form == Form.List ? null : Lower(Form), ["status"] = Far == Far.Open ? null : Lower(Far), ["level"] = Level is { } level ? Lower(level) : null,
            ["origin"] = Origin is { } origin ? Lower(origin) : null, ["unit"] = Some(Unit), ["late"] = Late ? "1" : null, ["helps"] = Helps ? "1" : null, ["text"] = Some(Text), ["month"] = Some(Month),
            ["page"] = Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(at, told.Where(one => one.Value is not null));

        static string? Some(string text) => text.Length == 0 ? null : text;
    }

    /// <summary>As it stands in an address.</summary>
    public static string Lower<T>(T one) where T : struct, Enum => one.ToString().ToLowerInvariant();

    /// <summary>Whether only some of them are asked for.</summary>
    public bool IsSome => Far != Far.Open || IsNarrowed;

    /// <summary>Whether something is asked for besides how far they are.</summary>
    public bool IsNarrowed => Level is not null || Origin is not null || Unit.Length > 0 || Late || Helps || Text.Length > 0;

    /// <summary>All of the same.</summary>
    public Asked Blank => new(Whose);

    /// <summary>The whole weeks around a month, Monday first.</summary>
    public static IEnumerable<DateOnly> DaysAround(DateOnly first)
    {
        var from = first.AddDays(-(((int)first.DayOfWeek + 6) % 7));
        var last = first.AddMonths(1).AddDays(-1);
        return Enumerable.Range(0, (last.DayNumber - from.DayNumber + 7) / 7 * 7).Select(from.AddDays);
    }

    /// <summary>The first day of the month a calendar shows.</summary>
    public DateOnly MonthOf(DateOnly today) => DateOnly.TryParseExact(Month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is >= 2000 and < 2100 ? first : new(today.Year, today.Month, 1);

    /// <summary>The actions asked for, however far they are. Row-level security hides those that are not to be seen.</summary>
    internal IQueryable<PlannedAction> From(Database db, Guid me, DateOnly today, UnitTree tree)
    {
        var actions = Whose switch
        {
            Whose.Mine => db.Actions.FromSql($"""
                select * from actions where id in (
                    select id from actions where owner = {me} union all select id from actions where offered_to = {me} union all select id from actions where keeper = {me} and owner is null
                    union all select action from action_reach where reached = {me})
                """),
            Whose.Group => db.Actions.FromSql($"select * from actions where shown <> 'Few' and id in (select action from action_reach where reached = any ((select acting_units())::uuid[]))"),
            _ => db.Actions.Where(action => action.Shown == Shown.Workplace),
        };
        if (Level is { } level)
            actions = actions.Where(action => action.Level == level);
        if (Origin is { } origin)
            actions = actions.Where(action => action.Origin == origin);
        if (Unit.Length > 0)
        {
            var branch = UnitsMeant(tree).SelectMany(tree.Branch).ToArray();
            actions = actions.Where(action => action.Units.Any(unit => branch.Contains(unit)));
        }
        if (Late)
            actions = actions.Where(action => action.DueOn < today && !action.IsOut && (action.Status == Status.Planned || action.Status == Status.UnderWay));
        if (Helps)
            actions = actions.Where(action => action.Helpers.Contains(me));
        if (Text.Length > 0)
        {
            var like = Like.Anywhere(Text);
            actions = actions.Where(action => EF.Functions.ILike(action.What, like) || EF.Functions.ILike(action.Issue, like) || EF.Functions.ILike(action.Who, like) || EF.Functions.ILike(action.OriginName, like));
        }
        return actions.AsNoTracking();
    }

    /// <summary>Those of them that are as far as asked for, in order.</summary>
    internal IQueryable<PlannedAction> InOrder(IQueryable<PlannedAction> actions) => Far switch
    {
        Far.Open => actions.Where(action => !action.IsOut && (action.Status == Status.Planned || action.Status == Status.UnderWay)).OrderBy(action => action.DueOn).ThenBy(action => action.Id),
        Far.Planned => actions.Where(action => !action.IsOut && action.Status == Status.Planned).OrderBy(action => action.DueOn).ThenBy(action => action.Id),
        Far.UnderWay => actions.Where(action => !action.IsOut && action.Status == Status.UnderWay).OrderBy(action => action.DueOn).ThenBy(action => action.Id),
        Far.Done => actions.Where(action => !action.IsOut && action.Status == Status.Done).OrderByDescending(action => action.DoneOn).ThenByDescending(action => action.Id),
        Far.Dropped => actions.Where(action => !action.IsOut && action.Status == Status.Dropped).OrderByDescending(action => action.ToldOn).ThenByDescending(action => action.Id),
        Far.Out => actions.Where(action => action.IsOut).OrderByDescending(action => action.MadeAt).ThenByDescending(action => action.Id),
        _ => actions.Where(action => !action.IsOut).OrderBy(action => action.DueOn).ThenBy(action => action.Id),
    };

    // A list sends an id, a field a name.
    private IEnumerable<Guid> UnitsMeant(UnitTree tree) => Guid.TryParse(Unit, CultureInfo.InvariantCulture, out var id) ? [id] : tree.Meant(Unit).Select(unit => unit.Id);
}

/// <summary>An action with the name of whoever answers for it.</summary>
public sealed record Line(PlannedAction Action, string? OwnerName)
{
    /// <summary>Whether somebody may say how far it is: those who answer for it or made it, and whoever leads the group that sees it.</summary>
    public bool IsFor(Guid person, IReadOnlyCollection<Guid> led) => Action.Owner == person || Action.Keeper == person || (Action.Shown != Shown.Few && Action.Units.Any(led.Contains));

    /// <summary>Who answers for it: as it was written, and who that is today.</summary>
    public string WhoIn(Web.Visit visit) =>
        OwnerName is null ? Action.Who.Length > 0 ? Action.Who : visit["actions.nobody"] : Action.Who.Length == 0 || Action.Who == OwnerName ? OwnerName : $"{Action.Who} ({OwnerName})";
}
