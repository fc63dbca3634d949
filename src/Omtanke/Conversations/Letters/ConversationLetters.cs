using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Conversations.Letters;

/// <summary>What a letter may be about. It never says more than this.</summary>
public enum News
{
    Invited,
    OtherTimes,
    /// <summary>A time is agreed; the calendar file is enclosed.</summary>
    Planned,
    /// <summary>An agreed time no longer holds; the cancelling calendar file is enclosed.</summary>
    Cancelled,
    /// <summary>Something is new: see for yourself.</summary>
    Changed,
    Reminder,
    /// <summary>Something is soon erased.</summary>
    Retention,
    /// <summary>Something is soon closed, because nothing happens in it.</summary>
    Untouched,
    /// <summary>There is something to decide.</summary>
    Decide,
}

/// <summary>
/// The letters of a conversation. Mail passes through many hands, so a letter says that something waits and where to find it: never why, never what it is called,
/// never about whom, and its link does not say it either (<see cref="Go"/>).
/// </summary>
public sealed class ConversationLetters(Outbox outbox, Library library, Settings settings)
{
    /// <summary>Writes to one of the two, in that person's language.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="news">What the letter is about.</param>
    /// <param name="mark">Tells this occasion from others of its sort, so that no letter is written twice: an event's id, a date.</param>
    /// <param name="now">The moment.</param>
    /// <param name="where">Where in the conversation the link leads.</param>
    public async Task Tell(Conversation conversation, Person to, News news, object mark, DateTimeOffset now, Leads where = Leads.Overview)
    {
        // Whoever is shut out by a pause hears nothing of it either: only that a time in their calendar has fallen, and nothing is shown them.
        var shutOut = conversation.PausedAt is not null && to.Id == conversation.Leader;
        if (shutOut && news != News.Cancelled)
            return;
        var words = WordsFor(to.Language);
        var link = settings.Link(shutOut ? "/me" : Go.To(conversation.Id, where));
        var calendar = news is News.Planned or News.Cancelled ? Calendar(conversation, to.Language, cancelled: news == News.Cancelled)?.Write(now) : null;
        await outbox.Write(
            FormattableString.Invariant($"conversation {conversation.Id} {news} {mark} {to.Id}"),
            (to.Name, to.Email),
            words[$"conversations.letters.{news}.subject"],
            new LetterBody(words.With("conversations.letters.frame", ("name", to.FirstName), ("text", words[$"conversations.letters.{news}.text"]), ("link", link)), calendar));
    }

    /// <summary>To the companion, who has no account: the calendar file and a neutral line. Nothing where there is no address or no agreed time.</summary>
    public async Task Tell(Conversation conversation, Companion? companion, string language, object mark, DateTimeOffset now, bool cancelled = false)
    {
        if (companion?.Email is not { Length: > 0 } email || Calendar(conversation, language, cancelled, forCompanion: true) is not { } calendar)
            return;
        var words = WordsFor(language);
        var kind = cancelled ? "companion-cancelled" : "companion";
        await outbox.Write(
            FormattableString.Invariant($"conversation {conversation.Id} {kind} {mark}"),
            (companion.Name, email),
            words[$"conversations.letters.{kind}.subject"],
            new LetterBody(words.With($"conversations.letters.{kind}.text", ("name", companion.Name)), calendar.Write(now)));
    }

    /// <summary>Writes to somebody that something waits for them, however much it is: one letter a day, which leaves while people are at work and leads to their own page.</summary>
    /// <param name="to">The receiver.</param>
    /// <param name="news">What the letter is about.</param>
    /// <param name="day">The day it is for.</param>
    public Task Gather(Person to, News news, DateOnly day)
    {
        var words = WordsFor(to.Language);
        return outbox.WriteByDay([new(
            Ids.New(),
            FormattableString.Invariant($"desk {news} {day:yyyy-MM-dd} {to.Id}"),
            (to.Name, to.Email),
            words[$"conversations.reminders.{news}.subject"],
            new LetterBody(words.With("conversations.letters.frame", ("name", to.FirstName), ("text", words[$"conversations.reminders.{news}.text"]), ("link", settings.Link("/me")))))]);
    }

    /// <summary>The calendar file; null while no time is agreed.</summary>
    public CalendarFile? Calendar(Conversation conversation, string language, bool cancelled = false, bool forCompanion = false)
    {
        if (conversation.PlannedAt is not { } startsAt)
            return null;
        var words = WordsFor(language);
        var about = forCompanion ? null : words.With("conversations.letters.calendar.about", ("link", settings.Link(Go.To(conversation.Id))));
        return new CalendarFile(conversation.Id, startsAt, conversation.Minutes, conversation.Version + (cancelled ? 1 : 0), cancelled, words["conversations.letters.calendar.title"], settings.MailFrom, about);
    }

    private Words WordsFor(string language) => library.In(library.Speaks(language) ? language : "da").Words;
}
