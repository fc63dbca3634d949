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
    /// <summary>Writes to somebody.</summary>
    /// <param name="collection">What they are asked.</param>
    /// <param name="by">What the workplace is called that asks them.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="code">Their code.</param>
    /// <param name="mailing">The first is the invitation.</param>
    public Task Ask(Collection collection, string by, Person to, string code, int mailing) =>
        Write(collection, by, to, Answering.AddressOf(code), mailing == 1 ? "asked" : "reminded", Key(collection, mailing, to), code);

    /// <summary>Writes to somebody who answers with their name, and signs in to do it.</summary>
    public Task AskByName(Collection collection, string by, Person to, int mailing) =>
        Write(collection, by, to, Answering.MineOf(collection.Id), mailing == 1 ? "asked-by-name" : "reminded-by-name", Key(collection, mailing, to));

    /// <summary>Writes to somebody that there is something to see of what they were asked.</summary>
    public Task Tell(Collection collection, string by, Person to) =>
        Write(collection, by, to, See.ResultPage.AddressOf(collection.Id), "result", FormattableString.Invariant($"collection {collection.Id} result {to.Id}"));

    private static string Key(Collection collection, int mailing, Person to) => FormattableString.Invariant($"collection {collection.Id} {mailing} {to.Id}");

    private Task Write(Collection collection, string by, Person to, string address, string about, string key, string? code = null)
    {
        var words = library.In(library.Speaks(to.Language) ? to.Language : "da").Words;
        var text = words.With($"collections.mail.{about}.text", ("workplace", by), ("takes", words.Count("collections.takes", collection.Minutes)), ("moment", words.Moment(Clock.Local(collection.ClosesAt))));
        // Whoever reads mail here and answers there types the code.
        var link = settings.Link(address) + (code is null ? "" : $"\n\n{words.With("collections.mail.code", ("address", Answering.Said(settings.Link(Answering.Address))), ("code", Answering.Spaced(code)))}");
        return outbox.Write(key, (to.Name, to.Email), words[$"collections.mail.{about}.subject"], new LetterBody(words.With("desk-letters.frame", ("name", to.FirstName), ("text", text), ("link", link))));
    }
}
