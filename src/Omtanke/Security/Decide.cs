using Omtanke.Organisation;

namespace Omtanke.Security;

/// <summary>How surely we know who is asking.</summary>
public enum Standing
{
    Nobody,
    /// <summary>Signed in, but away for more than fifteen minutes since.</summary>
    SignedIn,
    /// <summary>Signed in and active.</summary>
    Fresh,
}

/// <summary>What the asking person is to the record asked for.</summary>
public enum Relation
{
    None,
    /// <summary>Wrote it; it is theirs alone.</summary>
    Author,
    /// <summary>The employee of a conversation, or of a case.</summary>
    Employee,
    /// <summary>The leader of a conversation, while still this employee's leader in it; the leader of a case, while the employee wants it.</summary>
    Leader,
    /// <summary>Was the leader of a conversation that paused when the leader changed; was the leader of a case, or would be if the employee had said yes.</summary>
    FormerLeader,
    /// <summary>One of the named people of a working group, or of a series of meetings.</summary>
    Member,
    /// <summary>One of those a text was published to, or is taken round to; one of those asked, whom the result is shown to; one of those an answer with a name is for; one who is asked into a series of meetings.</summary>
    Reader,
    /// <summary>Runs a workshop.</summary>
    Facilitator,
    /// <summary>Has joined a workshop, with or without an account; holds a code to a collection; or is asked whether an action helped.</summary>
    Participant,
    /// <summary>Plans a collection and answers for it; answers for an action, or for the plan it stands in; calls the meetings of a series; is the psychologist on a case.</summary>
    Keeper,
    /// <summary>Has been asked to take an action on.</summary>
    Successor,
    /// <summary>Of the team that takes cases on, or leads it: knows of one when it came and how urgent it is, never whose it is or why.</summary>
    Colleague,
}

/// <summary>The kinds of information there are (confidentiality.md).</summary>
public enum Kind
{
    /// <summary>For anybody: sign-in, tools, the guide.</summary>
    Open,
    /// <summary>One's own account and page.</summary>
    Account,
    /// <summary>Its author's alone.</summary>
    Private,
    /// <summary>Between named people.</summary>
    Shared,
    /// <summary>A working group's, while it is at work.</summary>
    Group,
    /// <summary>For everybody in the workplace, and nobody outside it: what a group has published or takes round.</summary>
    Common,
    /// <summary>The workplace's people, units and machinery; never anybody's text.</summary>
    Workplace,
    /// <summary>The workplace's own tools: open to everybody in it, and to nobody else.</summary>
    Tools,
    /// <summary>A workshop's: of those who run it, and of those who are in the room.</summary>
    Workshop,
    /// <summary>A collection's plan, and answering it. Who answered, and what, is nobody's to open.</summary>
    Collection,
    /// <summary>What the whole workplace learns: released figures, and how much was done. Nobody's text, and no figure of a single person.</summary>
    Learning,
    /// <summary>A workplace assessment (APV): everybody at the workplace reads it, those who keep it write.</summary>
    Apv,
    /// <summary>What somebody answered in a collection with their name: theirs, and of those they were told of beforehand.</summary>
    Answer,
    /// <summary>An action of the plan: of those who answer for it or help, of its group, or of the whole workplace, as it says itself.</summary>
    Action,
    /// <summary>The workplace's year: everybody at the workplace reads it, those who may ask anybody lay it.</summary>
    Year,
    /// <summary>A series of meetings: of the named people who said yes to it.</summary>
    Series,
    /// <summary>Early intervention for one employee: theirs, of the psychologist on it, and of the leader as far as the employee wants it.</summary>
    Case,
    /// <summary>What the team that takes cases on has learnt of how work is arranged: written by one of them, published when another has read it, and told to those at the top with the figures of a year.</summary>
    Point,
}

