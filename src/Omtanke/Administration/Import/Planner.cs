using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Administration.Import;

/// <summary>Judges a file line by line against the workplace as it stands. Pure: the same file and the same day give the same plan.</summary>
/// <param name="today">The workplace.</param>
/// <param name="languages">The languages there are.</param>
/// <param name="createUnits">Whether units that are missing may be made.</param>
/// <param name="mayOperate">Whether administrators may be made.</param>
public sealed class Planner(Today today, IReadOnlyCollection<string> languages, bool createUnits, bool mayOperate)
{
    private readonly List<PlanLine> lines = [];
    private readonly List<Unit> newUnits = [];
    private readonly List<Person> newPeople = [], corrected = [];
    private readonly List<Guid> returned = [], ended = [];
    private readonly List<(Guid, Guid)> moves = [];
    private readonly List<RoleHolding> given = [];
    private readonly List<(Guid, DateOnly)> left = [];
    private readonly List<string> missing = [];
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> led = [];
    private readonly Dictionary<string, Unit> made = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<Column> columns = [];

    // Of the line in hand.
    private readonly List<Finding> wrong = [], changes = [];

    /// <summary>Judges the whole file.</summary>
    public Plan Judge(Sheet sheet)
    {
        columns = [.. sheet.Columns];
        foreach (var row in sheet.Rows)
            Judge(row);
        return new Plan(lines, newUnits, newPeople, corrected, returned, moves, given, ended, left, missing) { NewLeaders = [.. NewLeaders()] };
    }

    private void Judge(SheetRow row)
    {
        wrong.Clear();
        changes.Clear();
        var (name, email) = (NameOf(row), row[Column.Email]);
        JudgeName(name);
        JudgeEmail(row, email);
        var language = LanguageOf(row[Column.Language]);
        var unit = row[Column.Unit].Length == 0 ? null : UnitOf(row[Column.Unit]);
        var roles = RolesOf(row[Column.Roles]);
        var leads = LeadsOf(row, roles, unit);
        var last = LeftOf(row[Column.Left]);
        var known = today.People.GetValueOrDefault(email.ToLowerInvariant());
        if (known is not null)
            JudgeAdministrator(known, last);
        foreach (var place in leads ?? [])
            if (!led.TryAdd(place.Id, row.Line))
                wrong.Add(new("administration.import.errors.led-twice", ("unit", place.Name), ("line", led[place.Id])));
        if (wrong.Count > 0)
        {
            lines.Add(new PlanLine(row.Line, name, email, Outcome.Wrong, [.. wrong]));
            return;
        }
        if (known is null && last is not null)
            changes.Add(new("administration.import.change.never-here"));
        else if (known is null)
            Begin(name, email, language, unit, roles, leads);
        else if (last is not null)
            Leave(known, last.Value);
        else
            GoOn(known, name, language, unit, roles, leads);
        var outcome = known is null ? last is null ? Outcome.New : Outcome.Unchanged : changes.Count > 0 ? Outcome.Changed : Outcome.Unchanged;
        lines.Add(new PlanLine(row.Line, name, email, outcome, [.. changes]));
    }

    private void Begin(string name, string email, string? language, Unit? unit, IReadOnlySet<Role>? roles, IReadOnlyList<Unit>? leads)
    {
        var person = new Person { Id = Ids.New(), Name = name, Email = email, Language = language ?? today.Language, JoinedOn = today.Day };
        newPeople.Add(person);
        if (unit is not null)
            MoveTo(person.Id, unit, null);
        Give(person.Id, [], roles, leads);
    }

