using Microsoft.AspNetCore.Components;
using Omtanke.Content;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Meetings;

/// <summary>A point of the agenda as it reads in the visitor's language.</summary>
/// <param name="Point">The point.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Help">What the tool says about it.</param>
/// <param name="Text">What they wrote themselves.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="Ways">Where it is done: a tool's step.</param>
public sealed record Spoken(Point Point, string Title, MarkupString? Help, string Text, IReadOnlyList<MarkupString> Questions, IReadOnlyList<(string Address, string Words)> Ways)
{
    /// <summary>Reads the points of an agenda.</summary>
    public static IReadOnlyList<Spoken> Of(IEnumerable<Point> points, Library library, AccessGrant grant, Visit visit) => [.. points.Select(point => Of(point, library, grant, visit))];

    private static Spoken Of(Point point, Library library, AccessGrant grant, Visit visit)
    {
        var (title, text) = point.Read(grant);
        if (point.Source is not { } source)
            return new(point, title, null, text, [], []);
        if (source.StartsWith("fixed.", StringComparison.Ordinal))
            return new(point, visit[$"meetings.fixed.{source[6..]}"], new MarkupString(visit[$"meetings.fixed.{source[6..]}-text"]), text, [], []);
        var language = visit.Language;
        // A tool of the workplace's own may have been taken away since.
        if (StepOf(library, source) is not { } step || !language.Has(source, "title"))
            return new(point, visit["meetings.agenda.gone"], null, text, [], []);
        var field = source == step.Id && language.Has(source, "lead") ? "lead" : "text";
        return new(point, language.Text(source, "title"), language.Has(source, field) ? new MarkupString(language.Phrase(source, field)) : null, text,
            [.. QuestionsOf(step, source).Where(id => language.Has(id, "text")).Select(id => new MarkupString(language.Phrase(id, "text")))],
            [.. Course.DoneWith(source).Prepend(source == step.Id ? source : "").Where(id => id.Length > 0).Select(id => Way(library, language, id)).OfType<(string, string)>()]);
    }

    /// <summary>The step a part stands in; null where there is none any more.</summary>
    internal static Step? StepOf(Library library, string source) =>
        library.Tools.Where(tool => source.StartsWith(tool.Id + ".", StringComparison.Ordinal)).SelectMany(tool => tool.Steps)
            .FirstOrDefault(step => step.Id == source || Parts(step).Any(part => part.Id == source));

    private static IReadOnlyList<string> QuestionsOf(Step step, string source) => Parts(step).FirstOrDefault(part => part.Id == source).Questions ?? [];

    private static IEnumerable<(string Id, IReadOnlyList<string> Questions)> Parts(Step step) => StepKinds.Read(step) switch
    {
        Agenda agenda => agenda.Items.Select(item => (item.Id, item.Questions.Ids)),
        Explain explain => explain.Groups.Select(group => (group.Id, group.Points)),
        _ => [],
    };

    private static (string, string)? Way(Library library, Language language, string step) =>
        library.Tools.FirstOrDefault(tool => tool.Step(step) is not null) is { } tool && language.Has(step, "title") ? ($"/tools/{tool.Slug}/{step}", $"{language.Text(tool.Id, "title")}: {language.Text(step, "title")}") : null;
}
