using Omtanke.Content;
using Omtanke.Conversations.Prepare;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Conversations.Hold;

/// <summary>One's own preparation, to look at beside the talk; nobody else's page has it.</summary>
/// <param name="Locked">Somebody has been away for a while: it opens after a new sign-in.</param>
/// <param name="Parts">What was written, by step.</param>
public sealed record OwnPreparation(bool Locked, IReadOnlyList<(string Title, IReadOnlyList<Steps.Line> Lines)> Parts)
{
    /// <summary>Asks for leave of its own: the talk's does not open what is private.</summary>
    internal static async Task<OwnPreparation> Beside(Conversation conversation, Database db, Gate gate, Library library, Visit visit)
    {
        var answered = await gate.Ask<Preparation>(conversation.Id, Kind.Private, Operation.Read);
        if (answered.Verdict == Verdict.Refresh)
            return new(true, []);
        if (answered.Grant is not { } grant)
            return new(false, []);
        var rows = await db.PreparationsOf(conversation.Id, gate.Me);
        var order = Preparing.StepsOf(conversation, gate.Me).ToList();
        return new(false, [.. rows.Where(row => order.Contains(row.Step)).OrderBy(row => order.IndexOf(row.Step))
            .Select(row => (visit.Language.Text(row.Step, "title"), Written(library.Step(row.Step), row.Read(grant), visit.Language)))
            .Where(part => part.Item2.Count > 0)]);
    }

    private static IReadOnlyList<Steps.Line> Written(Step step, Answer answer, Language language) =>
        [.. StepKinds.Read(step).Lines(language, answer).Where(line => line.Value.Length > 0)];
}