    private void GoOn(Standing known, string name, string? language, Unit? unit, IReadOnlySet<Role>? roles, IReadOnlyList<Unit>? leads)
    {
        var person = known.Person;
        if (person.LeftOn is not null)
        {
            returned.Add(person.Id);
            changes.Add(new("administration.import.change.returns"));
        }
        if (name != person.Name)
            changes.Add(new("administration.import.change.name", ("from", person.Name), ("to", name)));
        if (language is not null && language != person.Language)
            changes.Add(new("administration.import.change.language", ("to", new Finding($"layout.language.{language}"))));
        if (name != person.Name || (language is not null && language != person.Language))
            corrected.Add(new Person { Id = person.Id, Name = name, Email = person.Email, Language = language ?? person.Language, JoinedOn = person.JoinedOn });
        if (unit is not null && unit.Id != known.Unit)
            MoveTo(person.Id, unit, known.Unit);
        Give(person.Id, known.Holdings, roles, leads);
    }

    private void Leave(Standing known, DateOnly last)
    {
        if (known.Person.LeftOn is not null)
            return;
        left.Add((known.Person.Id, last < known.Person.JoinedOn ? known.Person.JoinedOn : last));
        changes.Add(new("administration.import.change.leaves", ("day", last)));
    }

    private void MoveTo(Guid person, Unit unit, Guid? from)
    {
        moves.Add((person, unit.Id));
        changes.Add(from is { } before
            ? new("administration.import.change.moves", ("from", today.Units.Path(before)), ("to", PathOf(unit)))
            : new("administration.import.change.placed", ("to", PathOf(unit))));
    }

    // A cell with roles in it is the whole truth about roles; an empty one says nothing. Administrators are never unmade by a file.
    private void Give(Guid person, IReadOnlyList<RoleHolding> now, IReadOnlySet<Role>? roles, IReadOnlyList<Unit>? leads)
    {
        foreach (var holding in now.Where(holding => holding.Role is not (Role.Leader or Role.Administrator) && roles?.Contains(holding.Role) == false))
        {
            ended.Add(holding.Id);
            changes.Add(new("administration.import.change.role-ends", ("role", new Finding($"administration.role.{holding.Role}"))));
        }
        foreach (var role in (roles ?? new HashSet<Role>()).Where(role => now.All(holding => holding.Role != role)).Order())
        {
            given.Add(new RoleHolding { Id = Ids.New(), Person = person, Role = role, FromOn = today.Day });
            changes.Add(new("administration.import.change.role", ("role", new Finding($"administration.role.{role}"))));
        }
        foreach (var holding in now.Where(holding => holding.Role == Role.Leader && leads?.All(unit => unit.Id != holding.Unit) == true))
        {
            ended.Add(holding.Id);
            changes.Add(new("administration.import.change.leads-no-more", ("unit", today.Units[holding.Unit!.Value]?.Name)));
        }
        foreach (var unit in (leads ?? []).Where(unit => now.All(holding => holding.Role != Role.Leader || holding.Unit != unit.Id)))
        {
            if (today.Leaders.TryGetValue(unit.Id, out var before))
            {
                if (!ended.Contains(before.Holding.Id))
                    ended.Add(before.Holding.Id);
                changes.Add(new("administration.import.change.takes-over", ("unit", unit.Name), ("name", before.Name)));
            }
            else
                changes.Add(new("administration.import.change.leads", ("unit", unit.Name)));
            given.Add(new RoleHolding { Id = Ids.New(), Person = person, Role = Role.Leader, Unit = unit.Id, FromOn = today.Day });
        }
    }

