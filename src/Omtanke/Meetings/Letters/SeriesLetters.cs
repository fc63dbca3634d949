using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Meetings.Letters;

/// <summary>
/// The letters of a series. That a time was set or called off comes with a calendar file, neutral as every calendar entry is: no name of the series, nobody's name, no place.
/// All else waits on people's own pages.
/// </summary>
public sealed class SeriesLetters(Database db, Outbox outbox, DeskLetters desk, Library library, Settings settings)
{
    /// <summary>Something waits for each of these.</summary>
    /// <param name="series">The series.</param>
    /// <param name="occasion">Tells this occasion from others of the series.</param>
    /// <param name="people">Whom.</param>
    public async Task Ask(Series series, string occasion, IEnumerable<Guid> people)
    {
        foreach (var person in await db.Here(people))
            await desk.Asked($"series {series.Id} {occasion}", person);
    }

    /// <summary>The time was set or moved, or is about to be called off: the calendar file to each of these.</summary>
    public async Task Tell(Series series, Meeting meeting, bool cancelled, IEnumerable<Guid> people, DateTimeOffset now)
    {
        if (meeting.PlannedAt is null)
            return;
        foreach (var person in await db.Here(people))
        {
            var words = WordsFor(person.Language);
            var news = cancelled ? "cancelled" : "planned";
            // What takes an entry away counts one further than what set it.
            var sequence = meeting.Sequence + (cancelled ? 1 : 0);
            await outbox.Write(
                FormattableString.Invariant($"series {series.Id} {meeting.Id} {sequence} {news} {person.Id}"), (person.Name, person.Email), words[$"meetings.letters.{news}.subject"],
                new LetterBody(words.With("desk-letters.frame", ("name", person.FirstName), ("text", words[$"meetings.letters.{news}.text"]), ("link", settings.Link("/me"))), Calendar(meeting, person.Language, cancelled, sequence)!.Write(now)));
        }
    }

    /// <summary>The calendar file; null while there is no time.</summary>
    public CalendarFile? Calendar(Meeting meeting, string language, bool cancelled, int sequence)
    {
        var words = WordsFor(language);
        return meeting.PlannedAt is not { } at ? null
            : new CalendarFile(meeting.Id, at, meeting.Minutes, sequence, cancelled, words["meetings.letters.calendar"], settings.MailFrom, words.With("meetings.letters.calendar-about", ("link", settings.Link("/me"))));
    }

    private Words WordsFor(string language) => library.In(library.Speaks(language) ? language : "da").Words;
}
