using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

/// <summary>The one decision, held against a table written by hand. Whatever the table does not name is a no.</summary>
public sealed class DecideTests
{
    private static readonly Role[] AllRoles = Enum.GetValues<Role>();

    /// <summary>kind · relation · state · operations that are possible at all, and how surely we must know who it is.</summary>
    private static readonly (Kind Kind, Relation Relation, State State, Operation[] Operations, Standing Needs)[] Yes =
    [
        (Kind.Private, Relation.None, State.None, [Operation.Begin, Operation.Read], Standing.Fresh),
        (Kind.Private, Relation.Author, State.Active, [Operation.Read, Operation.Write, Operation.Erase], Standing.Fresh),
        (Kind.Private, Relation.Author, State.Paused, [Operation.Read, Operation.Write, Operation.Erase], Standing.Fresh),
        (Kind.Private, Relation.Author, State.Closed, [Operation.Read, Operation.Erase], Standing.Fresh),
        (Kind.Shared, Relation.None, State.None, [Operation.Begin, Operation.Read], Standing.SignedIn),
        (Kind.Shared, Relation.Employee, State.Active, [Operation.Read, Operation.Write, Operation.Confirm, Operation.Close], Standing.SignedIn),
        (Kind.Shared, Relation.Leader, State.Active, [Operation.Read, Operation.Write, Operation.Confirm, Operation.Close], Standing.SignedIn),
        (Kind.Shared, Relation.Employee, State.Closed, [Operation.Read, Operation.Reopen], Standing.SignedIn),
        (Kind.Shared, Relation.Leader, State.Closed, [Operation.Read, Operation.Reopen], Standing.SignedIn),
        (Kind.Shared, Relation.Employee, State.Paused, [Operation.Read, Operation.HandOver, Operation.Close], Standing.SignedIn),
        (Kind.Group, Relation.Member, State.Active, [Operation.Read, Operation.Write, Operation.Close], Standing.SignedIn),
        (Kind.Common, Relation.None, State.None, [Operation.Read], Standing.SignedIn),
        (Kind.Common, Relation.Reader, State.Active, [Operation.Read, Operation.Write], Standing.SignedIn),
        (Kind.Common, Relation.Reader, State.Closed, [Operation.Read], Standing.SignedIn),
        (Kind.Workshop, Relation.None, State.None, [Operation.Begin, Operation.Read], Standing.SignedIn),
        (Kind.Workshop, Relation.Facilitator, State.Active, [Operation.Read, Operation.Write, Operation.Close, Operation.Erase], Standing.SignedIn),
        (Kind.Workshop, Relation.Facilitator, State.Closed, [Operation.Read, Operation.Write, Operation.Publish, Operation.Reopen, Operation.Erase], Standing.SignedIn),
        (Kind.Workshop, Relation.Participant, State.Active, [Operation.TakePart], Standing.Nobody),
        (Kind.Workshop, Relation.Participant, State.Closed, [Operation.TakePart], Standing.Nobody),
        (Kind.Collection, Relation.None, State.None, [Operation.Read], Standing.SignedIn),
        (Kind.Collection, Relation.Keeper, State.Active, [Operation.Read, Operation.Write, Operation.Publish, Operation.Erase], Standing.SignedIn),
        (Kind.Collection, Relation.Keeper, State.Paused, [Operation.Read, Operation.Close], Standing.SignedIn),
        (Kind.Collection, Relation.Keeper, State.Closed, [Operation.Read, Operation.Show], Standing.SignedIn),
        (Kind.Collection, Relation.Reader, State.Closed, [Operation.Read], Standing.SignedIn),
        (Kind.Collection, Relation.Participant, State.Paused, [Operation.TakePart], Standing.Nobody),
        (Kind.Collection, Relation.Participant, State.Closed, [Operation.TakePart], Standing.Nobody),
        (Kind.Apv, Relation.None, State.None, [Operation.Read], Standing.SignedIn),
        (Kind.Apv, Relation.Keeper, State.Active, [Operation.Read, Operation.Write, Operation.Confirm, Operation.Close], Standing.SignedIn),
        (Kind.Apv, Relation.Keeper, State.Closed, [Operation.Read, Operation.Reopen], Standing.SignedIn),
        (Kind.Apv, Relation.Member, State.Active, [Operation.Read, Operation.Confirm], Standing.SignedIn),
        (Kind.Apv, Relation.Member, State.Closed, [Operation.Read], Standing.SignedIn),
        (Kind.Apv, Relation.Reader, State.Active, [Operation.Read], Standing.SignedIn),
        (Kind.Apv, Relation.Reader, State.Closed, [Operation.Read], Standing.SignedIn),
        (Kind.Year, Relation.None, State.None, [Operation.Read], Standing.SignedIn),
        (Kind.Answer, Relation.Author, State.Active, [Operation.Read, Operation.Write, Operation.Erase], Standing.SignedIn),
        (Kind.Answer, Relation.Author, State.Closed, [Operation.Read, Operation.Write, Operation.Erase], Standing.SignedIn),
        (Kind.Answer, Relation.Reader, State.Closed, [Operation.Read], Standing.SignedIn),
        (Kind.Action, Relation.None, State.None, [Operation.Read, Operation.Begin], Standing.SignedIn),
        (Kind.Action, Relation.Keeper, State.Active, [Operation.Read, Operation.Write, Operation.Confirm, Operation.Close, Operation.HandOver], Standing.SignedIn),
        (Kind.Action, Relation.Keeper, State.Closed, [Operation.Read, Operation.Reopen], Standing.SignedIn),
        (Kind.Action, Relation.Successor, State.Active, [Operation.Read, Operation.HandOver], Standing.SignedIn),
        (Kind.Action, Relation.Successor, State.Closed, [Operation.Read], Standing.SignedIn),
        (Kind.Action, Relation.Reader, State.Active, [Operation.Read], Standing.SignedIn),
        (Kind.Action, Relation.Reader, State.Closed, [Operation.Read], Standing.SignedIn),
        (Kind.Series, Relation.None, State.None, [Operation.Begin, Operation.Read], Standing.SignedIn),
        (Kind.Series, Relation.Reader, State.Active, [Operation.Read, Operation.Confirm], Standing.SignedIn),
        (Kind.Series, Relation.Member, State.Active, [Operation.Read, Operation.Write, Operation.Confirm, Operation.Erase], Standing.SignedIn),
        (Kind.Series, Relation.Member, State.Closed, [Operation.Read, Operation.Erase], Standing.SignedIn),
        (Kind.Series, Relation.Keeper, State.Active, [Operation.Read, Operation.Write, Operation.Confirm, Operation.Erase, Operation.Publish, Operation.HandOver, Operation.Close], Standing.SignedIn),
        (Kind.Series, Relation.Keeper, State.Closed, [Operation.Read, Operation.Erase], Standing.SignedIn),
        (Kind.Case, Relation.None, State.None, [Operation.Begin, Operation.Read], Standing.SignedIn),
        (Kind.Case, Relation.Employee, State.Active, [Operation.Read, Operation.Write, Operation.Confirm, Operation.Erase], Standing.SignedIn),
        (Kind.Case, Relation.Employee, State.Closed, [Operation.Read, Operation.Write, Operation.Confirm], Standing.SignedIn),
        (Kind.Case, Relation.Leader, State.Active, [Operation.Read, Operation.Write, Operation.Confirm, Operation.Erase], Standing.SignedIn),
        (Kind.Case, Relation.Leader, State.Closed, [Operation.Read, Operation.Write], Standing.SignedIn),
        (Kind.Action, Relation.Participant, State.Active, [Operation.Confirm], Standing.SignedIn),
        (Kind.Action, Relation.Participant, State.Closed, [Operation.Confirm], Standing.SignedIn),
    ];

