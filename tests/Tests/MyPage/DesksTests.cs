using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.MyPage;
using Omtanke.Organisation;
using Omtanke.Tests.Actions;
using Omtanke.Web;

namespace Omtanke.Tests.MyPage;

/// <summary>My page asks only the desks that can hold something for whoever comes; nobody misses a line for it.</summary>
public sealed class DesksTests(TestCluster cluster)
{
    [Fact]
    public async Task A_desk_that_is_not_asked_holds_nothing_for_anybody_in_Fjordby()
    {
        await using var house = await Visits.Open(cluster, lived: true);
        var holding = new HashSet<string>();
        // Over the weeks to come, letters and dates fall due and people are asked, so other desks fill.
        foreach (var weeks in (int[])[0, 9])
        {
            var now = house.Clock.GetUtcNow().AddDays(7 * weeks);
            foreach (var person in await house.Ask(db => db.People.Where(person => person.LeftOn == null).OrderBy(person => person.Name).ToListAsync(TestContext.Current.CancellationToken)))
            {
                await using var scope = house.Services.CreateAsyncScope();
                var (db, visit, desks) = (scope.ServiceProvider.GetRequiredService<Database>(), scope.ServiceProvider.GetRequiredService<Visit>(), scope.ServiceProvider.GetRequiredService<Desks>());
                visit.Speak(Visits.Library.In("da"), ["da", "en"], "/me");
                visit.Is(person.Id, person.Name, "da", await db.Roles.Where(role => role.Person == person.Id && role.UntilOn == null).Select(role => role.Role.ToString()).ToListAsync(TestContext.Current.CancellationToken));
                await using var transaction = await db.Begin(Acting.As(person.Id), TestContext.Current.CancellationToken);

                var all = new List<DeskItem>();
                foreach (var desk in scope.ServiceProvider.GetServices<IDesk>())
                {
                    var laid = await desk.For(person.Id, now, TestContext.Current.CancellationToken);
                    all.AddRange(laid);
                    if (laid.Count > 0 && desk.Only is not null)
                        holding.Add(desk.GetType().FullName!);
                }
                await desks.Find();
                (await desks.For(person.Id, now, TestContext.Current.CancellationToken)).ShouldBe(all, $"{person.Name} in {weeks} weeks");
            }
        }
        holding.Count.ShouldBeGreaterThan(9, string.Join(", ", holding));
    }

    [Fact]
    public async Task What_I_promised_for_later_or_without_a_day_is_counted_and_only_mine()
    {
        await using var house = await Visits.Open(cluster);
        var (maja, today) = (await house.IdOf("maja"), Clock.Day(Visits.Monday));
        await house.ADueAction(maja, today.AddDays(7), what: "Det når jeg snart");
        foreach (var due in (DateOnly?[])[today.AddDays(8), today.AddDays(90), null])
            await house.ADueAction(maja, due, what: "Det tager vi senere");
        await house.ADueAction(await house.IdOf("henrik"), today.AddDays(30));
        using var hers = await house.As("maja");
        var page = (await hers.Get("/me")).Text;
        page.ShouldContain("Det når jeg snart");
        page.ShouldNotContain("Det tager vi senere");
        page.ShouldContain(Visits.Library.In("da").Words.Count("actions.desk.later", 3));
    }
}
