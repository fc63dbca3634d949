using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Answer;
using Omtanke.Assessments.Box;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Named;

/// <summary>The answers of a confidential collection, for the few who were named: who has answered, unit by unit. Each answer is opened by itself, and whoever gave it sees that it was.</summary>
public sealed partial class ReadPage
{
    [Parameter, EditorRequired] public required Collection Collection { get; set; }

    /// <summary>Those who answered, by unit and name.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Given> Answers { get; set; }

    /// <summary>Who reads them.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Reader> Readers { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/{id}/answers", Show).May<ConfidentialAnswers>(Operation.Read, Kind.Answer);
        doors.MapGet("/collections/{id}/answers/{answer:guid}", ShowOne).May<ConfidentialAnswers>(Operation.Read, Kind.Answer);
    }

    internal static string AddressOf(Guid collection) => $"/collections/{collection}/answers";

    private static async Task<IResult> Show(Guid id, Database db, Gate gate)
    {
        var collection = await db.FoundCollection(id);
        var (answers, readers) = await db.InOneTrip(() => GivenIn(collection, db, gate), () => WhoReads.Of(collection.Readers, db));
        return Page.Of<ReadPage>(new { Collection = collection, Answers = answers, Readers = readers });
    }

    private static async Task<IResult> ShowOne(Guid id, Guid answer, Database db, Gate gate, Shelf shelf, Library ours, Visit visit)
    {
        var (collection, opened) = (await db.FoundCollection(id), await gate.Ask<NamedAnswer>(answer, Kind.Answer, Operation.Read));
        if (opened.Grant is not { } grant || await db.NamedAnswers.FindAsync(answer) is not { } found || found.Collection != id)
            return Page.NotFound();
        var (all, slip) = (await GivenIn(collection, db, gate), found.Sent(grant)!);
        var place = all.Select((one, place) => (one, place)).First(pair => pair.one.Id == answer).place;
        return Page.Of<AnswerPage>(new
        {
            Collection = collection, Given = all[place], Previous = place > 0 ? all[place - 1] : null, Next = place + 1 < all.Count ? all[place + 1] : null,
            Answered = (await Phone.QuestionsOf(collection, shelf, ours, visit)).Zip(slip.Values).Where(one => one.First is not null).Select(one => (one.First!, one.Second)).ToList(), slip.Comment, Asks = (await Phone.AboutOf(collection, shelf, ours, visit)).Comment,
        });
    }

    // The database leaves out what is not theirs; what they have opened stands in the log.
    private static async Task<IReadOnlyList<Given>> GivenIn(Collection collection, Database db, Gate gate)
    {
        var (me, openings) = (gate.Me, db.Openings);
        var (seats, found) = await db.InOneTrip(
            () => Contents.UnitsOf(collection.Id, db),
            () => (from answer in db.NamedAnswers.AsNoTracking()
                   where answer.Collection == collection.Id && answer.Answer != null
                   join person in db.Set<Organisation.Person>() on answer.Person equals person.Id
                   select new { answer.Id, answer.Unit, person.Name, Read = openings.Any(opening => opening.Record == answer.Id && opening.Person == me) }).ToListAsync());
        var units = seats.ToDictionary(unit => unit.Unit);
        return [.. found.OrderBy(one => units[one.Unit].Position).ThenBy(one => one.Name, StringComparer.CurrentCulture).Select(one => new Given(one.Id, one.Name, units[one.Unit].Name, one.Read))];
    }
}

/// <summary>Somebody's answer, as it stands in the list of those who may read it.</summary>
/// <param name="Id">The answer.</param>
/// <param name="Name">Who gave it.</param>
/// <param name="Unit">Where they sat.</param>
/// <param name="Read">Whether the visitor has opened it.</param>
public sealed record Given(Guid Id, string Name, string Unit, bool Read);
