using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Questions with room for an answer each: the part that many kinds have in common.</summary>
/// <param name="Group">The set their fields belong to.</param>
/// <param name="Ids">The questions; also their fields' names.</param>
public sealed record Questions(string Group, IReadOnlyList<string> Ids)
{
    /// <summary>Room for an answer each.</summary>
    public IEnumerable<Field> Fields => Ids.Select(id => Field.Text(id, Group));

    /// <summary>What is asked.</summary>
    public IEnumerable<(string Id, string Field)> Texts => Ids.Select(id => (id, "text"));

    /// <summary>What was answered.</summary>
    public IEnumerable<Line> Lines(Language language, Answer answer, string heading = "") =>
        Ids.Select(id => new Line(Field.Text(id, Group), heading, language.Plain(id, "text"), answer[id]));

    /// <summary>What was answered, as what can be acted on.</summary>
    public IEnumerable<Proposal> Proposals(Answer answer) => Ids.Where(id => answer[id].Length > 0).Select(id => new Proposal(id, answer[id]));

    /// <summary>Writes them into a Word document.</summary>
    public void Write(Pen pen)
    {
        foreach (var id in Ids) pen.Question(id);
    }
}
