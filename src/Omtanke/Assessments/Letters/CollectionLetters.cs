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
    public Task Ask(Collection collection, Person to, string code, int mailing)
    {
        var words = library.In(library.Speaks(to.Language) ? to.Language : "da").Words;
        var about = mailing == 1 ? "asked" : "reminded";
        return outbox.Write(
            FormattableString.Invariant($"collection {collection.Id} {mailing} {to.Id}"), (to.Name, to.Email), words[$"collections.mail.{about}.subject"],
            new LetterBody(words.With("desk-letters.frame", ("name", to.FirstName), ("text", words[$"collections.mail.{about}.text"]), ("link", settings.Link(Answering.AddressOf(code))))));
    }
}