    /// <summary>Who may begin a working group, and give what it has written to others.</summary>
    private static readonly Role[] Answering = [Role.SafetyRepresentative, Role.ShopSteward, Role.EnvironmentMember, Role.HumanResources, Role.TopManagement];

    /// <summary>Who may ask any unit; a leader asks those they lead.</summary>
    private static readonly Role[] AskingAnybody = [Role.SafetyRepresentative, Role.EnvironmentMember, Role.HumanResources, Role.TopManagement];

    [Fact]
    public void Every_combination_of_who_what_and_how_is_decided_as_the_table_says()
    {
        var decided = 0;
        foreach (var roles in Enumerable.Range(0, 1 << AllRoles.Length).Select(bits => new RoleSet(bits)))
            foreach (var standing in Enum.GetValues<Standing>())
                foreach (var relation in Enum.GetValues<Relation>())
                    foreach (var kind in Enum.GetValues<Kind>())
                        foreach (var state in Enum.GetValues<State>())
                            foreach (var operation in Enum.GetValues<Operation>())
                            {
                                var verdict = Access.Decide(new Actor(standing, roles), relation, kind, state, operation);
                                var expected = Expected(standing, roles, relation, kind, state, operation);
                                if (verdict != expected)
                                    Assert.Fail($"{standing} with roles {roles.Bits}, {relation}, {kind}, {state}, {operation}: {verdict} instead of {expected}");
                                decided++;
                            }
        decided.ShouldBe(512 * 3 * 12 * 18 * 4 * 14);
    }

