using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Cases.Three;

/// <summary>A meeting of three is off: the same for all three, and nothing is kept of whose word it was.</summary>
internal static class CallingOff
{
    /// <summary>Tells all three, and takes it off the rail. To be called before the meeting itself is changed.</summary>
    public static async Task Told(Case one, ThreeMeeting meeting, Database db, ThreeLetters letters, DateTimeOffset now)
    {
        if (meeting.BookedAt is null)
            await letters.Ask(one, meeting, "off");
        else
            await letters.Tell(one, meeting, cancelled: true, now);
        if (meeting.Contact is { } planned && await db.CaseContacts.SingleOrDefaultAsync(contact => contact.Id == planned) is { IsPlanned: true } contact)
            contact.Cancel(now);
    }

    /// <summary>Calls off what is ahead and no longer stands: the leader contact is over, or nobody or somebody else has the case.</summary>
    public static async Task Fallen(Case one, Database db, ThreeLetters letters, DateTimeOffset now)
    {
        if (await db.LatestThree(one.Id) is { } meeting && !meeting.Stands(one))
            await Off(one, meeting, db, letters, now);
    }

    /// <summary>Calls off what is ahead, though it still stands: one of the three is about to go out of the case.</summary>
    public static async Task Ahead(Case one, Database db, ThreeLetters letters, DateTimeOffset now)
    {
        if (await db.LatestThree(one.Id) is { } meeting)
            await Off(one, meeting, db, letters, now);
    }

    private static async Task Off(Case one, ThreeMeeting meeting, Database db, ThreeLetters letters, DateTimeOffset now)
    {
        if (!meeting.IsAhead(now))
            return;
        await Told(one, meeting, db, letters, now);
        meeting.Cancel(now);
    }
}
