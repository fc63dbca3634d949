using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Demo;

/// <summary>What one of those who are helped shares with her leader: a sentence, a plan both have confirmed, and a time for a meeting of three.</summary>
public static partial class Fjordby
{
    private const string Sharer = "Line Østergaard";

    private static async Task Share(Guid id, AccessGrant grant, Database db, DateTimeOffset now)
    {
        var one = await db.ClaimCase(id);
        var (leader, psychologist, then) = (one.Leader!.Value, one.Psychologist!.Value, now.AddDays(-12));
        var told = Message.Of(Ids.New(), one, psychologist, "Line kan klare fire dage om ugen, når hun kender sine opgaver mandag morgen.", grant, then);
        var asked = Message.Of(Ids.New(), one, psychologist, "Det vil hjælpe Line, hvis en makker tager telefonen om formiddagen.", grant, now.AddDays(-1));
        var plan = CasePlan.Begin(Ids.New(), one, PlanKind.Retention, psychologist, then);
        var content = new PlanContent(
            WorkingDay(Clock.Day(then)), [20, 22, 25, 28, 32, 37],
            new Dictionary<string, string>
            {
                ["tasks-on"] = "De borgere, Line kender i forvejen.", ["tasks-off"] = "Vagtplanen. Den tager souschefen så længe.", ["support"] = "En makker på de tunge besøg.",
                ["adjustments"] = "Ingen aftenvagter. En halv time til ro midt på dagen.", ["contact"] = "Souschefen", ["stop"] = "Opgaver, der bliver liggende to dage i træk. Så ringer Line, og vi går en uge tilbage i timer.",
            },
            [WorkingDay(Clock.Day(now).AddDays(5))]);
        var meeting = ThreeMeeting.Ask(Ids.New(), one, Clock.At(WorkingDay(Clock.Day(now).AddDays(8)), new(10, 0)), 60, now.AddDays(-1));
        meeting.MeetAt("Mødelokalet på 1. sal", grant);
        // It went too fast at first: the plan was adjusted after a week.
        var adjusted = now.AddDays(-5);
        db.AddRange(told, asked, plan, plan.Write(content with { Hours = [24, 28, 32, 37] }, adjusted: false, psychologist, grant, then), plan.Write(content, adjusted: true, psychologist, grant, adjusted), meeting);
        db.AddRange(
            Consent.Give(id, Topic.PassOn, told.Id, one.Employee, then.AddDays(1), leader, told.Hash), Consent.Give(id, Topic.SharePlan, plan.Id, one.Employee, then.AddDays(1), leader),
            Consent.Give(id, Topic.ThreeParty, meeting.Id, psychologist, now.AddDays(-1)));
        db.AddRange(content.Reviews.Select(day => new PlanReview { Plan = plan.Id, OnDay = day }));
        db.AddRange(((Guid[])[one.Employee, leader]).SelectMany(person => new PlanConfirmation[]
        {
            new() { Plan = plan.Id, Version = 1, Person = person, At = then.AddDays(2) }, new() { Plan = plan.Id, Version = 2, Person = person, At = adjusted.AddDays(1) },
        }));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }
}
