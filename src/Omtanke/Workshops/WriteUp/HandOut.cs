using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Workshops.WriteUp;

/// <summary>Handing the minutes out, to those who took part and to people named one by one, and taking them back again. Nobody else reads them.</summary>
internal static class HandOut
{
    private const int MostReaders = 300;

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapPost("/workshops/{id}/minutes/handing-out", Give).May<Workshop>(Operation.Publish, Kind.Workshop);

    private static async Task<IResult> Give(Guid id, Posted form, Database db, Shelf shelf, DeskLetters letters, Visit visit)
    {
        var workshop = await db.ClaimWorkshop(id);
        if (form.Has("back"))
            return await TakeBack(workshop, form["back"], db);
        var typed = new Typed(form);
        var chosen = await Chosen(workshop, typed, db);
        typed.Errors.AddWhen(workshop.Readers.Length + chosen.Count > MostReaders, "people", "workshops.minutes.errors.too-many");
        typed.Errors.AddWhen(chosen.Count == 0 && !typed.Has("room") && !typed.Errors.Any, "people", "workshops.minutes.errors.nobody");
        if (typed.Errors.Any)
            return await MinutesPage.Of(workshop, db, shelf, faulty: typed);
        if (typed.Has("room"))
            workshop.HandedOutAt ??= visit.Now;
        var fresh = chosen.Where(person => !workshop.Readers.Contains(person.Id)).ToList();
        workshop.Readers = [.. workshop.Readers, .. fresh.Select(person => person.Id)];
        foreach (var person in fresh)
            await letters.Asked($"minutes {id} {visit.Today:yyyy-MM-dd}", person);
        await db.SaveChangesAsync();
        return Page.SeeOther($"{MinutesPage.AddressOf(id)}#handing-out", "workshops.minutes.handed-out", $"{MinutesPage.AddressOf(id)}/handing-out");
    }

    private static async Task<IResult> TakeBack(Workshop workshop, string from, Database db)
    {
        if (from == "room")
            workshop.HandedOutAt = null;
        else if (Guid.TryParse(from, out var person))
            workshop.Readers = [.. workshop.Readers.Where(reader => reader != person)];
        await db.SaveChangesAsync();
        return Page.SeeOther($"{MinutesPage.AddressOf(workshop.Id)}#handing-out", "workshops.minutes.taken-back");
    }

    // Those ticked have joined as themselves; others are written, a line each.
    private static async Task<List<Person>> Chosen(Workshop workshop, Typed typed, Database db)
    {
        var ticked = typed.All("person").Select(one => Guid.TryParse(one, out var person) ? person : Guid.Empty).ToList();
        var written = await typed.People("people", MostReaders, "workshops.minutes.errors.too-many", db);
        return ticked.Count + written.Count == 0 ? [] : await db.People.AsNoTracking()
            .Where(person => person.LeftOn == null && (written.Contains(person.Id) || (ticked.Contains(person.Id) && db.Set<Participant>().Any(one => one.Workshop == workshop.Id && one.Person == person.Id)))).ToListAsync();
    }
}
