using Omtanke.Actions;
using Omtanke.Content;

namespace Omtanke.Assessments.Apv;

/// <summary>The four elements, in their order.</summary>
public enum Element
{
    Uncover,
    Absence,
    Plan,
    FollowUp,
}

/// <summary>How far an element is.</summary>
public enum Progress
{
    None,
    Begun,
    Done,
}

/// <summary>An assessment with all that is in it, to be read from top to bottom.</summary>
/// <param name="Assessment">Itself.</param>
/// <param name="Topics">What it looks at.</param>
/// <param name="Sources">Where problems were found.</param>
/// <param name="All">All problems, those put aside among them.</param>
/// <param name="Absence">What was said of sickness absence; none before anything was.</param>
/// <param name="Groups">Figures of sickness absence, as they may be told.</param>
/// <param name="Actions">All actions, those put aside among them.</param>
/// <param name="Participations">Who took part, the latest first.</param>
/// <param name="Leaders">The group of a leader-APV: those who said yes, and to whoever keeps it all who were asked.</param>
/// <param name="Names">Names of the people it names.</param>
public sealed record Whole(
    Assessment Assessment, IReadOnlyList<Topic> Topics, IReadOnlyList<Source> Sources, IReadOnlyList<Problem> All, Absence? Absence, IReadOnlyList<AbsenceGroup> Groups,
    IReadOnlyList<PlannedAction> Actions, IReadOnlyList<Participation> Participations, IReadOnlyList<NamedLeader> Leaders, IReadOnlyDictionary<Guid, string> Names)
{
    /// <summary>The problems, the gravest and most widespread first, and of equals the one due first.</summary>
    public IReadOnlyList<Problem> Problems { get; } =
    [
        .. All.Where(problem => !problem.IsOut)
            .OrderByDescending(problem => problem.Weight)
            .ThenBy(problem => Actions.Where(action => action.Part == problem.Id && !action.IsOut).Min(action => action.DueOn) ?? DateOnly.MaxValue)
            .ThenBy(problem => problem.FoundAt),
    ];

    /// <summary>Those that need a plan.</summary>
    public IEnumerable<Problem> ToPlan => Problems.Where(problem => problem.SolvedOn is null);

    /// <summary>Those that were solved at once.</summary>
    public IEnumerable<Problem> Solved => Problems.Where(problem => problem.SolvedOn is not null);

    /// <summary>What is done about a problem, by date.</summary>
    public IEnumerable<PlannedAction> For(Problem problem) => Actions.Where(action => action.Part == problem.Id && !action.IsOut).OrderBy(action => action.DueOn ?? DateOnly.MaxValue).ThenBy(action => action.Id);

    /// <summary>Every action that holds.</summary>
    public IEnumerable<PlannedAction> Holding => ToPlan.SelectMany(For);

    /// <summary>Problems without a single action.</summary>
    public IEnumerable<Problem> Unplanned => ToPlan.Where(problem => !For(problem).Any());

    /// <summary>Problems that have no answer yet: solved at once, or something was done about it and it was told whether it helped.</summary>
    public IEnumerable<Problem> Unanswered => ToPlan.Where(problem => !For(problem).Any(action => action.Status == Status.Done) || !For(problem).All(action => action.IsFinished));

    /// <summary>Whether all that was tried is over and none of it worked.</summary>
    public bool IsInVain(Problem problem) => For(problem).Any(action => action.Effect == Outcome.Not) && For(problem).All(action => action.IsFinished && action.Effect is not (Outcome.Worked or Outcome.Partly));

    public Topic TopicOf(Problem problem) => Topics.First(topic => topic.Id == problem.Topic);

    public Source? SourceOf(Problem problem) => Sources.FirstOrDefault(source => source.Id == problem.Source);

    /// <summary>Where the same method as before is used again, to see whether it helped.</summary>
    public string? AgainFor(PlannedAction action) => All.FirstOrDefault(problem => problem.Id == action.Part) is { } problem ? SourceOf(problem)?.AgainAt : null;

    /// <summary>Actions somebody has put aside, and that can be taken up again: what they are about still waits.</summary>
    public IEnumerable<PlannedAction> PutAside => Actions.Where(action => action.IsOut && ToPlan.Any(problem => problem.Id == action.Part));

    /// <summary>The function that answers for an action. Where somebody took it on by their own name, it is not told outside the workplace.</summary>
    public string FunctionOf(PlannedAction action, Words words) => action.Who.Length > 0 && !Names.Values.Contains(action.Who, StringComparer.OrdinalIgnoreCase) ? action.Who : words["apv.paper.somebody"];

    public IEnumerable<Participation> In(Element element) => Participations.Where(one => one.Element == element);

    /// <summary>Whether the work contributes has been said.</summary>
    public bool IsAbsenceTaken => Absence?.Contributes is not null;

    /// <summary>How far an element is.</summary>
    public Progress Of(Element element) => element switch
    {
        Element.Uncover => Problems.Count > 0 && Sources.Count > 0 ? Progress.Done : Problems.Count + Sources.Count > 0 ? Progress.Begun : Progress.None,
        Element.Absence => IsAbsenceTaken ? Progress.Done : Absence is not null || Groups.Count > 0 ? Progress.Begun : Progress.None,
        Element.Plan => Problems.Count == 0 ? Progress.None : !Unplanned.Any() ? Progress.Done : Holding.Any() ? Progress.Begun : Progress.None,
        Element.FollowUp => Problems.Count == 0 ? Progress.None : !Unanswered.Any() ? Progress.Done : Holding.Any(action => action.ToldOn is not null) ? Progress.Begun : Progress.None,
    };

    /// <summary>Where one goes on: the first element that is not done.</summary>
    public Element Next => Enum.GetValues<Element>().FirstOrDefault(element => Of(element) != Progress.Done, Element.FollowUp);

    /// <summary>Whether it can be closed: something was found, absence was taken along, and every problem has an answer.</summary>
    public bool MayClose => !Assessment.IsClosed && Problems.Count > 0 && IsAbsenceTaken && !Unanswered.Any();
}
