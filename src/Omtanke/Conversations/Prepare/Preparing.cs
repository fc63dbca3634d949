using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.Conversations.Prepare;

/// <summary>What each side may prepare with, in order: the leader's half of T07, the employee's half of the guide (E2).</summary>
internal static class Preparing
{
    /// <summary>The employee picks one of these two by own choice. Which one is kept nowhere: both stand open, and only what is written is stored.</summary>
    public static readonly IReadOnlyList<string> EitherOr = ["E2.A", "E2.B"];

    private static readonly IReadOnlyList<string> leaders = ["T07.B", "T07.P", "T07.F1"], employees = ["E2.0", "E2.A", "E2.B", "T07.B", "E2.C", "E1.X"];

    /// <summary>The steps of this person's side.</summary>
    public static IReadOnlyList<string> StepsOf(Conversation conversation, Guid person) => person == conversation.Leader ? leaders : employees;

    /// <summary>What this person's side has for afterwards: kept like a preparation, for its author alone.</summary>
    public static string AfterwardsOf(Conversation conversation, Guid person) => person == conversation.Leader ? "T07.S5" : "E4";

    /// <summary>The step, when it is one of this person's side.</summary>
    public static Step? Find(Library library, Conversation conversation, Guid person, string step) =>
        StepsOf(conversation, person).Contains(step) || AfterwardsOf(conversation, person) == step ? library.Step(step) : null;

    /// <summary>How the steps show the side a person is on.</summary>
    public static string SideOf(Conversation conversation, Guid person) => person == conversation.Leader ? "leader" : "employee";

    /// <summary>Whether there is something to fill in.</summary>
    public static bool IsFilledIn(Step step) => StepKinds.Read(step).Fields.Count > 0;
}
