using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Cases.Three;

/// <summary>
/// The letters of a meeting of three. All three always get the same one, with the same words and at the same moment, whoever of them it was that answered:
/// nobody learns from a letter, or from one that did not come, whose yes or no it was.
/// </summary>
public sealed class ThreeLetters(Database db, Outbox outbox, DeskLetters desk, Library library, Settings settings)
{
    /// <summary>Something about it waits on their own pages.</summary>
    public async Task Ask(Case one, ThreeMeeting meeting, string occasion)
    {
        foreach (var person in await Three(one, meeting))
            await desk.Asked(FormattableString.Invariant($"case {one.Id} three {meeting.Id} {meeting.Round} {occasion}"), person);
    }

    /// <summary>The place is another: that, and not which.</summary>
    public async Task TellPlace(Case one, ThreeMeeting meeting)
    {
        foreach (var person in await Three(one, meeting))
            await Write(one, meeting, person, "place", null);
    }

    /// <summary>It is on, or it is off: a calendar file that tells neither what it is nor with whom.</summary>
    public async Task Tell(Case one, ThreeMeeting meeting, bool cancelled, DateTimeOffset now)
    {
        foreach (var person in await Three(one, meeting))
        {
            var (words, news) = (WordsOf(person), cancelled ? "cancelled" : "planned");
            // What takes an entry away counts one further than what set it.
            var file = new CalendarFile(
                meeting.Id, meeting.StartsAt, meeting.Minutes, meeting.Round * 2 + (cancelled ? 1 : 0), cancelled, words["three-party.letters.calendar"], settings.MailFrom, words.With("three-party.letters.calendar-about", ("link", settings.Link("/me"))));
            await Write(one, meeting, person, news, file.Write(now));
        }
    }

    private Task Write(Case one, ThreeMeeting meeting, Person person, string news, string? file)
    {
        var words = WordsOf(person);
        return outbox.Write(
            FormattableString.Invariant($"desk case {one.Id} three {meeting.Id} {meeting.Round} {news} {person.Id}"), (person.Name, person.Email), words[$"three-party.letters.{news}.subject"],
            new LetterBody(words.With("desk-letters.frame", ("name", person.FirstName), ("text", words[$"three-party.letters.{news}.text"]), ("link", settings.Link("/me"))), file));
    }

    private Words WordsOf(Person person) => library.In(library.Speaks(person.Language) ? person.Language : "da").Words;

    private async Task<IEnumerable<Person>> Three(Case one, ThreeMeeting meeting) => (await db.TheseAtWork(one.Employee, meeting.Leader, meeting.Psychologist)).Values.OrderBy(person => person.Id);
}