    // Whose leader is another when all lines are done: units first, then those who move. Whoever has had no leader has none to lose.
    private IEnumerable<NewLeader> NewLeaders()
    {
        var (over, gone) = (ended.ToHashSet(), left.Select(leaving => leaving.Item1).ToHashSet());
        var now = today.Leaders.ToDictionary(unit => unit.Key, unit => unit.Value.Holding.Person);
        var then = today.Leaders.Where(unit => !over.Contains(unit.Value.Holding.Id) && !gone.Contains(unit.Value.Holding.Person)).ToDictionary(unit => unit.Key, unit => unit.Value.Holding.Person);
        foreach (var holding in given.Where(holding => holding.Role == Role.Leader))
            then[holding.Unit!.Value] = holding.Person;
        var names = today.Leaders.Values.Select(leader => (leader.Holding.Person, leader.Name)).Concat(today.People.Values.Select(known => (known.Person.Id, known.Person.Name)))
            .Concat(corrected.Concat(newPeople).Select(person => (person.Id, person.Name))).GroupBy(person => person.Item1).ToDictionary(person => person.Key, person => person.Last().Item2);

        // A unit below that has no leader of its own goes along with the one above.
        foreach (var unit in today.Units.All.Select(row => row.Unit).Where(unit => LeaderOf(now, unit.Id) != LeaderOf(then, unit.Id)))
            if (Nearest(now, unit.Id, null) is { } before && Nearest(then, unit.Id, null) is var after && after != before)
                yield return new(today.Units.Path(unit.Id), NameOf(after), names[before], 0);

        var units = today.People.Values.ToDictionary(known => known.Person.Id, known => known.Unit);
        var movers = from move in moves
                     where units.GetValueOrDefault(move.Item1) is not null
                     let after = Nearest(then, move.Item2, move.Item1)
                     where Nearest(now, units[move.Item1]!.Value, move.Item1) is { } before && before != after
                     group move by (Unit: move.Item2, Leader: after);
        foreach (var group in movers)
            yield return new(PathOf(UnitCalled(group.Key.Unit)), NameOf(group.Key.Leader), null, group.Count());

        static Guid? LeaderOf(Dictionary<Guid, Guid> leaders, Guid unit) => leaders.TryGetValue(unit, out var leader) ? leader : null;

        Guid? Nearest(Dictionary<Guid, Guid> leaders, Guid unit, Guid? but)
        {
            for (var at = (Guid?)unit; at is { } place; at = UnitCalled(place).Parent)
                if (LeaderOf(leaders, place) is { } leader && leader != but)
                    return leader;
            return null;
        }

        string? NameOf(Guid? leader) => leader is { } person ? names[person] : null;
    }

    private Unit UnitCalled(Guid unit) => today.Units[unit] ?? newUnits.Find(made => made.Id == unit)!;

    private static string NameOf(SheetRow row) => row[Column.Name].Length > 0 ? row[Column.Name] : $"{row[Column.FirstName]} {row[Column.LastName]}".Trim();

    private void JudgeName(string name)
    {
        if (name.Length == 0)
            wrong.Add(new("administration.import.errors.name"));
        else if (name.Length > 120)
            wrong.Add(new("administration.errors.too-long"));
        else if (name.Any(char.IsControl))
            wrong.Add(new("administration.errors.signs"));
    }

    private void JudgeEmail(SheetRow row, string email)
    {
        if (email.Length == 0)
            wrong.Add(new("administration.import.errors.email-missing"));
        else if (!EmailAddress.IsOne(email))
            wrong.Add(new("administration.import.errors.email", ("email", email)));
        else if (!seen.TryAdd(email.ToLowerInvariant(), row.Line))
            wrong.Add(new("administration.import.errors.email-twice", ("email", email), ("line", seen[email.ToLowerInvariant()])));
    }

    private void JudgeAdministrator(Standing known, DateOnly? last)
    {
        if (last is not null && known.Person.LeftOn is null && known.Holdings.Any(holding => holding.Role == Role.Administrator))
            wrong.Add(new("administration.import.errors.administrator-leaves", ("name", known.Person.Name)));
    }

    private string? LanguageOf(string typed)
    {
        var language = Vocabulary.Language(typed);
        if (typed.Length > 0 && (language is null || !languages.Contains(language)))
            wrong.Add(new("administration.import.errors.language", ("language", typed)));
        return language;
    }

