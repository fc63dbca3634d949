using Omtanke.Content;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Conversations.Prepare;

/// <summary>What a step of a preparation is shown with.</summary>
public sealed record OwnStep(Conversation Conversation, Guid Me, Step Step, Answer Answer, Preparation? Row)
{
    /// <summary>What could not be taken.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What another window saved meanwhile; null when none did.</summary>
    public Answer? Theirs { get; init; }

    /// <summary>A word to a leader whose text looks like a diagnosis.</summary>
    public string? Hint { get; init; }

    /// <summary>The version it has; 0 before the first saving.</summary>
    public int Version => Row?.Version ?? 0;

    /// <summary>Where it is.</summary>
    public string Address => StepPage.AddressOf(Conversation.Id, Step.Id);

    /// <summary>The component's parameters.</summary>
    internal object Parameters => new { Own = this };

    /// <summary>With the hint its text gives.</summary>
    internal OwnStep With(Visit visit, Library library) =>
        Me == Conversation.Leader && Answer.Fields.Select(field => DiagnosisHint.In(Answer[field], library.IllnessWords)).FirstOrDefault(word => word is not null) is { } found
            ? this with { Hint = visit.With("conversations.diagnosis.own", ("word", found)) }
            : this;
}