/// <summary>What a record's state lets happen.</summary>
public enum State
{
    /// <summary>There is no record in question.</summary>
    None,
    /// <summary>Something may be written; of what a group takes round: it may be commented on.</summary>
    Active,
    /// <summary>The leader changed: only the employee moves it on. Of a collection: it is out with those who are asked, and nothing in it changes.</summary>
    Paused,
    Closed,
}

/// <summary>What somebody wants to do.</summary>
public enum Operation
{
    /// <summary>Come in by a door that is open to all.</summary>
    Enter,
    /// <summary>Begin something new.</summary>
    Begin,
    Read,
    Write,
    /// <summary>Confirm a text as agreed. Tell how far an action is that one answers for. Speak for oneself: yes to an invitation, a time that suits, how a meeting was.</summary>
    Confirm,
    Close,
    Reopen,
    /// <summary>Take a paused conversation on with the new leader. Say whether one takes an action on; take a case on, as one of the psychologists. Hand on what one keeps.</summary>
    HandOver,
    /// <summary>Give what a group has written to others: for comments, or for good. Open a collection. Ask people to a meeting.</summary>
    Publish,
    /// <summary>Take it away, or oneself out of those who are in it.</summary>
    Erase,
    /// <summary>Show the result of a collection to everybody who was asked.</summary>
    Show,
    /// <summary>Take part in a workshop one has joined; answer a collection one holds a code to.</summary>
    TakePart,
    /// <summary>Keep units, people and roles. Ask any unit, not only those one leads. Give cases to the psychologists one leads; plan the contacts of one's own.</summary>
    Organise,
    /// <summary>Keep the machinery: letters, self-check, settings.</summary>
    Operate,
}

/// <summary>The answer.</summary>
public enum Verdict
{
    No,
    /// <summary>Perhaps, once we know who you are.</summary>
    SignIn,
    /// <summary>Yes, once you have shown again that it is you.</summary>
    Refresh,
    Yes,
}

/// <summary>Who is asking, as the decision sees it.</summary>
public readonly record struct Actor(Standing Standing, RoleSet Roles);

/// <summary>A set of roles, as bits.</summary>
public readonly record struct RoleSet(int Bits)
{
    public static RoleSet Of(IEnumerable<Role> roles) => new(roles.Aggregate(0, (bits, role) => bits | (1 << (int)role)));

    public bool Has(Role role) => (Bits & (1 << (int)role)) != 0;
}

/// <summary>
/// The one decision in the house: may this actor, who is this to the record, of this kind, in this state, do this?
/// Pure and total; every combination is tested. Nothing else decides, anywhere.
/// </summary>
public static class Access
{
    /// <inheritdoc cref="Access"/>
    public static Verdict Decide(Actor actor, Relation relation, Kind kind, State state, Operation operation)
    {
        if (!Ever(actor.Roles, relation, kind, state, operation))
            return actor.Standing == Standing.Nobody ? Verdict.SignIn : Verdict.No;
        return (actor.Standing, Needed(kind, operation)) switch
        {
            (var has, var needs) when has >= needs => Verdict.Yes,
            (Standing.Nobody, _) => Verdict.SignIn,
            _ => Verdict.Refresh,
        };
    }

    /// <summary>How surely we must know who it is. The private kind and the keys to everything ask for a fresh sign-in.</summary>
    private static Standing Needed(Kind kind, Operation operation) => kind switch
    {
        Kind.Open => Standing.Nobody,
        Kind.Private or Kind.Workplace => Standing.Fresh,
        Kind.Account => operation == Operation.Write ? Standing.Fresh : Standing.SignedIn,
        Kind.Shared or Kind.Group or Kind.Common or Kind.Apv or Kind.Answer or Kind.Action or Kind.Series or Kind.Case or Kind.Point => Standing.SignedIn,
        Kind.Tools => operation == Operation.Read ? Standing.SignedIn : Standing.Fresh,
        // Whoever is in the room needs no account: the phone's secret says that they have joined.
        Kind.Workshop => operation == Operation.TakePart ? Standing.Nobody : Standing.SignedIn,
        Kind.Collection => operation == Operation.TakePart ? Standing.Nobody : Standing.SignedIn,
        Kind.Learning or Kind.Year => Standing.SignedIn,
    };

