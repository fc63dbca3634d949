using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Cases;

/// <summary>What is counted of cases.</summary>
public enum Counting
{
    /// <summary>Of each case that is closed, what it was about and how it went.</summary>
    Facts,
    /// <summary>What its employee said of it afterwards.</summary>
    Evaluations,
}

/// <summary>One thing that is counted: answers to questions, and the part of the workplace. No person, no case, no time.</summary>
/// <param name="Group">The department; none is the workplace.</param>
/// <param name="Answers">The answer to each question, by its id; those without one are not there.</param>
public sealed record CaseFact(Guid? Group, IReadOnlyDictionary<string, int> Answers)
{
    /// <summary>As the release gate takes it.</summary>
    public Sheet Sheet(IReadOnlyList<Question> questions, IReadOnlySet<Guid> groups) =>
        new(Group is { } group && groups.Contains(group) ? group : Facts.Whole, null, [.. questions.Select(question => Answers.TryGetValue(question.Id, out var answer) ? answer : (int?)null)], []);
}

/// <summary>A case at its end: all that is looked at when it is counted. What was said is null where nobody was there who may read it.</summary>
public sealed record AtItsEnd(Case Case, Said? Said, OwnWord? Word, Decision Decision, IReadOnlyCollection<Contact> Contacts);

/// <summary>What is asked of each case that is counted, and how it is answered. Pure.</summary>
public static class Facts
{
    /// <summary>Stands for the whole workplace.</summary>
    public static readonly Guid Whole = Guid.Empty;

    /// <summary>Where the bands begin: weeks from registering to the first contact, weeks from registering to the end, contacts held.</summary>
    public static readonly IReadOnlyList<int> Waits = [0, 1, 2, 4, 8], Lengths = [0, 5, 9, 14, 27], Held = [0, 1, 3, 6, 10];

    // Which question, what its answers are called, and its answer in a case.
    private static readonly ((Question Question, string[] Names) Asked, Func<AtItsEnd, int?> Answer)[] all =
    [
        (OneOf<Reason>("reason"), one => (int?)one.Said?.Reason),
        (OneOf<WorkShare>("work"), one => (int?)one.Said?.WorkShare),
        (YesOrNo("stress"), one => one.Said is { } said ? said.StressTypes.Count > 0 ? 1 : 0 : null),
        .. Said.AllStressTypes.Select(type => (YesOrNo(type), (Func<AtItsEnd, int?>)(one => one.Said is { } said ? said.StressTypes.Contains(type) ? 1 : 0 : null))),
        (InBands("waiting", Waits), one => one.Case.BegunAt is { } begun ? Band(Weeks(one.Case.RegisteredAt, begun), Waits) : null),
        (InBands("length", Lengths), one => Band(Weeks(one.Case.RegisteredAt, one.Case.ClosedAt!.Value), Lengths)),
        (InBands("contacts", Held), one => Band(one.Contacts.Count(contact => contact.HeldOn is not null), Held)),
        (OneOf<Kept>("leader-start"), one => (int)KeptOf(one, ContactKind.LeaderStart)),
        (OneOf<Kept>("leader-end"), one => (int)KeptOf(one, ContactKind.LeaderEnd)),
        (OneOf<Ended>("ended"), one => (int)one.Decision.Ended),
        (OneOf<PlanThen>("plan"), one => (int?)one.Decision.Plan),
        ((new("outcome", Answering.Scale, Enum.GetValues<Outcome>().Length), Enum.GetNames<Outcome>()), one => (int?)one.Word?.Outcome),
    ];

    /// <summary>Whether a contact with the leader was kept.</summary>
    public enum Kept
    {
        Held,
        Missed,
        /// <summary>The employee did not want it, or there was no leader to have it with.</summary>
        None,
    }

    /// <summary>The questions, in the order in which they are told.</summary>
    public static IReadOnlyList<Question> Questions { get; } = [.. all.Select(one => one.Asked.Question)];

    /// <summary>What is asked of the employee afterwards.</summary>
    public static readonly IReadOnlyList<string> AskedAfterwards = ["in-time", "heard", "useful", "leader"];

    /// <summary>The same as questions: from no to yes.</summary>
    public static IReadOnlyList<Question> Afterwards { get; } = [.. AskedAfterwards.Select(id => new Question(id, Answering.Scale, 5))];

    /// <summary>The questions of one counting.</summary>
    public static IReadOnlyList<Question> Of(Counting what) => what switch { Counting.Facts => Questions, Counting.Evaluations => Afterwards };

    /// <summary>What the answers to a question are called, from the first.</summary>
    public static IReadOnlyList<string> NamesOf(string question) => all.First(one => one.Asked.Question.Id == question).Asked.Names;

    /// <summary>What is counted of a case.</summary>
    public static CaseFact Of(AtItsEnd one, Guid? group) =>
        new(group, all.Select(each => (each.Asked.Question.Id, Answer: each.Answer(one))).Where(each => each.Answer is not null).ToDictionary(each => each.Id, each => each.Answer!.Value));

    /// <summary>
    /// The part of the workplace somebody is counted in: their department, right below the top. Whoever leads the department is counted above it, and so is whoever belongs to none; none is the whole workplace.
    /// </summary>
    public static Guid? GroupOf(UnitTree tree, Guid? unit, IReadOnlyCollection<Guid> leads)
    {
        var up = unit is { } at ? tree.Up(at).ToList() : [];
        return up.Count > 1 && !leads.Contains(up[^2].Id) && !leads.Contains(up[^1].Id) ? up[^2].Id : null;
    }

    /// <summary>The departments there are.</summary>
    public static IEnumerable<Unit> Departments(UnitTree tree) => tree.Below(null).SelectMany(top => tree.Below(top.Id));

    /// <summary>The band a number lies in.</summary>
    public static int Band(int number, IReadOnlyList<int> from) => from.Count - 1 - from.Reverse().TakeWhile(edge => edge > number).Count();

    private static Kept KeptOf(AtItsEnd one, ContactKind kind) =>
        one.Contacts.Any(contact => contact.Kind == kind && contact.HeldOn is not null) ? Kept.Held
        : !one.Case.HasLeaderContact || (kind == ContactKind.LeaderEnd && one.Word is { NoLeaderEnd: true }) ? Kept.None
        : Kept.Missed;

    private static int Weeks(DateTimeOffset from, DateTimeOffset until) => (Clock.Day(until).DayNumber - Clock.Day(from).DayNumber) / 7;

    private static (Question, string[]) OneOf<T>(string id) where T : struct, Enum => (new(id, Answering.Choice, Enum.GetValues<T>().Length), Enum.GetNames<T>());

    private static (Question, string[]) YesOrNo(string id) => (new(id, Answering.Choice, 2), ["No", "Yes"]);

    // A band is called after where it begins.
    private static (Question, string[]) InBands(string id, IReadOnlyList<int> from) => (new(id, Answering.Choice, from.Count), [.. from.Select(edge => $"From{edge}")]);
}
