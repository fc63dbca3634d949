using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments.Letters;

/// <summary>
/// The letters to those who are asked: who asks, about how long it takes, until when, and the way in; of what it is about, nothing. The same words to everybody; a reminder knows nothing of who has answered.
/// </summary>
public sealed class CollectionLetters(Outbox outbox, Library library, Settings settings)
{
    /// <summary>Asks somebody.</summary>
    /// <param name="collection">What they are asked.</param>
    /// <param name="by">What the workplace is called that asks them.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="code">Their code; null for whoever answers with their name, and signs in to do it.</param>
    public Task Ask(Collection collection, string by, Person to, string? code) =>
        Write(Draft(collection, by, to, code, "asked", FormattableString.Invariant($"collection {collection.Id} 1 {to.Id}")));

    /// <summary>Reminds some of them. Whichever room reminds, it is one letter a day to each: whoever has had theirs is not among those who are given back.</summary>
    /// <param name="collection">What they are asked.</param>
    /// <param name="by">What the workplace is called that asks them.</param>
    /// <param name="some">The receivers, each with their code.</param>
    /// <param name="today">The working day.</param>
    public async Task<IReadOnlyList<Guid>> Remind(Collection collection, string by, IReadOnlyCollection<(Person To, string? Code)> some, DateOnly today)
    {
        var written = await outbox.WriteByDay([.. some.Select(one => Draft(collection, by, one.To, one.Code, "reminded", KeyOf(one.To)))]);
        return [.. some.Where(one => written.Contains(KeyOf(one.To))).Select(one => one.To.Id)];

        string KeyOf(Person to) => DeskLetters.ReminderOf(today) + to.Id;
    }

    /// <summary>Writes to somebody that there is something to see of what they were asked.</summary>
    public Task Tell(Collection collection, string by, Person to) =>
        Write(Draft(collection, by, to, See.ResultPage.AddressOf(collection.Id), "result", FormattableString.Invariant($"collection {collection.Id} result {to.Id}"), null));

    private Task Write(DraftLetter letter) => outbox.Write(letter.UniqueKey, letter.To, letter.Subject, letter.Body);

    private DraftLetter Draft(Collection collection, string by, Person to, string? code, string about, string key) => code is null
        ? Draft(collection, by, to, Answering.MineOf(collection.Id), $"{about}-by-name", key, null)
        : Draft(collection, by, to, Answering.AddressOf(code), about, key, code);

    private DraftLetter Draft(Collection collection, string by, Person to, string address, string about, string key, string? code)
    {
        var words = library.In(library.Speaks(to.Language) ? to.Language : "da").Words;
        var text = words.With($"collections.mail.{about}.text", ("workplace", by), ("takes", words.Count("collections.takes", collection.Minutes)), ("moment", words.Moment(Clock.Local(collection.ClosesAt))));
        // Whoever reads mail here and answers there types the code.
        var link = settings.Link(address) + (code is null ? "" : $"\n\n{words.With("collections.mail.code", ("address", Answering.Said(settings.Link(Answering.Address))), ("code", Answering.Spaced(code)))}");
        return new(Ids.New(), key, (to.Name, to.Email), words[$"collections.mail.{about}.subject"], new LetterBody(words.With("desk-letters.frame", ("name", to.FirstName), ("text", text), ("link", link))));
    }
}
