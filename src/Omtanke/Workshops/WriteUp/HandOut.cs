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
        var errors = new Errors();
        var chosen = await Chosen(workshop, form, db, errors);
        errors.AddWhen(workshop.Readers.Length + chosen.Count > MostReaders, "people", "workshops.minutes.errors.too-many");
        errors.AddWhen(chosen.Count == 0 && !form.Has("room") && !errors.Any, "people", "workshops.minutes.errors.nobody");
        if (errors.Any)
            return await MinutesPage.Of(workshop, db, shelf, faulty: (form, errors));
        if (form.Has("room"))
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

    // Those ticked have joined as themselves; those typed stand one on each line, by address or by a name only one has.
    private static async Task<List<Person>> Chosen(Workshop workshop, Posted form, Database db, Errors errors)
    {
        var ticked = form.All("person").Select(typed => Guid.TryParse(typed, out var person) ? person : Guid.Empty).ToList();
        var chosen = ticked.Count == 0 ? [] : await db.People.AsNoTracking()
            .Where(person => ticked.Contains(person.Id) && person.LeftOn == null && db.Set<Participant>().Any(one => one.Workshop == workshop.Id && one.Person == person.Id)).ToListAsync();
        foreach (var line in form["people"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostReaders))
        {
            var found = await db.Meant(line);
            errors.AddWhen(found.Count == 0, "people", "workshops.minutes.errors.unknown");
            errors.AddWhen(found.Count > 1, "people", "workshops.minutes.errors.unclear");
            if (found is [var one] && chosen.TrueForAll(person => person.Id != one.Id))
                chosen.Add(one);
        }
        return chosen;
    }
}
