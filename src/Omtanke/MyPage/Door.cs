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
    public static void Furnish(IServiceCollection services) => services.AddScoped<Desks>();

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/me", Show).May(Operation.Read, Kind.Account, ahead: static http => http.RequestServices.GetRequiredService<Desks>().Find());
        Feed.FeedPage.Open(doors);
    }

    private static async Task<IResult> Show(Desks desks, Visit visit, CancellationToken stop) =>
        Page.Of<MyPage>(new { Items = await desks.For(visit.Person!.Value, visit.Now, stop) });
}
