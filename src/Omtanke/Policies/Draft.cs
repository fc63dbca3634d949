using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;

namespace Omtanke.Policies;

/// <summary>The text a group is writing, with what has been filled in.</summary>
public sealed record Draft(Policy Policy, IReadOnlyList<Section> Sections, Blanks Blanks, Document Document, Language Language)
{
    /// <summary>The step of the tool that holds the forms and the texts to begin with.</summary>
    public const string Step = "T03.S3";

    /// <summary>Reads it.</summary>
    public static async Task<Draft> Of(Policy policy, Database db, Library library) => new(
        policy, await db.SectionsOf(policy.Id), await db.PolicyBlanks.SingleAsync(blanks => blanks.Policy == policy.Id), DocumentOf(library), library.In(policy.Language));

    /// <summary>The forms and the texts to begin with.</summary>
    public static Document DocumentOf(Library library) => (Document)StepKinds.Read(library.Step(Step));

    /// <summary>What stands in the holes.</summary>
    public Answer Answer { get; } = Answer.FromJson(Blanks.Answer);

    /// <summary>The sections that are part of the text.</summary>
    public IReadOnlyList<Section> Reading { get; } = [.. Sections.Where(section => !section.IsOut && Passage.In(section.Text).Count > 0)];

    /// <summary>What is filled in nowhere though the text has a hole for it.</summary>
    public IReadOnlyList<Blank> Missing => MissingIn(Answer);

    /// <inheritdoc cref="Missing"/>
    public IReadOnlyList<Blank> MissingIn(Answer answer)
    {
        var holes = Reading.SelectMany(section => Holes.In(section.Text)).ToHashSet(StringComparer.Ordinal);
        return [.. Document.Blanks.Where(blank => answer[blank.Id].Length == 0 && holes.Contains(blank.Hole))];
    }

    /// <summary>The blank that says when the text is read again; null when the tool has none.</summary>
    public Blank? Review => Document.Blanks.FirstOrDefault(blank => blank.Kind == "date");

    /// <summary>A line in pieces.</summary>
    public IReadOnlyList<Piece> Pieces(string line) => Document.Pieces(line, Language, Answer);

    /// <summary>A text with everything filled in, as others get it.</summary>
    public string Filled(string text, Answer answer) =>
        string.Join('\n', text.Split('\n').Select(line => string.Concat(Document.Pieces(line, Language, answer).Select(piece => piece.Text))));

    /// <summary>The sections of the tool that the group has not begun with: there to be taken in.</summary>
    public IReadOnlyList<Steps.Section> Unused { get; } = [.. Document.AllSections.Where(ours => Sections.All(section => section.Source != ours.Id))];

    /// <summary>What a section is for, in the reader's language; null for one of the group's own.</summary>
    public static string? HelpOf(Section section, Language language) => section.Source is { } source && language.Has(source, "help") ? language.Plain(source, "help") : null;
}
