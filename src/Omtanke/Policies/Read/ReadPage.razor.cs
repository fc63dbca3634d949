using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Policies.Speak;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Policies.Read;

/// <summary>A published text, for everybody in the workplace: to read, to print, as Word. Earlier editions stay where they are.</summary>
public sealed partial class ReadPage
{
    [Parameter, EditorRequired] public required Edition Edition { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<EditionSection> Sections { get; set; }

    /// <summary>Every edition, the latest first.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Edition> Editions { get; set; }

    /// <summary>The round this visitor is or was asked in; null for none.</summary>
    [Parameter] public Round? Round { get; set; }

    /// <summary>Whether the visitor is in the group that writes it.</summary>
    [Parameter] public bool IsMember { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/policies/{id}", Latest).May<PublicText>(Operation.Read, Kind.Common);
        doors.MapGet("/policies/{id}/editions/{number:int}", Show).May<PublicText>(Operation.Read, Kind.Common);
        doors.MapGet("/policies/{id}/editions/{number:int}/word", Word).May<PublicText>(Operation.Read, Kind.Common);
    }

    private static async Task<IResult> Latest(Guid id, Database db, Gate gate, Visit visit) =>
        await db.LatestEdition(id) is { } edition ? await Of(edition, db, gate, visit) : Page.SeeOther(SpeakPage.AddressOf(id));

    private static async Task<IResult> Show(Guid id, int number, Database db, Gate gate, Visit visit) =>
        await Find(id, number, db) is { } edition ? await Of(edition, db, gate, visit) : Page.NotFound();

    private static async Task<IResult> Word(Guid id, int number, Database db, Library library)
    {
        if (await Find(id, number, db) is not { } edition)
            return Page.NotFound();
        var language = library.In(edition.Language);
        var file = PolicyDocument.Of(edition, await db.SectionsIn(edition.Id), (await db.TheWorkplace())?.Name, language);
        return Results.File(file, WordPaper.MediaType, $"{language.Words["policies.file"]}-{number}.docx");
    }

    private static Task<Edition?> Find(Guid policy, int number, Database db) =>
        db.Editions.AsNoTracking().SingleOrDefaultAsync(edition => edition.Policy == policy && edition.Number == number);

    private static async Task<IResult> Of(Edition edition, Database db, Gate gate, Visit visit) => Page.Of<ReadPage>(new
    {
        Edition = edition, Sections = (IReadOnlyList<EditionSection>)await db.SectionsIn(edition.Id),
        Editions = (IReadOnlyList<Edition>)await db.Editions.AsNoTracking().Where(other => other.Policy == edition.Policy).OrderByDescending(other => other.Number).ToListAsync(),
        Round = await db.RoundFor(edition.Policy, gate.Me, visit.Today),
        // The database shows a policy to its group alone.
        IsMember = await db.Policies.AnyAsync(policy => policy.Id == edition.Policy && policy.Members.Contains(gate.Me)),
    });

    private bool IsLatest => Edition.Number == Editions[0].Number;

    private string? Language => Edition.Language == Visit.Code ? null : Edition.Language;
}
