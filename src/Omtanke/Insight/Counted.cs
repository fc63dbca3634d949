namespace Omtanke.Insight;

/// <summary>A round's sheets, gone through once.</summary>
internal sealed class Counted
{
    public Counted(Round round, bool again)
    {
        // By filter once only (Changes says why); and where no question is told by it there is nothing that crosses.
        Filters = !again && round.Questions.Any(question => question.ByFilter) ? round.Filters : [];
        Layers = 1 + Filters.Count;
        People = new(round.Units, Layers, 1);
        Answers = [.. round.Questions.Select(question => new Tally(round.Units, Layers, Checked(question).Options))];
        var layers = Filters.Select((filter, value) => (filter, value)).ToDictionary(one => one.filter, one => one.value + 1);
        foreach (var sheet in round.Sheets)
        {
            if (sheet.Answers.Count != Answers.Length)
                throw new ArgumentException("A sheet has one answer, or none, for each question.", nameof(round));
            var at = (sheet.Filter is null ? 0 : layers.GetValueOrDefault(sheet.Filter) * round.Units) + round.Hierarchy.Place(sheet.Unit);
            People.Add(at, 0);
            for (var question = 0; question < Answers.Length; question++)
                if (sheet.Answers[question] is { } answer)
                    Answers[question].Add(at, answer);
        }
    }

    public IReadOnlyList<string> Filters { get; }

    public int Layers { get; }

    /// <summary>Those who took part.</summary>
    public Tally People { get; }

    /// <summary>Their answers to each question.</summary>
    public Tally[] Answers { get; }

    private static Question Checked(Question question) => question switch
    {
        { Options: < 2 } => throw new ArgumentException($"The question {question.Id} leaves nothing to answer."),
        { ByFilter: true, Answering: not Answering.Scale } => throw new ArgumentException($"The question {question.Id} has no mean, so it cannot be told by filter."),
        _ => question,
    };
}