    private HashSet<Role>? RolesOf(string typed)
    {
        if (typed.Length == 0)
            return null;
        var roles = new HashSet<Role>();
        foreach (var word in typed.Split([',', ';', '|', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (Vocabulary.Role(word) is { } role)
                roles.Add(role);
            else if (!Vocabulary.MeansNone(word) && !Vocabulary.MeansEmployee(word))
                wrong.Add(new("administration.import.errors.role", ("role", word)));
        if (roles.Contains(Role.Administrator) && !mayOperate)
            wrong.Add(new("administration.import.errors.administrator"));
        return roles;
    }

    // Somebody whose role is simply leader leads the unit they belong to.
    private List<Unit>? LeadsOf(SheetRow row, HashSet<Role>? roles, Unit? own)
    {
        var plainLeader = roles?.Remove(Role.Leader) == true;
        var typed = row[Column.Leads];
        if (typed.Length == 0)
        {
            if (plainLeader && own is null && wrong.Count == 0)
                wrong.Add(new("administration.import.errors.leader-unit"));
            return plainLeader && own is not null ? [own] : null;
        }
        return Vocabulary.MeansNone(typed)
            ? []
            : [.. typed.Split([';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(UnitOf).OfType<Unit>().DistinctBy(unit => unit.Id)];
    }

    private DateOnly? LeftOf(string typed)
    {
        if (typed.Length == 0 || Vocabulary.MeansNone(typed))
            return null;
        if (Vocabulary.MeansYes(typed))
            return today.Day;
        if (!Dates.Read(typed, out var day))
            wrong.Add(new("administration.import.errors.date", ("date", typed)));
        // Notice given: they are here until the day comes, and a later file says so.
        return day > today.Day || day == default ? null : day;
    }

    private Unit? UnitOf(string typed)
    {
        var meant = today.Units.Meant(typed);
        if (meant.Count == 1)
            return meant[0];
        if (meant.Count > 1)
        {
            wrong.Add(new("administration.import.errors.unit-unclear", ("unit", typed)));
            return null;
        }
        if (made.TryGetValue(UnitTree.Tidy(typed), out var known))
            return known;
        var path = MissingPath(typed);
        if (!missing.Contains(path, StringComparer.OrdinalIgnoreCase))
            missing.Add(path);
        if (!createUnits)
        {
            wrong.Add(new("administration.import.errors.unit", ("unit", typed)));
            return null;
        }
        return made[UnitTree.Tidy(typed)] = Make(path);
    }

    /// <summary>Where a unit that is missing would lie: where its path begins, or right under the workplace when that is one unit.</summary>
    private string MissingPath(string typed)
    {
        var names = Names(typed);
        for (var length = names.Length - 1; length > 0; length--)
            if (today.Units.Meant(string.Join(UnitTree.Step, names[..length])) is [var above])
                return string.Join(UnitTree.Step, [today.Units.Path(above.Id), .. names[length..]]);
        var tops = today.Units.Below(null).ToList();
        return string.Join(UnitTree.Step, tops is [var only] ? [only.Name, .. names] : names);
    }

    private Unit Make(string path)
    {
        Unit? at = null;
        var so = "";
        foreach (var name in Names(path))
        {
            so = so.Length == 0 ? name : so + UnitTree.Step + name;
            at = today.Units.Meant(so).FirstOrDefault(unit => string.Equals(today.Units.Path(unit.Id), so, StringComparison.OrdinalIgnoreCase))
                ?? newUnits.Find(unit => string.Equals(PathOf(unit), so, StringComparison.OrdinalIgnoreCase))
                ?? Add(name, at);
        }
        return at!;
    }

    private Unit Add(string name, Unit? above)
    {
        var unit = new Unit { Id = Ids.New(), Name = name.Length > 120 ? name[..120] : name, Parent = above?.Id };
        newUnits.Add(unit);
        return unit;
    }

    private string PathOf(Unit unit) => today.Units[unit.Id] is not null
        ? today.Units.Path(unit.Id)
        : unit.Parent is not { } parent ? unit.Name : PathOf(today.Units[parent] ?? newUnits.Find(above => above.Id == parent)!) + UnitTree.Step + unit.Name;

    private static string[] Names(string path) => path.Split(UnitTree.Step, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
