using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Learning;

/// <summary>When a year has just ended, it lies on the page of those who may look back on it.</summary>
public sealed class YearDesk(Visit visit) : IDesk
{
    // January and February.
    private const int Months = 2;

    private static readonly string[] roles = [nameof(Role.TopManagement), nameof(Role.HumanResources), nameof(Role.EnvironmentMember)];

    /// <inheritdoc />
    public Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var (today, last) = (Clock.Day(now), Clock.Day(now).Year - 1);
        // The door decides who comes in; this only shows the way.
        return Task.FromResult<IReadOnlyList<DeskItem>>(visit.Person == person && today.Month <= Months && visit.Roles.Intersect(roles).Any()
            ? [new DeskItem(Pile.UnderWay, visit.With("learning.desk", ("year", last)), $"{See.LearningPage.Address}?year={last.ToString(System.Globalization.CultureInfo.InvariantCulture)}")] : []);
    }
}
