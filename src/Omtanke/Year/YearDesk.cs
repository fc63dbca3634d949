using System.Globalization;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Year;

/// <summary>Legal dates that are near or past lie on the page of those who lay the year.</summary>
public sealed class YearDesk(Turning turning, Visit visit) : IDesk
{
    // The rest is counted on one line more.
    private const int Most = 3;

    /// <summary>Whose they are: the roles that may lay the year. The door decides who comes in; this only shows the way.</summary>
    internal static readonly Role[] Answering = [Role.SafetyRepresentative, Role.EnvironmentMember, Role.HumanResources, Role.TopManagement];

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        if (visit.Person != person || !Answering.Any(role => visit.Roles.Contains(role.ToString())))
            return [];
        var today = Clock.Day(now);
        var near = await turning.Law(today, visit.Words, stop);
        return [.. near.Take(Most).Select(line => Item(line, today)), .. near.Count > Most ? [new DeskItem(Pile.Waiting, visit.Words.Count("year.desk.more", near.Count - Most), $"{See.YearPage.Address}#law")] : Array.Empty<DeskItem>()];
    }

    private DeskItem Item(Thing line, DateOnly today) => new(
        Pile.Waiting, visit.With(line.IsLate(today) ? "year.desk.late" : line.Day < line.Legal ? "year.desk.planned" : "year.desk.near", ("name", line.Name), ("day", visit.ShortDay(line.Day))),
        $"{See.YearPage.Address}?year={line.Day.Year.ToString(CultureInfo.InvariantCulture)}#law", line.Legal, Urgent: line.IsLate(today) || Limits.Notice(line.Legal!.Value, today) == Limits.LastMonths);
}