    /// <summary>May it be done at all, by somebody we are sure of?</summary>
    private static bool Ever(RoleSet roles, Relation relation, Kind kind, State state, Operation operation) => kind switch
    {
        Kind.Open => operation == Operation.Enter,
        Kind.Account => operation is Operation.Read or Operation.Write,
        Kind.Private => Private(relation, state, operation),
        Kind.Shared => Shared(relation, state, operation),
        Kind.Group => Group(roles, relation, state, operation),
        Kind.Common => Common(relation, state, operation),
        Kind.Workplace => operation switch
        {
            Operation.Organise => roles.Has(Role.Administrator) || roles.Has(Role.HumanResources),
            Operation.Operate => roles.Has(Role.Administrator),
            _ => false,
        },
        Kind.Tools => operation switch
        {
            Operation.Read => true,
            Operation.Organise => roles.Has(Role.Administrator) || roles.Has(Role.HumanResources) || roles.Has(Role.EnvironmentMember) || roles.Has(Role.SafetyRepresentative),
            _ => false,
        },
        Kind.Workshop => Workshop(relation, state, operation),
        Kind.Collection => Collection(roles, relation, state, operation),
        Kind.Learning => (relation, state, operation) is (Relation.None, State.None, Operation.Read) && AnswersForTheWhole(roles),
        Kind.Apv => Apv(roles, relation, state, operation),
        Kind.Answer => Answer(relation, state, operation),
        Kind.Action => Action(relation, state, operation),
        Kind.Year => (relation, state, operation) switch
        {
            (Relation.None, State.None, Operation.Read) => true,
            (Relation.None, State.None, Operation.Organise) => AsksAnybody(roles),
            _ => false,
        },
        Kind.Series => Series(relation, state, operation),
        Kind.Case => Case(roles, relation, state, operation),
        Kind.Point => Point(roles, relation, state, operation),
    };

    private static bool Private(Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        // One's own list and one's own new page: there is no record yet, and whatever comes is the author's.
        (Relation.None, State.None, Operation.Begin or Operation.Read) => true,
        (Relation.Author, State.Active or State.Paused, Operation.Read or Operation.Write or Operation.Erase) => true,
        (Relation.Author, State.Closed, Operation.Read or Operation.Erase) => true,
        _ => false,
    };

