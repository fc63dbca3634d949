using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Steps;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>What a test takes as given: a workshop with people and what they wrote, put straight into the database by the app's own role.</summary>
internal static class Given
{
    /// <summary>A workshop of a tool with the agenda the tool gives it.</summary>
    /// <param name="house">The house.</param>
    /// <param name="facilitators">Who runs it; the first owns it.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="opened">Whether it is going on, on its first item.</param>
    /// <param name="closed">Whether it is over.</param>
    /// <param name="more">Last adjustments, also of the agenda.</param>
    /// <param name="previous">The workshop of the same group before it.</param>
    public static Task<Guid> AWorkshop(this Visits house, Guid[] facilitators, string tool = "T04", bool opened = true, bool closed = false, Action<Workshop, IReadOnlyList<Item>>? more = null, Guid? previous = null) => house.Ask(async db =>
    {
        var (id, now, danish) = (Ids.New(), house.Clock.GetUtcNow(), Visits.Library.In("da"));
        var workshop = new Workshop
        {
            Id = id, Tool = tool, Language = "da", Title = "Torsdagsmødet", ForWhom = "Hjemmeplejen Øst", Place = "Kantinen", PlannedAt = now, Devices = Devices.Each, Facilitators = facilitators, Code = Workshop.NewCode(),
            TakeOver = Workshop.NewCode(), Apart = true, Days = 30, BegunAt = now, Previous = previous,
        };
        Item[] items = [.. Visits.Library.Tool(tool)!.Steps.Select((step, place) => Item.Of(id, place + 1, step, danish))];
        if (opened)
            workshop.Open(items.First(item => !item.IsOut).Id, now);
        if (closed)
            workshop.Close(now);
        more?.Invoke(workshop, items);
        db.Add(workshop);
        db.Add(new WorkshopVersion { Workshop = id, Version = 1, At = now });
        db.AddRange(items);
        await db.SaveChangesAsync();
        return id;
    }, Acting.As(facilitators[0]));

    /// <summary>Jonas did something some weeks ago: what had a day then is late now.</summary>
    public static async Task WeeksAgo(this Visits house, int weeks, Func<Visitor, Task<Reply>> did)
    {
        house.Clock.Offset -= TimeSpan.FromDays(7 * weeks);
        using var jonas = await house.As(await house.IdOf("jonas"));
        (await did(jonas)).Location.ShouldNotBeNull().ShouldStartWith("/workshops/");
        house.Clock.Offset += TimeSpan.FromDays(7 * weeks);
    }

