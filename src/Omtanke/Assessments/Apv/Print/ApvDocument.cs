using System.Globalization;
using Omtanke.Actions;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;

namespace Omtanke.Assessments.Apv.Print;

/// <summary>An assessment as Word, in the language it is written in. Whoever answers for an action is told by function.</summary>
internal static class ApvDocument
{
    /// <summary>The document.</summary>
    public static byte[] Of(Whole whole, IReadOnlyList<string> units, string? workplace, Language language, DateOnly today)
    {
        var (apv, words) = (whole.Assessment, language.Words);
        var paper = new WordPaper(apv.Title, words.Culture).Title(workplace)
            .Fact(words["apv.paper.where"], apv.IsForLeaders ? words["apv.leaders.kind"] : string.Join(", ", units)).Fact(words["apv.paper.part"], words[$"apv.part.{apv.Part}"])
            .Fact(words["apv.paper.begun"], words.Day(Clock.Day(apv.BegunAt))).Fact(words["apv.paper.as-of"], words.Day(today));
        if (apv.IsForLeaders)
            paper.Text(words["apv.leaders.duty"]);
        paper.Heading(1, words["apv.paper.topics"]);
        foreach (var topic in whole.Topics)
            paper.Point("•", topic.In(words));
        paper.Heading(1, $"1. {words["apv.element.Uncover.title"]}");
        foreach (var source in whole.Sources)
            paper.Point("•", $"{words[$"apv.source.kind.{source.Kind}"]}: {source.Name}, {words.ShortDay(source.OnDay)}");
        paper.Heading(1, $"2. {words["apv.element.Absence.title"]}")
            .Text($"{(whole.Absence?.Contributes is { } contributes ? words[$"apv.contributes.{contributes}"] : words["apv.way.no-absence"])} {whole.Absence?.Reason}".Trim());
        paper.Heading(1, $"3–4. {words["apv.paper.plan"]}");
        foreach (var problem in whole.Problems)
        {
            paper.Heading(2, problem.What).Text($"{whole.TopicOf(problem).In(words)} · {words[$"apv.severity.{problem.Severity}"]} · {words[$"apv.extent.{problem.Extent}"]}");
            if (problem.SolvedOn is { } solved)
                paper.Text($"{words.With("apv.problem.solved", ("day", words.ShortDay(solved)))} {problem.Solution}".Trim());
            else if (whole.For(problem).ToList() is { Count: > 0 } actions)
                paper.Table(problem.What, [(words["apv.plan.done-about"], 32), (words["apv.action.responsible"], 22), (words["apv.action.due"], 14), (words["apv.paper.how-far"], 32)], actions.Select(Row));
            else
                paper.Text(words["apv.plan.none-yet"]);
        }
        paper.Heading(1, words["apv.together.title"]);
        foreach (var one in whole.Participations.Reverse())
            paper.Point("•", $"{words[$"apv.element.{one.Element}.title"]}: {words.ShortDay(one.OnDay)}, {words[$"apv.group.{one.Who}"]}. {one.How}".Trim());
        return paper.Save();

        IReadOnlyList<WordCell> Row(PlannedAction action) =>
        [
            new(action.What), new(whole.FunctionOf(action, words)), new(action.DueOn is { } due ? words.ShortDay(due) : ""),
            new(string.Join(". ", new[] { words[action.IsLate(today) ? "apv.action.late" : $"apv.status.{action.Status}"], action.Effect is { } effect ? words[$"apv.effect.{effect}"] : "", action.EffectNote.TrimEnd('.') }.Where(part => part.Length > 0))),
        ];
    }
}
