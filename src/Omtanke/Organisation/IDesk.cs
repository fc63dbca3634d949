namespace Omtanke.Organisation;

/// <summary>The hatch through which each room lays what concerns one person on that person's own page.</summary>
public interface IDesk
{
    /// <summary>What is true of everybody for whom anything can lie here, in SQL, where <c>acting_person()</c> is whoever comes; null when the desk must always be asked.
    /// Most people have something on few desks: which, one question settles for all of them, and the others are not asked.</summary>
    string? Only => null;

    /// <summary>What lies on this person's desk at <paramref name="now"/>.
    /// Runs inside the person's own transaction, so it sees only what they may see. All desks ask in the same round trips: it only asks, and changes nothing.</summary>
    Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop);
}

/// <summary>In which pile on the desk something lies.</summary>
public enum Pile
{
    /// <summary>Something waits for me.</summary>
    Waiting,
    /// <summary>I promised it.</summary>
    MyPromise,
    /// <summary>Somebody promised it to me.</summary>
    TheirPromise,
    /// <summary>Under way; nothing to do just now.</summary>
    UnderWay,
}

/// <summary>One line on somebody's desk.</summary>
/// <param name="Pile">Which pile.</param>
/// <param name="Text">The line itself, already in the person's language.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="DueOn">The date it is due; null when there is none.</param>
/// <param name="Urgent">Overdue or waiting for an answer.</param>
public sealed record DeskItem(Pile Pile, string Text, string Address, DateOnly? DueOn = null, bool Urgent = false);
