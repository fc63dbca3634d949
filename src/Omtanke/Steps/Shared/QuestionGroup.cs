using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Questions under one heading; without an id, questions under none.</summary>
public sealed record QuestionGroup(string Id, Questions Questions)
{
    /// <summary>The groups of a step: its loose questions first, then those in groups.</summary>
    public static IReadOnlyList<QuestionGroup> Read(Step step)
    {
        var groups = step.Part.Parts("groups").Select(group =>
        {
            group.Only("id", "questions");
            return new QuestionGroup(group.Text("id"), new Questions(step.Id, group.Ids("questions")));
        }).ToList();
        var loose = step.Part.Ids("questions");
        return loose.Count == 0 ? groups : [new QuestionGroup("", new Questions(step.Id, loose)), .. groups];
    }

    /// <summary>What it cannot be shown without.</summary>
    public IEnumerable<(string Id, string Field)> Texts => Id.Length == 0 ? Questions.Texts : Questions.Texts.Prepend((Id, "title"));

    /// <summary>What was answered.</summary>
    public IEnumerable<Line> Lines(Language language, Answer answer) => Questions.Lines(language, answer, Id.Length == 0 ? "" : language.Text(Id, "title"));
}
