using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;

namespace Omtanke.Conversations.Hold;

/// <summary>What one person has written in the form of a talk: a note per column, and the stress types chosen. As an answer, and back into notes.</summary>
internal sealed class OwnNotes(Conversation conversation, Steps.Form form, Guid author, IReadOnlyList<Note> notes, AccessGrant grant)
{
    private readonly IReadOnlyList<Note> mine = [.. notes.Where(note => note.Author == author)];

    /// <summary>Counts every saving of this person's; two windows of theirs compare it.</summary>
    public int Version => mine.Sum(note => note.Version);

    /// <summary>When something was last saved.</summary>
    public DateTimeOffset? SavedAt => mine.Count == 0 ? null : mine.Max(note => note.SavedAt);

    /// <summary>What they wrote and chose.</summary>
    public Answer Answer => mine.Aggregate(Answer.Empty, (answer, note) => note.Field == form.Step.Id
        ? Answer.FromJson(note.Read(grant)) is var chosen ? chosen.Fields.Aggregate(answer, (all, card) => all.With(card, chosen[card])) : answer
        : answer.With(note.Field, note.Read(grant)));

    /// <summary>Writes what has changed into the notes it concerns, and only those.</summary>
    public void Take(Answer answer, Database db, DateTimeOffset now)
    {
        var before = Answer;
        foreach (var field in form.Fields.Where(field => field.Takes == Takes.Text && answer[field.Name] != before[field.Name]))
            Put(field.Name, answer[field.Name], db, now);
        if (form.Deck is { } deck && deck.Cards.Any(card => answer[card] != before[card]))
            Put(form.Step.Id, deck.Cards.Aggregate(Answer.Empty, (chosen, card) => chosen.With(card, answer[card])).ToJson(), db, now);
    }

    private void Put(string field, string text, Database db, DateTimeOffset now)
    {
        if (mine.FirstOrDefault(note => note.Field == field) is { } note)
            note.Write(grant, text, now);
        else
            db.Add(Note.Begin(conversation.Id, field, author, grant, text, now));
    }
}
