using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Workshops;

namespace Omtanke.Tests.Workshops;

/// <summary>What people do with a workshop, said shortly.</summary>
internal static class Halls
{
    /// <summary>Somebody plans one; gives its id.</summary>
    public static async Task<Guid> PlanWorkshop(this Visitor visitor, string tool = "T02", params (string Name, string? Value)[] more)
    {
        var reply = await visitor.Post("/workshops", Filled(tool, more));
        reply.Status.ShouldBe(HttpStatusCode.SeeOther, reply.Text);
        return Guid.Parse(reply.Location!.Split('/')[2]);
    }

    /// <summary>The form of a new workshop as somebody would fill it in; what is given stands instead.</summary>
    public static (string Name, string? Value)[] Filled(string tool, params (string Name, string? Value)[] more) =>
    [
        .. new (string Name, string? Value)[]
        {
            ("tool", tool), ("title", "Vi taler sammen"), ("who", "Hjemmeplejen Øst"), ("place", "Kantinen"), ("date", "2026-11-30"), ("time", "9.00"), ("language", "da"), ("devices", "Each"), ("apart", "yes"), ("days", "30"),
        }.Where(field => !more.Any(other => other.Name == field.Name)),
        .. more.Where(field => field.Value is not null),
    ];

    /// <summary>The workshop as it stands in the database.</summary>
    public static Task<Workshop> WorkshopOf(this Visits house, Guid id) => house.Ask(db => db.Workshops.SingleAsync(workshop => workshop.Id == id), Acting.AtChores);

    /// <summary>Its agenda.</summary>
    public static Task<List<Item>> AgendaOf(this Visits house, Guid id) => house.Ask(db => db.ItemsOf(id), Acting.AtChores);

    /// <summary>Who has joined, in the order they came.</summary>
    public static Task<List<Participant>> ParticipantsOf(this Visits house, Guid id) =>
        house.Ask(db => db.Participants.Where(one => one.Workshop == id).OrderBy(one => one.Number).ToListAsync(), Acting.AtChores);

    /// <summary>A phone that has seen the door of a workshop.</summary>
    public static async Task<Visitor> Phone(this Visits house, string code)
    {
        var phone = house.Browser();
        (await phone.Get($"/join/{code}")).Status.ShouldBe(HttpStatusCode.OK);
        return phone;
    }

    /// <summary>Changes the workshop behind the house's back: it is opened, closed, at another item.</summary>
    public static Task Change(this Visits house, Guid id, Action<Workshop> change) => house.Do(async db =>
    {
        change(await db.Workshops.SingleAsync(workshop => workshop.Id == id));
        await db.SaveChangesAsync();
    }, Acting.AtChores);

    /// <summary>The agenda's form as its page would send it.</summary>
    public static List<(string Name, string? Value)> AgendaForm(IEnumerable<Item> items) =>
    [
        .. items.SelectMany(item => new (string Name, string? Value)[]
        {
            ("item", item.Id.ToString()), ($"minutes-{item.Id}", $"{item.Minutes}"), ($"mode-{item.Id}", $"{item.Mode}"), ($"people-{item.Id}", $"{item.People}"),
            ($"anonymous-{item.Id}", item.Anonymous ? "yes" : null), ($"out-{item.Id}", item.IsOut ? "yes" : null),
        }.Where(field => field.Value is not null)),
    ];
}
