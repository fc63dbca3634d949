namespace Omtanke.Organisation;

/// <summary>Somebody of the workplace.</summary>
public sealed class Person
{
    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public required string Email { get; set; }
    /// <summary>The language this person reads: <c>da</c> or <c>en</c>.</summary>
    public required string Language { get; set; }
    public required DateOnly JoinedOn { get; init; }
    /// <summary>The last day at the workplace; null while still here.</summary>
    public DateOnly? LeftOn { get; set; }

    /// <summary>The first name, as people call each other.</summary>
    public string FirstName => Name.Split(' ', 2)[0];
}

/// <summary>A part of the workplace; units form a tree.</summary>
public sealed class Unit
{
    public required Guid Id { get; init; }
    public Guid? Parent { get; set; }
    public required string Name { get; set; }
}

/// <summary>Where a person belongs, from and until. A move ends one and begins another, so history stays.</summary>
public sealed class Membership
{
    public required Guid Id { get; init; }
    public required Guid Person { get; init; }
    public required Guid Unit { get; init; }
    public required DateOnly FromOn { get; init; }
    public DateOnly? UntilOn { get; set; }
}

/// <summary>What somebody does for the workplace besides the work itself (catalogue glossary). Everybody is an employee.</summary>
public enum Role
{
    /// <summary>Leader of one unit (leder).</summary>
    Leader,
    /// <summary>Working-environment representative (AMR).</summary>
    SafetyRepresentative,
    /// <summary>Shop steward (TR).</summary>
    ShopSteward,
    /// <summary>Member of the working-environment organisation (AMO).</summary>
    EnvironmentMember,
    HumanResources,
    TopManagement,
    Psychologist,
    Administrator,
    /// <summary>Leads the team of psychologists: sees when and how many, never what anybody said.</summary>
    TeamLead,
}

/// <summary>A role somebody holds, from and until; <see cref="Unit"/> is the unit that a leader leads.</summary>
public sealed class RoleHolding
{
    public required Guid Id { get; init; }
    public required Guid Person { get; init; }
    public required Role Role { get; init; }
    public Guid? Unit { get; init; }
    public required DateOnly FromOn { get; init; }
    public DateOnly? UntilOn { get; set; }
}

/// <summary>The workplace itself: one installation serves one.</summary>
public sealed class Workplace
{
    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public required string Language { get; set; }
    /// <summary>How many months a closed conversation is kept unless its two people choose otherwise.</summary>
    public int RetentionMonths { get; set; } = 12;
    public int RetentionMonthsLeast { get; set; } = 1;
    public int RetentionMonthsMost { get; set; } = 60;
    /// <summary>How many it takes before anything of a collection is told: what holds for those that open from now on.</summary>
    public Thresholds Thresholds { get; set; } = new();
    /// <summary>How many months a course with a psychologist is kept when it is over.</summary>
    public int CaseMonths { get; set; } = 24;
    public required DateTimeOffset FoundedAt { get; init; }
}

/// <summary>The workplace's own video, shown in the place of one of our explainers: the film step, and where the video is.</summary>
public sealed class OwnVideo
{
    public required string Step { get; init; }
    /// <summary>An https address of a page or a film elsewhere. It is linked to, never set into the page.</summary>
    public required string Address { get; set; }
    public required string Title { get; set; }
}
