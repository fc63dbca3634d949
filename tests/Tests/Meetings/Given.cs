using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Meetings;
using Omtanke.Meetings.Find;
using Omtanke.Meetings.Meet;
using Omtanke.Security;

namespace Omtanke.Tests.Meetings;

/// <summary>Series of meetings, put straight into the database or made by visits.</summary>
internal static class Given
{
    /// <summary>A network with one meeting whose time is being found, and one thing agreed; kept by the first of these people.</summary>
    public static Task<(Guid Series, Guid Meeting, Guid Action)> ASeries(Visits house, Guid[] members, Guid? asked = null, bool closed = false) => house.Ask(async db =>
    {
        var (id, now) = (Ids.New(), house.Clock.GetUtcNow());
        var series = new Series { Id = id, Kind = SeriesKind.Network, Name = "Torsdagsgruppen", Members = members, Keeper = members[0], Key = Tests.Given.AKey(house, db, Kind.Series, id).Key, BegunAt = now };
        db.Add(series);
        db.Add(series.Happened(Moment.Begun, members[0], now));
        if (asked is { } person)
            db.Add(new Invitation { Series = id, Person = person, Kind = series.Kind, Name = series.Name, AskedBy = members[0], AskedAt = now });
        await db.SaveChangesAsync();
        var meeting = NextPage.Make(series, Ids.New(), [], 120, false, db, Visits.Library, now);
        NextPage.Propose(meeting, [now.AddDays(9), now.AddDays(10)], db);
        await db.SaveChangesAsync();
        var action = Holding.ActionOf(series, meeting, Ids.New(), "Vi ringer til hinanden", (members[^1], "En af os"), Clock.Day(now).AddDays(20), "", "da", members[0], now);
        db.Add(action);
        db.Add(action.Made(members[0]));
        if (closed)
            db.Add(series.End(members[0], now));
        await db.SaveChangesAsync();
        return (id, meeting.Id, action.Id);
    }, Acting.AtChores);

    /// <summary>Henrik begins a network by the front door, and these say yes.</summary>
    public static async Task<Guid> ANetwork(this Visits house, Visitor keeper, params (string Name, Visitor Visitor)[] others)
    {
        (string, string?)[] asked = [("kind", "Network"), ("name", "Torsdagsgruppen"), .. others.Select((other, place) => ($"with{place + 1}", (string?)other.Name))];
        var begun = await keeper.Post("/meetings", asked);
        begun.Status.ShouldBe(System.Net.HttpStatusCode.SeeOther, begun.Text);
        var series = Guid.Parse(begun.Location!.Split('/')[^1]);
        foreach (var (_, visitor) in others)
            (await visitor.Post($"/meetings/{series}/acceptance")).Location.ShouldBe($"/meetings/{series}");
        return series;
    }

    /// <summary>Its keeper calls a meeting at this time, agreed beforehand.</summary>
    public static async Task<Guid> AMeeting(this Visits house, Visitor keeper, Guid series, DateTimeOffset at)
    {
        var called = await keeper.Post($"/meetings/{series}/next", [.. house.Row(1, at), ("settled", "yes"), ("minutes", "90"), ("place", "Lokale 4")]);
        called.Status.ShouldBe(System.Net.HttpStatusCode.SeeOther, called.Text);
        return Guid.Parse(called.Location!.Split('/')[^1]);
    }

    /// <summary>A time as the form holds it.</summary>
    public static (string, string?)[] Row(this Visits house, int row, DateTimeOffset at) =>
        [($"date{row}", Clock.Local(at).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ($"time{row}", Clock.Local(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The meeting as the database has it.</summary>
    public static Task<Meeting> TheMeeting(this Visits house, Guid meeting) => house.Ask(db => db.Meetings.AsNoTracking().SingleAsync(one => one.Id == meeting), Acting.AtChores);

    /// <summary>The series as the database has it; null when it is gone.</summary>
    public static Task<Series?> TheSeries(this Visits house, Guid series) => house.Ask(db => db.Series.AsNoTracking().SingleOrDefaultAsync(one => one.Id == series), Acting.AtChores);
}
