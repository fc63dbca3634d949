using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Organisation;

/// <summary>Letters that say only that something waits on one's own page: never what, never about whom.</summary>
public sealed class DeskLetters(Outbox outbox, Library library, Settings settings)
{
    /// <summary>Reminds somebody. Whichever room reminds, and however often, it is one letter a day, which leaves while people are at work: what is for a day off stands in the letter of the next working day.</summary>
    public Task Remind(Person to, DateOnly day) => outbox.WriteByDay([Draft($"{ReminderOf(Workdays.From(day))}{to.Id}", to, "reminder")]);

    /// <summary>How the key of each reminder of a day begins; whose it is follows. Whoever writes a reminder of their own writes it under this key, so that it is one a day all the same.</summary>
    public static string ReminderOf(DateOnly day) => FormattableString.Invariant($"desk Reminder {day:yyyy-MM-dd} ");

    /// <summary>Tells somebody that they are asked for something.</summary>
    /// <param name="occasion">Tells this occasion from others: the same twice is one letter. Ids only.</param>
    /// <param name="to">The receiver.</param>
    public Task Asked(string occasion, Person to) => Write($"desk {occasion} {to.Id}", to, "asked");

    /// <summary>Tells somebody that they are asked for something that can wait until people are at work. However much it is, and whoever asks, it is one letter a working day: what comes after it has left stands in the next one.</summary>
    /// <param name="to">The receiver.</param>
    /// <param name="now">The moment it comes.</param>
    public async Task AskedByDay(Person to, DateTimeOffset now)
    {
        var day = Morning.NextAtWork(now);
        if (await outbox.HasLeft(Key()))
            day = Workdays.From(day.AddDays(1));
        await outbox.WriteByDay([Draft(Key(), to, "asked")], Morning.Begins(day));

        string Key() => FormattableString.Invariant($"desk Asked {day:yyyy-MM-dd} {to.Id}");
    }

    /// <summary>Tells somebody what needs nothing of them.</summary>
    /// <param name="occasion">Tells this occasion from others: the same twice is one letter. Ids only.</param>
    /// <param name="news">What.</param>
    /// <param name="to">The receiver.</param>
    public Task Told(string occasion, DeskNews news, Person to) => Write($"desk {occasion} {to.Id}", to, news.ToString());

    private Task Write(string key, Person to, string about)
    {
        var draft = Draft(key, to, about);
        return outbox.Write(draft.UniqueKey, draft.To, draft.Subject, draft.Body);
    }

    private DraftLetter Draft(string key, Person to, string about)
    {
        var words = library.In(library.Speaks(to.Language) ? to.Language : "da").Words;
        return new(Ids.New(), key, (to.Name, to.Email), words[$"desk-letters.{about}.subject"],
            new LetterBody(words.With("desk-letters.frame", ("name", to.FirstName), ("text", words[$"desk-letters.{about}.text"]), ("link", settings.Link("/me")))));
    }
}

/// <summary>What needs nothing of whoever is told; no word of what it is about.</summary>
public enum DeskNews
{
    /// <summary>What they sent has come.</summary>
    Received,
    /// <summary>Something they are in is not as it was.</summary>
    Changed,
    /// <summary>Somebody else has what they had.</summary>
    PassedOn,
}
