using Omtanke.Conversations;

namespace Omtanke.Demo;

/// <summary>One invented conversation, as it went. Days are counted from today: -30 is a month ago.</summary>
/// <param name="Employee">The employee's name.</param>
/// <param name="Leader">The leader's name.</param>
/// <param name="Begun">The day it was asked for.</param>
internal sealed record Story(string Employee, string Leader, int Begun)
{
    /// <summary>What another story calls it, to follow it.</summary>
    public string? Name { get; init; }

    /// <summary>The earlier conversation this one goes on from.</summary>
    public string? Follows { get; init; }

    /// <summary>Whether the leader invited; otherwise the employee asked.</summary>
    public bool LeaderInvites { get; init; }

    public Form Form { get; init; }
    public string? Message { get; init; }
    public string? Place { get; init; }
    public Companion? Companion { get; init; }
    public int Minutes { get; init; } = 60;
    public int Months { get; init; } = 12;

    /// <summary>The times proposed, as days; the answer takes the first.</summary>
    public int[] Proposed { get; init; } = [];

    /// <summary>The other wanted another time, and proposed these.</summary>
    public int[] Instead { get; init; } = [];

    /// <summary>Whether one of the times was taken.</summary>
    public bool Planned { get; init; }

    /// <summary>How it ended, if it did, and on which day.</summary>
    public (Moment How, int Day)? Ended { get; init; }

    /// <summary>The kind word along with a no.</summary>
    public Regrets? Regret { get; init; }

    /// <summary>The day a new leader came and it paused.</summary>
    public int? Paused { get; init; }

    /// <summary>Whether the talk was held, at the planned time.</summary>
    public bool Held { get; init; }

    /// <summary>Each side's own preparation: step, field, text.</summary>
    public (string Step, string Field, string Text)[] EmployeePrepared { get; init; } = [];

    /// <inheritdoc cref="EmployeePrepared"/>
    public (string Step, string Field, string Text)[] LeaderPrepared { get; init; } = [];

    /// <summary>Lines brought along: copies of one's own.</summary>
    public string[] EmployeeBrought { get; init; } = [];

    /// <inheritdoc cref="EmployeeBrought"/>
    public string[] LeaderBrought { get; init; } = [];

    /// <summary>The five columns, from the first; null where nothing was written.</summary>
    public string?[] EmployeeNotes { get; init; } = [];

    /// <inheritdoc cref="EmployeeNotes"/>
    public string?[] LeaderNotes { get; init; } = [];

    /// <summary>Which of the four types of stress were picked.</summary>
    public string[] StressTypes { get; init; } = [];

    public Promised[] Agreed { get; init; } = [];

    /// <summary>Who has confirmed; both makes it agreed.</summary>
    public Doer[] Confirmed { get; init; } = [];

    /// <summary>The day of the next talk, if one was agreed.</summary>
    public int? NextTalk { get; init; }
}

/// <summary>One agreement of a story.</summary>
/// <param name="What">What.</param>
/// <param name="Who">Who does it.</param>
/// <param name="Due">By which day.</param>
internal sealed record Promised(string What, Doer Who, int Due)
{
    /// <summary>What became of it.</summary>
    public Promise State { get; init; } = Promise.Open;

    /// <summary>Did it help, as the employee sees it.</summary>
    public (Helped Answer, string? Note)? Employee { get; init; }

    /// <summary>Did it help, as the leader sees it.</summary>
    public (Helped Answer, string? Note)? Leader { get; init; }
}
