using System.Globalization;
using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.Policies;

/// <summary>A policy as Word: the draft as it stands, or what was published. In the language it is written in.</summary>
internal static class PolicyDocument
{
    /// <summary>The draft, with what is still missing as gaps.</summary>
    public static byte[] Of(Draft draft)
    {
        var words = draft.Language.Words;
        var paper = new WordPaper(draft.Policy.Title, draft.Language.Words.Culture).Title(words["policies.read.draft-mark"]);
        foreach (var section in draft.Reading)
            Write(paper, section.Title, draft.Filled(section.Text, draft.Answer));
        return paper.Save();
    }

    /// <summary>An edition.</summary>
    public static byte[] Of(Edition edition, IEnumerable<EditionSection> sections, string? workplace, Language language)
    {
        var words = language.Words;
        var paper = new WordPaper(edition.Title, words.Culture).Title(workplace);
        paper.Fact(words["policies.read.behind"], edition.Behind)
            .Fact(words["policies.read.from"], words.Day(edition.PublishedOn))
            .Fact(words["policies.read.review"], words.Day(edition.ReviewOn))
            .Fact(words["policies.read.edition"], edition.Number.ToString(words.Culture));
        foreach (var section in sections)
            Write(paper, section.Title, section.Text);
        return paper.Save();
    }

    private static void Write(WordPaper paper, string title, string text)
    {
        paper.Heading(1, title);
        foreach (var (mark, line) in Passage.In(text).SelectMany(passage => passage.Marked))
            if (mark.Length == 0)
                paper.Text(line);
            else
                paper.Point(mark, line);
    }
}
