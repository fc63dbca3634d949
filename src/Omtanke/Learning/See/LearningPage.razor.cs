using System.Globalization;
using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Insight;
using Omtanke.Learning.Take;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Learning.See;

/// <summary>What the whole workplace learns of a year: spot, talk, agree, follow up, learn. Figures that are shown already to those they are about, and how far what was agreed is.</summary>
public sealed partial class LearningPage
{
    /// <summary>Where it stands.</summary>
    public const string Address = "/learning";

    /// <summary>What is in it and what is not, line by line.</summary>
    internal static readonly string[] Limits = ["shown", "groups", "counts", "never"];

    [Parameter, EditorRequired] public required Learned Learned { get; set; }

    /// <summary>What the law says of talking about the year.</summary>
    [Parameter, EditorRequired] public required Rule Law { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, Show).May(Operation.Read, Kind.Learning);
        doors.MapGet($"{Address}/word", Word).May(Operation.Read, Kind.Learning);
        doors.MapGet($"{Address}/table", Table).May(Operation.Read, Kind.Learning);
    }

    private static async Task<IResult> Show(string? year, string? unit, Gathering gathering, Library library, CancellationToken stop) =>
        Page.Of<LearningPage>(new { Learned = await gathering.Of(year, unit, stop), Law = LawOf(library) });

    private static async Task<IResult> Word(string? year, string? unit, Gathering gathering, Library library, Visit visit, CancellationToken stop)
    {
        var learned = await gathering.Of(year, unit, stop);
        return Results.File(YearReport.Of(learned, LawOf(library), visit), WordPaper.MediaType, $"{FileOf(learned, visit)}.docx");
    }

    private static async Task<IResult> Table(string? year, string? unit, Gathering gathering, Visit visit, CancellationToken stop)
    {
        var learned = await gathering.Of(year, unit, stop);
        return Results.File(FigureTable.Of(learned, visit), Spreadsheet.MediaType, $"{FileOf(learned, visit)}.csv");
    }

    private static Rule LawOf(Library library) => library.Rule("yearly-discussion");

    private static string FileOf(Learned learned, Visit visit) => $"{visit["learning.file"]}-{learned.Seen.Year.ToString(CultureInfo.InvariantCulture)}";

    private string Where => Learned.Unit?.Name ?? Visit["learning.whole"];

    private string At(string path = "", int? year = null) =>
        $"{Address}{path}?year={(year ?? Learned.Seen.Year).ToString(CultureInfo.InvariantCulture)}{(Learned.Seen.Unit is { } unit ? $"&unit={unit}" : "")}";

    private string? Foreign(string language) => language == Visit.Code ? null : language;

    // Whether what was agreed is told of: of one unit only where there is something.
    private bool TellsAgreed => Learned.IsWhole || Learned.Lesson.Deeds.Count > 0;

    private IEnumerable<(string Id, string Title)> Parts
    {
        get
        {
            if (!Learned.IsEmpty)
            {
                yield return ("spot", Visit["learning.spot.title"]);
                yield return ("talk", Visit["learning.talk-part.title"]);
                if (TellsAgreed)
                    yield return ("agree", Visit["learning.agree.title"]);
                if (Learned.Lesson.Deeds.Count > 0)
                    yield return ("follow", Visit["learning.follow.title"]);
                if (Learned.Reasons.Count > 0)
                    yield return ("hidden", Visit["collections.result.hidden.title"]);
            }
            yield return ("learn", Visit["learning.learn.title"]);
            yield return (Law.Id, Visit.Language.Text(Law.Id, "title"));
            yield return ("what", Visit["learning.in-it.title"]);
            yield return ("take", Visit["collections.result.take"]);
        }
    }

    private IReadOnlyList<YearCount> Conversations => Learned.CountsOf("conversations");
}
