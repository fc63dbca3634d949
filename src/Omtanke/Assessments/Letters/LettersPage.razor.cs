using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Letters;

/// <summary>A letter for each who is asked, on paper, unit by unit: their code and the way in. That somebody had them shown is noted, for all who plan it to see.</summary>
public sealed partial class LettersPage
{
    [Parameter, EditorRequired] public required Collection Collection { get; set; }

    /// <summary>The units that people belong to, and how many.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(CollectionUnit Unit, int Count)> Units { get; set; }

    /// <summary>The unit whose letters are shown; none before one is chosen.</summary>
    [Parameter] public Guid? Unit { get; set; }

    /// <summary>Its letters, by name.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Letter> Letters { get; set; }

    [Parameter, EditorRequired] public required Language Language { get; set; }

    /// <summary>What the workplace is called that asks.</summary>
    [Parameter, EditorRequired] public required string Workplace { get; set; }

    /// <summary>The whole address of one of our pages.</summary>
    [Parameter, EditorRequired] public required Func<string, string> Link { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/collections/{id}/letters", Show).May<Collection>(Operation.Close, Kind.Collection);

    private static async Task<IResult> Show(Guid id, HttpRequest request, Database db, Gate gate, BallotKeys keys, Bookcase bookcase, Settings settings, Visit visit)
    {
        var collection = await db.FoundCollection(id);
        // Where everybody signs in there are no codes to print.
        if (collection.IsNamed || !collection.IsOpen(visit.Now) || collection.Key is not { } key || await keys.Fetch(key) is not { } ballots)
            return Page.SeeOther($"/collections/{id}");
        var units = await db.CollectionUnits.AsNoTracking().Where(unit => unit.Collection == id && unit.Asked > 0).OrderBy(unit => unit.Position).ToListAsync();
        var chosen = Guid.TryParse(request.Query["unit"], out var wanted) && units.Exists(unit => unit.Unit == wanted) ? wanted : (Guid?)null;
        var letters = new List<Letter>();
        if (chosen is { } unit)
        {
            var people = db.People;
            var asked = await db.AskedPeople.AsNoTracking().Where(one => one.Collection == id && one.Unit == unit).Join(people, one => one.Person, person => person.Id, (_, person) => new { person.Id, person.Name }).ToListAsync();
            letters.AddRange(asked.OrderBy(person => person.Name, StringComparer.Create(CultureInfo.GetCultureInfo("da-DK"), ignoreCase: true)).Select(person => new Letter(person.Name, units.Find(one => one.Unit == unit)!.Name, ballots.CodeOf(person.Id))));
            db.Add(collection.Happened(Assessments.Moment.LettersShown, gate.Me, visit.Now));
            await db.SaveChangesAsync();
        }
        return Page.Of<LettersPage>(new
        {
            Collection = collection, Units = (IReadOnlyList<(CollectionUnit, int)>)[.. units.Select(one => (one, one.Asked))], Unit = chosen, Letters = (IReadOnlyList<Letter>)letters,
            Language = (await bookcase.As(collection)).In(collection.Language), Workplace = (await db.TheWorkplace())!.Name, Link = (Func<string, string>)settings.Link,
        });
    }

    private Words Words => Language.Words;
}

/// <summary>A letter to somebody.</summary>
public sealed record Letter(string Name, string Unit, string Code);
