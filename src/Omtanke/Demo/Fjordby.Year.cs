using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Year;

namespace Omtanke.Demo;

/// <summary>What Fjordby has laid into its year beside what its assessments, policies and collections bring: meetings of the AMO, a day about care, a course, and a day for the yearly discussion before the law's.</summary>
public static partial class Fjordby
{
    // Months from this one · day · what · done.
    private static readonly (int Months, int Day, OccasionKind Kind, string Title, string Note, bool Done)[] Laid =
    [
        (-9, 11, OccasionKind.Meeting, "AMO-møde", "Sygefravær og vinterens vagtplan", true),
        (-8, 19, OccasionKind.Training, "Kursus for to nye AMR", "", true),
        (-5, 9, OccasionKind.Meeting, "AMO-møde", "Rundgang i Park og vej", true),
        (-2, 24, OccasionKind.Own, "Temadag om omsorg for alle ledere", "Rådhuset, hele dagen", true),
        (1, 3, OccasionKind.Meeting, "AMO-møde", "Planen for næste år", false),
        (3, 10, OccasionKind.Meeting, "AMO-møde", "", false),
        (4, 24, OccasionKind.Own, "Netværket for ledere spørger: Giver det stadig noget?", "", false),
        (6, 5, OccasionKind.Training, "Halvanden dag for AMO", "Vold og trusler", false),
    ];

    /// <summary>Lays it; does nothing where something has been laid. Only in a demo.</summary>
    private static async Task LayTheYear(Database db, IReadOnlyDictionary<string, Guid> people, DateTimeOffset now)
    {
        await using var transaction = await db.Begin(Acting.AtChores);
        var (erik, month) = (people["Erik Toft"], new DateOnly(Clock.Day(now).Year, Clock.Day(now).Month, 1));
        foreach (var (months, day, kind, title, note, done) in Laid)
        {
            var on = month.AddMonths(months).AddDays(day - 1);
            var entry = new Entry { Id = Ids.New(), Kind = kind, Title = title, Language = "da", Note = note, Day = on, Version = 1, MadeBy = erik, MadeAt = now.AddDays(-330) };
            db.Add(entry);
            db.Add(entry.Lay(erik, entry.MadeAt));
            if (done)
                db.Add(entry.Finish(erik, Clock.At(on, new(15, 0))));
        }
        var last = await db.Set<Assessments.Apv.Discussion>().AsNoTracking().Where(one => one.SignedOn != null).OrderByDescending(one => one.HeldOn).FirstAsync();
        var plan = new Entry
        {
            Id = Ids.New(), Occasion = $"discussion after {last.Id}", Kind = OccasionKind.Discussion, Title = "Den årlige drøftelse af arbejdsmiljøet", Language = "da", Day = Clock.Day(now).AddDays(17), Version = 1, MadeBy = people["Birgit Dam"], MadeAt = now.AddDays(-20),
        };
        db.Add(plan);
        db.Add(plan.Lay(people["Birgit Dam"], plan.MadeAt));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }
}