    /// <summary>Phones that have joined, each with a first name or none.</summary>
    public static Task<IReadOnlyList<Phone>> Join(this Visits house, Guid workshop, params string[] names) => house.Ask<IReadOnlyList<Phone>>(async db =>
    {
        var now = house.Clock.GetUtcNow();
        var phones = names.Select(name => new Phone(Ids.New(), workshop, WebEncoders.Base64UrlEncode(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)), name)).ToList();
        foreach (var phone in phones)
        {
            db.Add(new Participant { Id = phone.Id, Workshop = workshop, SecretHash = Participant.HashOf(phone.Secret), Name = phone.Name, JoinedAt = now, SeenAt = now });
            // One by one, so that they come in this order.
            await db.SaveChangesAsync();
        }
        return phones;
    }, Acting.AtChores);

    /// <summary>The item of a step.</summary>
    public static Task<Item> ItemOf(this Visits house, Guid workshop, string step) =>
        house.Ask(db => db.WorkshopItems.AsNoTracking().SingleAsync(item => item.Workshop == workshop && item.Step == step), Acting.AtChores);

    /// <summary>The group goes to an item, and as far with it as this.</summary>
    public static Task GoTo(this Visits house, Item item, Stage stage = Stage.Gathering) => house.Do(async db =>
    {
        var workshop = await db.Workshops.SingleAsync(one => one.Id == item.Workshop);
        workshop.GoTo(item.Id);
        (await db.WorkshopItems.SingleAsync(one => one.Id == item.Id)).Stage = stage;
        await db.SaveChangesAsync();
    }, Acting.AtChores);

    /// <summary>Somebody writes an idea.</summary>
    public static Task<Guid> Write(this Visits house, Phone phone, Item item, string place, string text, bool chosen = false, Guid? under = null) => house.Ask(async db =>
    {
        var idea = new Idea
        {
            Id = Ids.New(), Workshop = item.Workshop, Item = item.Id, Place = place, Text = text, Token = Participant.TokenOf(phone.Secret, item.Id), Author = item.Anonymous ? null : phone.Id,
            At = item.Anonymous ? null : house.Clock.GetUtcNow(), IsChosen = chosen, Under = under,
        };
        db.Add(idea);
        await db.SaveChangesAsync();
        return idea.Id;
    }, Acting.AtChores);

    /// <summary>Somebody votes for ideas of an item.</summary>
    public static Task VoteFor(this Visits house, Phone phone, Item item, params Guid[] ideas) => house.Do(async db =>
    {
        db.AddRange(ideas.Select(idea => new Vote { Workshop = item.Workshop, Item = item.Id, Idea = idea, Token = Participant.TokenOf(phone.Secret, item.Id) }));
        await db.SaveChangesAsync();
    }, Acting.AtChores);

    /// <summary>Somebody answers what is only counted.</summary>
    public static Task AnswerTo(this Visits house, Phone phone, Item item, params (string Field, string Value)[] given) => house.Do(async db =>
    {
        db.Add(new Ballot
        {
            Workshop = item.Workshop, Item = item.Id, Token = Participant.TokenOf(phone.Secret, item.Id), Answer = given.Aggregate(Answer.Empty, (answer, one) => answer.With(one.Field, one.Value)).ToJson(),
        });
        await db.SaveChangesAsync();
    }, Acting.AtChores);

    /// <summary>It is over.</summary>
    public static Task Close(this Visits house, Guid workshop) => house.Do(async db =>
    {
        (await db.Workshops.SingleAsync(one => one.Id == workshop)).Close(house.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }, Acting.AtChores);

    /// <summary>The parts of its minutes, in order.</summary>
    public static Task<List<MinutesPart>> PartsOf(this Visits house, Guid workshop) =>
        house.Ask(db => db.WorkshopMinutes.AsNoTracking().Where(part => part.Workshop == workshop).OrderBy(part => part.Position).ToListAsync(), Acting.AtChores);

    /// <summary>Every table of workshops.</summary>
    public static Task<List<string>> WorkshopTables(this Visits house) =>
        house.Ask(db => db.Database.SqlQuery<string>($"""select table_name::text as "Value" from information_schema.tables where table_schema = 'public' and table_name like 'workshop%' order by 1""").ToListAsync(), Acting.AtChores);

    /// <summary>How many rows of a table hold a text anywhere, as whoever owns the tables finds them.</summary>
    public static async Task<long> RowsWith(this Visits house, string table, string text)
    {
        await using var owner = new Npgsql.NpgsqlConnection(house.Connection);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand($"select count(*) from {table} t where t::text like '%' || $1 || '%'", owner) { Parameters = { new() { Value = text } } };
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The group agrees on an answer.</summary>
    public static Task Agree(this Visits house, Item item, params (string Field, string Value)[] given) => house.Do(async db =>
    {
        var stored = await db.WorkshopItems.SingleAsync(one => one.Id == item.Id);
        (stored.Answer, stored.Answered) = (given.Aggregate(Answer.FromJson(stored.Answer), (answer, one) => answer.With(one.Field, one.Value)).ToJson(), stored.Answered + 1);
        await db.SaveChangesAsync();
    }, Acting.AtChores);
}

/// <summary>A phone in the room.</summary>
internal sealed record Phone(Guid Id, Guid Workshop, string Secret, string Name)
{
    /// <summary>Its browser.</summary>
    public Visitor Browser(Visits house)
    {
        var browser = house.Browser();
        browser.Cookies.Add(new Uri("https://localhost"), new System.Net.Cookie("omtanke-guest", Secret, $"/workshops/{Workshop}/hand") { Secure = true });
        return browser;
    }
}
