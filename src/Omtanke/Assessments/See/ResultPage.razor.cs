using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Assessments.Box;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;
using Role = Omtanke.Organisation.Role;

namespace Omtanke.Assessments.See;

/// <summary>
/// What came of a collection: for those who plan it as soon as it is released, and for everybody who was asked from the day it is shown. Every figure on it stands in the release, or follows from figures that do.
/// </summary>
public sealed partial class ResultPage
{
    [Parameter, EditorRequired] public required Findings Findings { get; set; }

    /// <summary>The unit looked at closely.</summary>
    [Parameter, EditorRequired] public required Place Chosen { get; set; }

    /// <summary>The rounds of the series up to this one that the visitor may see, the first first.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Told> Rounds { get; set; }

    [Parameter, EditorRequired] public required Tool? Tool { get; set; }

    /// <summary>Whether the visitor plans it.</summary>
    [Parameter, EditorRequired] public required bool IsKeeper { get; set; }

    /// <summary>Whether they may read what was written: a leader not before everybody who was asked.</summary>
    [Parameter, EditorRequired] public required bool ShowsComments { get; set; }

    /// <summary>The units that were asked and are no longer there.</summary>
    [Parameter, EditorRequired] public required IReadOnlySet<Guid> Gone { get; set; }

    /// <summary>What is done about it, here and in workshops that talked about it, as far as the visitor sees it.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<PlannedAction> Actions { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/{id}/result", Show).May<Result>(Operation.Read, Kind.Collection);
        doors.MapGet("/collections/{id}/result/word", Word).May<Result>(Operation.Read, Kind.Collection);
        doors.MapGet("/collections/{id}/result/table", Table).May<Result>(Operation.Read, Kind.Collection);
        doors.MapPost("/collections/{id}/showing", ShowToAll).May<Result>(Operation.Show, Kind.Collection);
    }

    internal static string AddressOf(Guid collection) => $"/collections/{collection}/result";

    private static async Task<IResult> Show(Guid id, HttpContext http, Database db, Gate gate, Shelf shelf, Releases releases, Visit visit)
    {
        var collection = await db.FoundCollection(id);
        if (await FindingsOf(collection, db, shelf, releases, visit) is not { } findings)
            return WaitPage.Of(collection, http, visit);
        var (tree, actions) = await db.InOneTrip(() => db.UnitTree(), () => db.ActionsAfter(Origin.Collection, id));
        return Page.Of<ResultPage>(new
        {
            Actions = (IReadOnlyList<PlannedAction>)actions,
            Findings = findings, Chosen = findings.At(Guid.TryParse(http.Request.Query["unit"], out var unit) ? unit : null), Rounds = await RoundsOf(findings, db, releases),
            Tool = (await shelf.As(collection.Tool, collection.ToolVersion)).Tool(collection.Tool), IsKeeper = collection.Keepers.Contains(gate.Me), ShowsComments = await MayRead(findings, db, gate),
            Gone = (IReadOnlySet<Guid>)findings.Places.Select(place => place.Id).Where(place => place != collection.Series && tree[place] is null).ToHashSet(),
        });
    }

    private static async Task<IResult> Word(Guid id, Database db, Gate gate, Shelf shelf, Releases releases, Visit visit)
    {
        var collection = await db.FoundCollection(id);
        return await FindingsOf(collection, db, shelf, releases, visit) is { } findings
            ? Microsoft.AspNetCore.Http.Results.File(ResultDocument.Of(findings, await RoundsOf(findings, db, releases), await MayRead(findings, db, gate), visit), WordPaper.MediaType, $"{visit["collections.result.file"]}.docx")
            : Page.SeeOther(AddressOf(id));
    }

    private static async Task<IResult> Table(Guid id, Database db, Shelf shelf, Releases releases, Visit visit)
    {
        var collection = await db.FoundCollection(id);
        return await FindingsOf(collection, db, shelf, releases, visit) is { } findings
            ? Microsoft.AspNetCore.Http.Results.File(ResultTable.Of(findings, visit), "text/csv; charset=utf-8", $"{visit["collections.result.file"]}.csv")
            : Page.SeeOther(AddressOf(id));
    }

    private static async Task<IResult> ShowToAll(Guid id, Database db, Box.Showing showing, Releases releases, Gate gate, Visit visit)
    {
        var collection = await db.ClaimCollection(id);
        if (await releases.Of(id) is not null)
            await showing.Show(collection, gate.Me, visit.Now);
        return Page.SeeOther(AddressOf(id), collection.ShownAt is null ? null : "collections.result.shown-now");
    }

    private static async Task<Findings?> FindingsOf(Collection collection, Database db, Shelf shelf, Releases releases, Visit visit)
    {
        if (await releases.Of(collection.Id) is not { } release)
            return null;
        var step = (await shelf.As(collection.Tool, collection.ToolVersion)).Tool(collection.Tool)?.Step(collection.Step);
        return new(collection, release, await Contents.UnitsOf(collection.Id, db), step, visit.Language);
    }

    private static async Task<IReadOnlyList<Told>> RoundsOf(Findings findings, Database db, Releases releases)
    {
        var collection = findings.Collection;
        var rounds = await db.Collections.AsNoTracking().Where(one => one.Series == collection.Series && one.Round <= collection.Round && one.ClosedAt != null).OrderBy(one => one.Round).ToListAsync();
        var told = await releases.Of([.. rounds.Select(round => round.Id)]);
        return [.. rounds.Where(round => told.ContainsKey(round.Id)).Select(round => new Told(round, told[round.Id]))];
    }

    // What people wrote never comes to their own leader first.
    private static async Task<bool> MayRead(Findings findings, Database db, Gate gate)
    {
        var (me, units) = (gate.Me, findings.Places.Select(place => place.Id).ToArray());
        return findings.Collection.ShownAt is not null || !await db.Roles.AnyAsync(held => held.Person == me && held.Role == Role.Leader && held.UntilOn == null && units.Contains(held.Unit!.Value));
    }

    private Collection Collection => Findings.Collection;

    private string Home => AddressOf(Collection.Id);

    private CultureInfo Culture => Visit.Culture;

    private string? Foreign => Collection.Language == Visit.Code ? null : Collection.Language;

    private string Asks => Tool is { } tool ? Questionnaire.NameOf(tool, Collection.Step, Visit.Language) : Collection.Step;

    private IEnumerable<string> Units => Findings.IsSeveral ? Findings.Below(Findings.Whole).Select(place => place.Name) : [Findings.Whole.Name];

    private string? Workshop(Place place) => Tool is not null && Together.Suits(Tool) ? $"/workshops/new?tool={Tool.Id}&for={Uri.EscapeDataString(place.Id == Collection.Series ? Collection.Title : place.Name)}&origin=collection&of={Collection.Id}" : null;

    private IReadOnlyList<string> Questions => Tool?.Step(Collection.Step) is { } step
        ? StepKinds.Read(step) switch { Scale scale => scale.Questions.Ids, Signs signs => signs.Questions.Ids, _ => [] } is { Count: > 0 } ids ? [.. ids.Select(id => Visit.Language.Plain(id, "text"))] : Common : Common;

    private IReadOnlyList<string> Common => [.. Enumerable.Range(1, 3).Select(number => Visit[$"collections.result.talk.q{number}"])];

    private Scale? Bands => Tool?.Step(Collection.Step) is { } step && StepKinds.Read(step) is Scale { Bands.Count: > 0 } scale ? scale : null;

    // What a sum of that size means, in the tool's own words: only where all of it is told.
    private string? BandOf(Column column, Score score) => score is { Value: { } value, Partly: false } && Bands is { } scale && column.Theme is { Id.Length: > 0 }
        && scale.Bands.FirstOrDefault(band => Math.Round(value * column.Items.Count, MidpointRounding.AwayFromZero) <= band.To) is { } band ? Visit.Language.Text(band.Id, "title") : null;

    // Where the tool says which tool comes next for each level, as whoever fills it in alone is told.
    private IReadOnlyList<string> NextOf(Column column) => column.Theme is { Id.Length: > 0 } theme && Tool?.Step(Collection.Step) is { } step && StepKinds.Read(step) is Scale scale
        ? scale.Groups.FirstOrDefault(group => group.Id == theme.Id)?.Next ?? [] : [];

    // Of single points, what most know or most miss comes first.
    private IReadOnlyList<(Column Column, Score Score)> Scores(Place place)
    {
        var scores = Findings.Columns.Select(column => (Column: column, Score: column.Of(place.Cell))).ToList();
        return Findings.Columns.All(column => column is { Theme: null, Items: [{ Telling: not null }] }) ? [.. scores.OrderByDescending(one => one.Score.Value ?? -1)] : scores;
    }

    // The highest and the lowest of the themes; none where they are alike. Never of units.
    private (string Most, string Least)? Ends
    {
        get
        {
            var told = Scores(Findings.Whole).Where(one => one.Score.Value is not null && one.Column.Theme is not null).OrderByDescending(one => one.Score.Value).ToList();
            return told.Count > 1 && told[0].Score.Value > told[^1].Score.Value && told[0].Score.Value > told[1].Score.Value && told[^1].Score.Value < told[^2].Score.Value ? (told[0].Column.Title, told[^1].Column.Title) : null;
        }
    }

    private string Scale => Say.Scale(Findings, Visit.Words);

    private IReadOnlyList<Place> Rows => Findings.Rows(Chosen);

    private IReadOnlyList<Hidden> Reasons => Findings.Reasons(Rows.Append(Chosen));

    private IReadOnlyList<string> Comments => ShowsComments ? [.. Chosen.Cell.Comments.SelectMany(topic => topic.Texts)] : [];

    // Whether what was written would stand here.
    private bool TellsWords => Collection.AsksComment && !Collection.IsNamed && Chosen.With is null && Chosen.Cell.Hidden is null;

    private string WordsTitle => Findings.Comment ?? Visit["collections.result.comments"];

    private IEnumerable<(string Id, string Title)> Parts
    {
        get
        {
            yield return ("how", Visit["collections.result.how"]);
            if (Findings.HasAny)
            {
                yield return ("whole", Visit.With("collections.result.whole", ("unit", Findings.Whole.Name)));
                if (Rows.Count > 1)
                    yield return ("units", Visit["collections.result.units"]);
                yield return ("unit", Visit.With("collections.result.unit", ("unit", Chosen.Name)));
                if (TellsWords)
                    yield return ("comments", WordsTitle);
                if (Reasons.Count > 0)
                    yield return ("hidden", Visit["collections.result.hidden.title"]);
                if (Rounds.Count > 1)
                    yield return ("rounds", Visit.With("collections.result.trend", ("unit", Chosen.Name)));
            }
            yield return ("now", Visit["collections.result.now"]);
            yield return ("take", Visit["collections.result.take"]);
        }
    }

    private string RoundName(Collection round) => Visit.ShortDay(Clock.Day(round.ClosedAt ?? round.ClosesAt));
}

/// <summary>One round of a series, and what is told of it.</summary>
public sealed record Told(Collection Round, Release Release);
