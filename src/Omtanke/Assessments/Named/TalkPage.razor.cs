using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments.Answer;
using Omtanke.Assessments.Box;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Assessments.Named;

/// <summary>What those of one unit answered in an open dialogue, question by question and by name: what they talk from. For them and whoever leads them, and nobody above or beside.</summary>
public sealed partial class TalkPage
{
    [Parameter, EditorRequired] public required Collection Collection { get; set; }

    /// <summary>The unit.</summary>
    [Parameter, EditorRequired] public required CollectionUnit Unit { get; set; }

    /// <summary>The units the visitor may read.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<CollectionUnit> Units { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<Spoken> Spoken { get; set; }

    /// <summary>What was written, and by whom.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(string Name, string Text)> Comments { get; set; }

    /// <summary>What was asked in people's own words, where whoever asked has said it.</summary>
    [Parameter] public string? Asks { get; set; }

    /// <summary>How many have answered.</summary>
    [Parameter, EditorRequired] public required int Answered { get; set; }

    /// <summary>How many were asked.</summary>
    [Parameter, EditorRequired] public required int Asked { get; set; }

    /// <summary>Who may read it.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Reader> Readers { get; set; }

    [Parameter, EditorRequired] public required Tool? Tool { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/collections/{id}/talk", Show).May<Talk>(Operation.Read, Kind.Answer);

    internal static string AddressOf(Guid collection, Guid? unit = null) => $"/collections/{collection}/talk{(unit is { } one ? $"?unit={one}" : null)}";

    private static async Task<IResult> Show(Guid id, HttpRequest request, Database db, Gate gate, Shelf shelf, Library ours, Visit visit)
    {
        var collection = await db.FoundCollection(id);
        var (tables, all) = await db.InOneTrip(() => db.TablesOf(id, gate.Me), () => Contents.UnitsOf(id, db));
        var units = all.Where(unit => tables.Contains(unit.Unit)).ToList();
        if (units.Count == 0)
            return Page.NotFound();
        var unit = Guid.TryParse(request.Query["unit"], out var wanted) ? units.Find(one => one.Unit == wanted) : units[0];
        if (unit is null)
            return Page.NotFound();
        var (answers, chairs) = await db.InOneTrip(() => db.NamedAnswers.Where(one => one.Collection == id && one.Unit == unit.Unit && one.Answer != null).ToListAsync(), () => db.ChairsOf(id, unit.Unit));
        var grants = await gate.AskEach<NamedAnswer>([.. answers.Select(one => one.Id)], Kind.Answer);
        var people = answers.Select(one => one.Person).ToArray();
        var (names, readers) = await db.InOneTrip(() => db.People.AsNoTracking().Where(person => people.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name), () => WhoReads.Of(chairs, db));
        var slips = answers.Where(one => grants.ContainsKey(one.Id)).Select(one => (Name: names[one.Person], Slip: one.Sent(grants[one.Id])!)).OrderBy(one => one.Name, StringComparer.CurrentCulture).ToList();
        return Page.Of<TalkPage>(new
        {
            Collection = collection, Unit = unit, Units = units, Answered = slips.Count, Asks = (await Phone.AboutOf(collection, shelf, ours, visit)).Comment, Spoken = Assessments.Named.Spoken.Of(await Phone.QuestionsOf(collection, shelf, ours, visit), slips),
            Comments = (IReadOnlyList<(string, string)>)[.. slips.Where(one => one.Slip.Comment.Length > 0).Select(one => (one.Name, one.Slip.Comment))],
            Readers = readers, Asked = chairs.Count(chair => chair.Asked), Tool = (await shelf.As(collection.Tool, collection.ToolVersion)).Tool(collection.Tool),
        });
    }

    private string? Workshop => Tool is not null && Together.Suits(Tool) ? $"/workshops/new?tool={Tool.Id}&for={Uri.EscapeDataString(Unit.Name)}" : null;

    private IEnumerable<IGrouping<string, Spoken>> Groups => Spoken.GroupBy(one => one.Asked.Question.Heading);
}

/// <summary>What was said to one question.</summary>
/// <param name="Asked">The question.</param>
/// <param name="Voices">Each answer somebody gave, in the answers' order, with the names of those who gave it.</param>
/// <param name="Skipped">Those who skipped it.</param>
public sealed record Spoken(Asked Asked, IReadOnlyList<(Option Option, int Place, IReadOnlyList<string> Names)> Voices, IReadOnlyList<string> Skipped)
{
    /// <summary>What several said to all questions. What has a tick is told by who ticked it: the rest goes without saying.</summary>
    public static IReadOnlyList<Spoken> Of(IReadOnlyList<Asked?> questions, IReadOnlyList<(string Name, Slip Slip)> slips) =>
    [
        .. questions.Select((asked, place) => (asked, place)).Where(one => one.asked is not null).Select(one => new Spoken(
            one.asked!,
            [
                .. one.asked!.Question.Options.Select((option, at) => (option, at, (IReadOnlyList<string>)[.. slips.Where(slip => slip.Slip.Values[one.place] == at).Select(slip => slip.Name)]))
                    .Where(voice => voice.Item3.Count > 0 && (one.asked.Measure != Measure.Tick || voice.at > 0)),
            ],
            one.asked.Measure == Measure.Tick ? [] : [.. slips.Where(slip => slip.Slip.Values[one.place] is null).Select(slip => slip.Name)])),
    ];

    /// <summary>Whether the answers lie far apart: there is something to ask each other about.</summary>
    public bool IsApart => Asked.Measure == Measure.Scale && Voices.Count > 1 && Voices[^1].Place - Voices[0].Place >= 3;
}
