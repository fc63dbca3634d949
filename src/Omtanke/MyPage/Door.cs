using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.MyPage;

/// <summary>My page: what waits for me, what I promised, what others promised me.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.my-page", "/me", 10)];

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/me", Show).May(Operation.Read, Kind.Account);
        Feed.FeedPage.Open(doors);
    }

    private static async Task<IResult> Show(Database db, Visit visit, IEnumerable<IDesk> desks, CancellationToken stop)
    {
        var items = await db.InOneTrip(desks.Select(desk => (Func<Task<IReadOnlyList<DeskItem>>>)(() => desk.For(visit.Person!.Value, visit.Now, stop))));
        return Page.Of<MyPage>(new { Items = (IReadOnlyList<DeskItem>)[.. items.SelectMany(laid => laid)] });
    }
}
