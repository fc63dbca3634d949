using Omtanke.Security;

namespace Omtanke.Conversations;

/// <summary>The six stations of a conversation's course (catalogue 2).</summary>
public enum Station
{
    Ask,
    Prepare,
    Hold,
    Agree,
    FollowUp,
    Close,
}

/// <summary>How far a conversation has come along its course, and where each station is found.</summary>
public static class Course
{
    /// <summary>The station a conversation stands at; null when it is over.</summary>
    public static Station? Now(Conversation conversation) => conversation.State switch
    {
        Stage.Invited => Station.Ask,
        Stage.Planned => Station.Prepare,
        Stage.Held => conversation.Phase < 2 ? Station.Hold : Station.Agree,
        Stage.Agreed => Station.FollowUp,
        Stage.Closed or Stage.Declined or Stage.Withdrawn or Stage.Lapsed => null,
    };

    /// <summary>
    /// Whether a station has happened. Of a conversation that came to nothing, none has. Preparing is never said to have: whether one of the two has prepared is nobody else's to know.
    /// </summary>
    public static bool Done(Conversation conversation, Station station) => station != Station.Prepare && conversation.State switch
    {
        Stage.Declined or Stage.Withdrawn or Stage.Lapsed => false,
        Stage.Closed => station == Station.Close || Reached(conversation) >= station,
        _ => Now(conversation) > station,
    };

    /// <summary>The page of a station; null while it has nothing to show.</summary>
    public static string? Address(Conversation conversation, Station station)
    {
        var (home, open, talked) = ($"/conversations/{conversation.Id}", conversation.Access == State.Active, conversation.HeldAt is not null);
        return station switch
        {
            Station.Ask => home,
            Station.Prepare when open => $"{home}/preparation",
            Station.Hold when open || (talked && conversation.Access == State.Closed) => $"{home}/talk",
            Station.Agree when talked => $"{home}/agreements",
            Station.FollowUp when talked => $"{home}/follow-up",
            Station.Close when conversation.State is not (Stage.Declined or Stage.Withdrawn or Stage.Lapsed) => $"{home}/closing",
            _ => null,
        };
    }

    // What had happened when it was closed; whether anybody followed up is not known here.
    private static Station Reached(Conversation conversation) =>
        conversation.AgreedAt is not null ? Station.Agree : conversation.HeldAt is not null ? Station.Hold : conversation.PlannedAt is not null ? Station.Ask : (Station)(-1);
}
