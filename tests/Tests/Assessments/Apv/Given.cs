using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Apv;
using Omtanke.Assessments.Apv.Begin;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Assessments.Apv;

/// <summary>What a test takes as given: an assessment with a source, a problem and an action.</summary>
internal static class Given
{
    /// <summary>An assessment of a unit.</summary>
    public static Task<(Guid Id, Guid Problem, Guid Action, Guid Topic)> AnApv(Visits house, Guid keeper, Guid? responsible = null, bool closed = false, string unit = "Hjemmeplejen Øst", int due = 30) => house.Ask(async db =>
    {
        var (now, units) = (house.Clock.GetUtcNow(), await db.Units.Where(one => one.Name == unit).Select(one => one.Id).ToListAsync());
        var (id, source, problem, action) = (Ids.New(), Ids.New(), Ids.New(), Ids.New());
        var apv = BeginPage.Make(db, id, "APV i hjemmeplejen", "da", units, TakingPart.Organisation, ["workload", "body"], ["Kørsel alene"], keeper, now);
        await db.SaveChangesAsync();
        var topics = await db.ApvTopics.Where(topic => topic.Apv == id).OrderBy(topic => topic.Position).ToListAsync();
        db.Add(new Source { Id = source, Apv = id, Kind = SourceKind.WalkRound, Name = "Rundgang i garagen", OnDay = Clock.Day(now) });
        await db.SaveChangesAsync();
        db.Add(new Problem { Id = problem, Apv = id, Topic = topics[0].Id, Source = source, What = "Ruterne er lagt for tæt", Severity = 3, Extent = 2, Version = 1, FoundAt = now });
        await db.SaveChangesAsync();
        var planned = apv.Plan(await db.ApvProblems.SingleAsync(one => one.Id == problem), action, 0, "Vi lægger ti minutter ind mellem besøgene", now);
        (planned.Who, planned.Owner, planned.DueOn) = ("Lederen", responsible, Clock.Day(now).AddDays(due));
        db.AddRange(planned, planned.Made(keeper));
        if (closed)
            db.Add(apv.Close(topics, keeper, now));
        await db.SaveChangesAsync();
        return (id, problem, action, topics[0].Id);
    }, Acting.AtChores);
}