    private static bool Shared(Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Begin or Operation.Read) => true,
        (Relation.Employee or Relation.Leader, State.Active, Operation.Read or Operation.Write or Operation.Confirm or Operation.Close) => true,
        (Relation.Employee or Relation.Leader, State.Closed, Operation.Read or Operation.Reopen) => true,
        (Relation.Employee, State.Paused, Operation.Read or Operation.HandOver or Operation.Close) => true,
        _ => false,
    };

    // Beginning a group and giving its text to others is for those who answer for the working environment; writing in it is for whoever was named.
    private static bool Group(RoleSet roles, Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Begin) => AnswersForTheEnvironment(roles),
        (Relation.Member, State.Active, Operation.Read or Operation.Write or Operation.Close) => true,
        (Relation.Member, State.Active, Operation.Publish or Operation.Erase) => AnswersForTheEnvironment(roles),
        _ => false,
    };

    private static bool Common(Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Read) => true,
        (Relation.Reader, State.Active, Operation.Read or Operation.Write) => true,
        (Relation.Reader, State.Closed, Operation.Read) => true,
        _ => false,
    };

    // Anybody at the workplace may run one; who runs it is named, and who takes part has joined.
    private static bool Workshop(Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Begin or Operation.Read) => true,
        (Relation.Facilitator, State.Active, Operation.Read or Operation.Write or Operation.Close or Operation.Erase) => true,
        (Relation.Facilitator, State.Closed, Operation.Read or Operation.Write or Operation.Publish or Operation.Reopen or Operation.Erase) => true,
        (Relation.Participant, State.Active or State.Closed, Operation.TakePart) => true,
        _ => false,
    };

    // A leader asks those they lead; those who answer for the working environment may ask anybody. Once it is out, nobody changes what was promised.
    private static bool Collection(RoleSet roles, Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Read) => true,
        (Relation.None, State.None, Operation.Begin) => roles.Has(Role.Leader) || AsksAnybody(roles),
        (Relation.None, State.None, Operation.Organise) => AsksAnybody(roles),
        (Relation.Keeper, State.Active, Operation.Read or Operation.Write or Operation.Publish or Operation.Erase) => true,
        (Relation.Keeper, State.Paused, Operation.Read or Operation.Close) => true,
        (Relation.Keeper, State.Closed, Operation.Read or Operation.Show) => true,
        // Its result, from the day it is shown.
        (Relation.Reader, State.Closed, Operation.Read) => true,
        (Relation.Participant, State.Paused or State.Closed, Operation.TakePart) => true,
        _ => false,
    };

    // It is everybody's to read. A leader begins one where they lead; those who answer for the working environment, anywhere. Whoever answers for an action in it tells how it goes.
    private static bool Apv(RoleSet roles, Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Read) => true,
        (Relation.None, State.None, Operation.Begin) => roles.Has(Role.Leader) || AsksAnybody(roles),
        (Relation.None, State.None, Operation.Organise) => AsksAnybody(roles),
        (Relation.Keeper, State.Active, Operation.Read or Operation.Write or Operation.Confirm or Operation.Close) => true,
        (Relation.Keeper, State.Closed, Operation.Read or Operation.Reopen) => true,
        (Relation.Member, State.Active, Operation.Read or Operation.Confirm) => true,
        (Relation.Member or Relation.Reader, State.Active or State.Closed, Operation.Read) => true,
        _ => false,
    };

    // No role opens one. It is its author's alone while it may be changed; those it is for read it from the closing on. Whoever writes too late is let in to be told so: nothing is taken any more.
    private static bool Answer(Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.Author, State.Active or State.Closed, Operation.Read or Operation.Write or Operation.Erase) => true,
        (Relation.Reader, State.Closed, Operation.Read) => true,
        _ => false,
    };

    // Everybody may make one, and sees those that are shown to them. What has been put aside can only come back.
    private static bool Action(Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Read or Operation.Begin) => true,
        // Whoever made it may be asked themself to take it on, when whoever answers for it has left.
        (Relation.Keeper, State.Active, Operation.Read or Operation.Write or Operation.Confirm or Operation.Close or Operation.HandOver) => true,
        (Relation.Keeper, State.Closed, Operation.Read or Operation.Reopen) => true,
        (Relation.Successor, State.Active, Operation.Read or Operation.HandOver) => true,
        (Relation.Successor or Relation.Reader, State.Active or State.Closed, Operation.Read) => true,
        // Whoever it was for says whether it helped; too late, they are let in to be told so.
        (Relation.Participant, State.Active or State.Closed, Operation.Confirm) => true,
        _ => false,
    };

    // Whoever is asked learns what it is and answers, no more. All who are in it write; one of them calls the meetings. When it is over it is read, and one may still go out of it.
    private static bool Series(Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Begin or Operation.Read) => true,
        (Relation.Reader, State.Active, Operation.Read or Operation.Confirm) => true,
        (Relation.Member or Relation.Keeper, State.Active, Operation.Read or Operation.Write or Operation.Confirm or Operation.Erase) => true,
        (Relation.Keeper, State.Active, Operation.Publish or Operation.HandOver or Operation.Close) => true,
        (Relation.Member or Relation.Keeper, State.Closed, Operation.Read or Operation.Erase) => true,
        _ => false,
    };

    // Anybody asks for help for themself, and a leader for those they lead. The psychologist on it is so only while a psychologist; the leader sees what the employee wants shared, for as long
    // as they want it. The team knows when and how urgent: who leads it gives cases out, a psychologist takes one on. No role opens what anybody said.
    private static bool Case(RoleSet roles, Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Begin or Operation.Read) => true,
        (Relation.None, State.None, Operation.Organise) => roles.Has(Role.TeamLead),
        (Relation.None, State.None, Operation.HandOver) => roles.Has(Role.Psychologist),
        (Relation.Colleague, State.Active, Operation.Organise) => roles.Has(Role.TeamLead),
        (Relation.Colleague, State.Active, Operation.HandOver) => roles.Has(Role.Psychologist),
        (Relation.Employee, State.Active, Operation.Read or Operation.Write or Operation.Confirm or Operation.Erase) => true,
        // A yes is taken back also when it is over. Whoever was writing when it ended, or was about to end it, is told so and keeps what they typed: behind these doors nothing is done in what is over.
        (Relation.Employee, State.Closed, Operation.Read or Operation.Confirm or Operation.Write) => true,
        (Relation.Leader, State.Active, Operation.Read or Operation.Write or Operation.Confirm or Operation.Erase) => true,
        (Relation.Leader, State.Closed, Operation.Read or Operation.Write) => true,
        (Relation.Keeper, State.Active, Operation.Read or Operation.Write or Operation.Confirm or Operation.Organise or Operation.Publish or Operation.HandOver or Operation.Close) => roles.Has(Role.Psychologist),
        (Relation.Keeper, State.Closed, Operation.Read or Operation.Write or Operation.Close or Operation.Reopen) => roles.Has(Role.Psychologist),
        _ => false,
    };

    // A psychologist writes, somebody else of the team confirms what they have read, and whoever leads the team may take it back. Those at the top read what is published, beside the figures.
    private static bool Point(RoleSet roles, Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Read) => roles.Has(Role.TeamLead) || roles.Has(Role.TopManagement),
        (Relation.None, State.None, Operation.Begin) => roles.Has(Role.Psychologist),
        (Relation.None, State.None, Operation.Write) => IsOfTheTeam(roles),
        (Relation.None, State.None, Operation.Organise) => roles.Has(Role.TeamLead),
        (Relation.Author, State.Active, Operation.Read or Operation.Write or Operation.Erase) => roles.Has(Role.Psychologist),
        (Relation.Reader, State.Active, Operation.Read or Operation.Confirm) => IsOfTheTeam(roles),
        (Relation.Author or Relation.Reader, State.Closed, Operation.Read) => IsOfTheTeam(roles),
        (Relation.Author or Relation.Reader, State.Closed, Operation.Reopen) => roles.Has(Role.TeamLead),
        _ => false,
    };

    private static bool IsOfTheTeam(RoleSet roles) => roles.Has(Role.Psychologist) || roles.Has(Role.TeamLead);

    private static bool AsksAnybody(RoleSet roles) =>
        roles.Has(Role.SafetyRepresentative) || roles.Has(Role.EnvironmentMember) || roles.Has(Role.HumanResources) || roles.Has(Role.TopManagement);

    // Those who lead the whole, and those who prepare and hold its yearly discussion. Who leads or speaks for a unit sees what that unit is shown.
    private static bool AnswersForTheWhole(RoleSet roles) => roles.Has(Role.TopManagement) || roles.Has(Role.HumanResources) || roles.Has(Role.EnvironmentMember);

    private static bool AnswersForTheEnvironment(RoleSet roles) =>
        roles.Has(Role.SafetyRepresentative) || roles.Has(Role.ShopSteward) || roles.Has(Role.EnvironmentMember) || roles.Has(Role.HumanResources) || roles.Has(Role.TopManagement);
}