    [Fact]
    public void No_role_whatever_opens_private_or_shared_text()
    {
        var everyRole = RoleSet.Of(AllRoles);
        foreach (var kind in (Kind[])[Kind.Private, Kind.Shared])
            foreach (var state in (State[])[State.Active, State.Paused, State.Closed])
                foreach (var operation in Enum.GetValues<Operation>())
                {
                    Access.Decide(new Actor(Standing.Fresh, everyRole), Relation.None, kind, state, operation).ShouldBe(Verdict.No);
                    Access.Decide(new Actor(Standing.Fresh, everyRole), Relation.FormerLeader, kind, state, operation).ShouldBe(Verdict.No);
                }
    }

    [Fact]
    public void No_role_whatever_opens_an_answer_with_a_name_and_nobody_reads_anybody_elses_before_it_is_closed()
    {
        foreach (var relation in Enum.GetValues<Relation>().Where(relation => relation != Relation.Author))
            foreach (var state in Enum.GetValues<State>())
                foreach (var operation in Enum.GetValues<Operation>())
                    Access.Decide(new Actor(Standing.Fresh, RoleSet.Of(AllRoles)), relation, Kind.Answer, state, operation)
                        .ShouldBe((relation, state, operation) is (Relation.Reader, State.Closed, Operation.Read) ? Verdict.Yes : Verdict.No);
    }

    [Fact]
    public void No_role_whatever_opens_what_a_group_is_writing_to_one_who_is_not_in_it()
    {
        foreach (var relation in Enum.GetValues<Relation>().Where(relation => relation != Relation.Member))
            foreach (var state in (State[])[State.Active, State.Paused, State.Closed])
                foreach (var operation in Enum.GetValues<Operation>())
                    Access.Decide(new Actor(Standing.Fresh, RoleSet.Of(AllRoles)), relation, Kind.Group, state, operation).ShouldBe(Verdict.No);
    }

    [Fact]
    public void No_role_whatever_opens_a_series_of_meetings_to_one_who_is_not_in_it()
    {
        foreach (var relation in Enum.GetValues<Relation>().Where(relation => relation is not (Relation.Member or Relation.Keeper or Relation.Reader)))
            foreach (var state in (State[])[State.Active, State.Paused, State.Closed])
                foreach (var operation in Enum.GetValues<Operation>())
                    Access.Decide(new Actor(Standing.Fresh, RoleSet.Of(AllRoles)), relation, Kind.Series, state, operation).ShouldBe(Verdict.No);
    }

    [Fact]
    public void No_role_whatever_opens_a_case_and_the_team_and_a_leader_the_employee_has_said_no_to_learn_nothing_of_what_is_in_it()
    {
        foreach (var relation in Enum.GetValues<Relation>().Where(relation => relation is not (Relation.Employee or Relation.Leader or Relation.Keeper)))
            foreach (var state in (State[])[State.Active, State.Paused, State.Closed])
                foreach (var operation in Enum.GetValues<Operation>())
                    Access.Decide(new Actor(Standing.Fresh, RoleSet.Of(AllRoles)), relation, Kind.Case, state, operation)
                        .ShouldBe((relation, state, operation) is (Relation.Colleague, State.Active, Operation.Organise or Operation.HandOver) ? Verdict.Yes : Verdict.No);
    }

    [Fact]
    public void Whoever_is_no_psychologist_any_more_opens_none_of_the_cases_they_had()
    {
        var roles = RoleSet.Of(AllRoles.Where(role => role != Role.Psychologist));
        foreach (var state in Enum.GetValues<State>())
            foreach (var operation in Enum.GetValues<Operation>())
                Access.Decide(new Actor(Standing.Fresh, roles), Relation.Keeper, Kind.Case, state, operation).ShouldBe(Verdict.No);
    }

    [Fact]
    public void Knowing_less_surely_who_it_is_never_opens_more()
    {
        foreach (var relation in Enum.GetValues<Relation>())
            foreach (var kind in Enum.GetValues<Kind>())
                foreach (var state in Enum.GetValues<State>())
                    foreach (var operation in Enum.GetValues<Operation>())
                    {
                        var asked = Enum.GetValues<Standing>().Select(standing => Access.Decide(new Actor(standing, default), relation, kind, state, operation) == Verdict.Yes).ToList();
                        asked.SequenceEqual(asked.Order()).ShouldBeTrue($"{relation} {kind} {state} {operation}");
                    }
    }

