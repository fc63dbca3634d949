using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments.Letters;

/// <summary>The letters to those who are asked: that there is something to answer, and the way to it. The same words to everybody; a reminder knows nothing of who has answered.</summary>
public sealed class CollectionLetters(Outbox outbox, Library library, Settings settings)
{
    /// <summary>Writes to somebody.</summary>
    /// <param name="collection">What they are asked.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="code">Their code.</param>
    /// <param name="mailing">The first is the invitation.</param>
    public Task Ask(Collection collection, Person to, string code, int mailing) => Write(collection, to, Answering.AddressOf(code), mailing == 1 ? "asked" : "reminded", mailing);

    /// <summary>Writes to somebody who answers with their name, and signs in to do it.</summary>
    public Task AskByName(Collection collection, Person to, int mailing) => Write(collection, to, Answering.MineOf(collection.Id), mailing == 1 ? "asked-by-name" : "reminded-by-name", mailing);

    /// <summary>Writes to somebody that there is something to see of what they were asked.</summary>
    public Task Tell(Collection collection, Person to) => Write(to, See.ResultPage.AddressOf(collection.Id), "result", FormattableString.Invariant($"collection {collection.Id} result {to.Id}"));

    private Task Write(Collection collection, Person to, string address, string about, int mailing) => Write(to, address, about, FormattableString.Invariant($"collection {collection.Id} {mailing} {to.Id}"));

    private Task Write(Person to, string address, string about, string key)
    {
        var words = library.In(library.Speaks(to.Language) ? to.Language : "da").Words;
        return outbox.Write(
            key, (to.Name, to.Email), words[$"collections.mail.{about}.subject"],
            new LetterBody(words.With("desk-letters.frame", ("name", to.FirstName), ("text", words[$"collections.mail.{about}.text"]), ("link", settings.Link(address)))));
    }
}
