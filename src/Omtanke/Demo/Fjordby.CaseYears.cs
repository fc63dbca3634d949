using Microsoft.EntityFrameworkCore;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Demo;

public static partial class Fjordby
{
    // How many cases were counted in each of the years that are over, the latest first.
    private static readonly int[] Closed = [61, 44];

    // What most of them were, and what some were: a question's answers in turn.
    private static readonly (string Question, int[] Answers)[] Usual =
    [
        ("reason", [0, 1, 2, 2, 1, 3, 2, 4, 0, 1, 2]), ("work", [3, 2, 3, 4, 2, 0, 3, 2, 1, 3]), ("stress", [1, 1, 0, 1, 0]), ("T05.Y1", [1, 0, 0, 1, 0, 0, 0]), ("T05.Y2", [0, 0, 1, 0, 1, 0]), ("T05.Y3", [0, 1, 0, 0]),
        ("T05.Y4", [0, 0, 0, 0, 1]), ("waiting", [2, 1, 2, 3, 1, 2, 0]), ("length", [1, 2, 2, 3, 1, 0, 2]), ("contacts", [3, 2, 3, 4, 2, 1]), ("leader-start", [0, 0, 2, 0, 1, 0]), ("leader-end", [0, 1, 2, 0, 0, 2, 1]),
        ("ended", [0, 1, 0, 2, 0, 3, 5, 0, 1, 4]), ("plan", [0, 2, 0, 1, 2]), ("outcome", [3, 4, 2, 3, 3, 1, 4, 3, 2]),
    ];

    private static readonly (string Theme, string Text)[] Learnt =
    [
        ("T10.G3", "Når vagtplanen kommer sent, bliver hjemmet det sted, hvor alt skal rettes ind igen. En fast dag for planen ville fjerne meget af det, der slider."),
        ("T10.G6", "Opgaver bliver ved med at komme til, og ingen siger, hvad der må vente. Det hjælper, når lederen skriver de tre ting, der er nok i dag."),
        ("T05.Y2", "To omlægninger på et år er for tæt. Der går lang tid, før nogen ved, hvem de skal spørge."),
        ("T10.G4", "De, der arbejder alene om aftenen, mangler en, de må ringe til uden at skulle have en grund."),
    ];

    /// <summary>The years of early intervention that are over: what was counted of them, what people said afterwards, and what the team learnt.</summary>
    private static async Task LookBackOnCases(Database db, CountBox box, DateTimeOffset now)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        var departments = Facts.Departments(await db.UnitTree()).Select(unit => (Guid?)unit.Id).ToList();
        for (var back = 0; back < Closed.Length; back++)
        {
            var at = Clock.At(new(Clock.Day(now).Year - 1 - back, 6, 1), new(12, 0));
            for (var number = 0; number < Closed[back]; number++)
            {
                // Two in five are of the largest department, and a few of none.
                var group = number % 11 == 0 ? null : departments[number % 5 < 2 ? 0 : number % departments.Count];
                await box.Put(Counting.Facts, new(group, Usual.ToDictionary(one => one.Question, one => one.Answers[(number + back) % one.Answers.Length])), at);
                if (number % 2 == 0)
                    await box.Put(Counting.Evaluations, new(group, Facts.AskedAfterwards.Select((id, place) => (Id: id, Answer: 4 - ((number / 2 * (place + 1)) % 7 / 2))).ToDictionary(one => one.Id, one => one.Answer)), at);
            }
        }
        // About as many began in those years; most of them are long erased.
        for (var back = 0; back < Closed.Length; back++)
        {
            var (year, least) = (Clock.Day(now).Year - 1 - back, Closed[back] / 10 * 10);
            await db.Database.ExecuteSqlAsync($"insert into year_counts (year, what, least, most, made_at) values ({year}, 'cases', {least}, {least + 9}, {now}) on conflict do nothing");
        }
        await db.SaveChangesAsync();
        var team = await db.Roles.AsNoTracking().Where(role => role.UntilOn == null && (role.Role == Role.Psychologist || role.Role == Role.TeamLead)).OrderBy(role => role.Role).Select(role => role.Person).ToListAsync();
        foreach (var (theme, text, number) in Learnt.Select((one, number) => (one.Theme, one.Text, number)))
        {
            var written = new DateOnly(Clock.Day(now).Year - 1, 3 + (number * 2), 12);
            var point = new LearningPoint { Id = Ids.New(), Theme = theme, Text = text, Language = "da", WrittenBy = team[0], WrittenOn = written };
            // The last one waits for a second reader; and where there is no second one all of them do.
            if (number < Learnt.Length - 1 && team.Find(one => one != team[0]) is var reader && reader != Guid.Empty)
                point.Confirm(reader, written.AddDays(9));
            db.Add(point);
        }
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }
}