    /// <summary>What the psychologist on a case may do.</summary>
    private static Operation[] OnTheCase(State state) => state switch
    {
        State.Active => [Operation.Read, Operation.Write, Operation.Confirm, Operation.Organise, Operation.Publish, Operation.HandOver, Operation.Close],
        State.Closed => [Operation.Read, Operation.Write, Operation.Close, Operation.Reopen],
        State.None or State.Paused => [],
    };

    /// <summary>Who may do what with what the team has learnt; the writer is never the one who confirms.</summary>
    private static Role[] WithPoints(Relation relation, State state, Operation operation) => (relation, state, operation) switch
    {
        (Relation.None, State.None, Operation.Read) => [Role.TeamLead, Role.TopManagement],
        (Relation.None, State.None, Operation.Begin) => [Role.Psychologist],
        (Relation.None, State.None, Operation.Write) => [Role.Psychologist, Role.TeamLead],
        (Relation.None, State.None, Operation.Organise) => [Role.TeamLead],
        (Relation.Author, State.Active, Operation.Read or Operation.Write or Operation.Erase) => [Role.Psychologist],
        (Relation.Reader, State.Active, Operation.Read or Operation.Confirm) => [Role.Psychologist, Role.TeamLead],
        (Relation.Author or Relation.Reader, State.Closed, Operation.Read) => [Role.Psychologist, Role.TeamLead],
        (Relation.Author or Relation.Reader, State.Closed, Operation.Reopen) => [Role.TeamLead],
        _ => [],
    };

    private static Verdict Expected(Standing standing, RoleSet roles, Relation relation, Kind kind, State state, Operation operation)
    {
        Standing? needs = kind switch
        {
            Kind.Open => operation == Operation.Enter ? Standing.Nobody : null,
            Kind.Account => operation switch { Operation.Read => Standing.SignedIn, Operation.Write => Standing.Fresh, _ => null },
            Kind.Workplace => operation switch
            {
                Operation.Organise when roles.Has(Role.Administrator) || roles.Has(Role.HumanResources) => Standing.Fresh,
                Operation.Operate when roles.Has(Role.Administrator) => Standing.Fresh,
                _ => null,
            },
            Kind.Group when (relation, state, operation) is (Relation.None, State.None, Operation.Begin) or (Relation.Member, State.Active, Operation.Publish or Operation.Erase) =>
                Answering.Any(roles.Has) ? Standing.SignedIn : null,
            Kind.Collection or Kind.Apv when (relation, state, operation) is (Relation.None, State.None, Operation.Begin) => AskingAnybody.Append(Role.Leader).Any(roles.Has) ? Standing.SignedIn : null,
            Kind.Collection or Kind.Apv or Kind.Year when (relation, state, operation) is (Relation.None, State.None, Operation.Organise) => AskingAnybody.Any(roles.Has) ? Standing.SignedIn : null,
            Kind.Learning => (relation, state, operation) is (Relation.None, State.None, Operation.Read) && (roles.Has(Role.TopManagement) || roles.Has(Role.HumanResources) || roles.Has(Role.EnvironmentMember)) ? Standing.SignedIn : null,
            Kind.Case when (relation, state) is (Relation.None, State.None) or (Relation.Colleague, State.Active) && operation is Operation.Organise => roles.Has(Role.TeamLead) ? Standing.SignedIn : null,
            Kind.Case when (relation, state) is (Relation.None, State.None) or (Relation.Colleague, State.Active) && operation is Operation.HandOver => roles.Has(Role.Psychologist) ? Standing.SignedIn : null,
            Kind.Point => WithPoints(relation, state, operation).Any(roles.Has) ? Standing.SignedIn : null,
            Kind.Case when relation is Relation.Keeper => OnTheCase(state).Contains(operation) && roles.Has(Role.Psychologist) ? Standing.SignedIn : null,
            Kind.Tools => operation switch
            {
                Operation.Read => Standing.SignedIn,
                Operation.Organise when roles.Has(Role.Administrator) || roles.Has(Role.HumanResources) || roles.Has(Role.EnvironmentMember) || roles.Has(Role.SafetyRepresentative) => Standing.Fresh,
                _ => null,
            },
            _ => Yes.Where(row => row.Kind == kind && row.Relation == relation && row.State == state && row.Operations.Contains(operation))
                .Select(row => (Standing?)row.Needs).FirstOrDefault(),
        };
        return needs switch
        {
            null => standing == Standing.Nobody ? Verdict.SignIn : Verdict.No,
            { } least when standing >= least => Verdict.Yes,
            _ => standing == Standing.Nobody ? Verdict.SignIn : Verdict.Refresh,
        };
    }
}
