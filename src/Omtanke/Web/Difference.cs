using System.Text.RegularExpressions;
using DiffPlex;

namespace Omtanke.Web;

/// <summary>What became of a piece of a text.</summary>
public enum Fate
{
    Same,
    Added,
    Removed,
}

/// <summary>A piece of a text, and what became of it.</summary>
public sealed record Shred(Fate Fate, string Text);

/// <summary>What is different between two texts, word by word. Joined, what stayed and what was added is the later text; what stayed and what was removed is the earlier.</summary>
public static partial class Difference
{
    private const int Little = 6;

    private static readonly Differ Differ = new();

    /// <summary>The later text with what is gone from the earlier set between.</summary>
    public static IReadOnlyList<Shred> Between(string earlier, string later)
    {
        if (earlier == later)
            return later.Length == 0 ? [] : [new(Fate.Same, later)];
        var found = Differ.CreateCustomDiffs(earlier, later, ignoreWhiteSpace: false, WordsOf);
        var shreds = new List<Shred>();
        var at = 0;
        foreach (var block in found.DiffBlocks)
        {
            Add(Fate.Same, found.PiecesNew[at..block.InsertStartB]);
            Add(Fate.Removed, found.PiecesOld[block.DeleteStartA..(block.DeleteStartA + block.DeleteCountA)]);
            Add(Fate.Added, found.PiecesNew[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
            at = block.InsertStartB + block.InsertCountB;
        }
        Add(Fate.Same, found.PiecesNew[at..]);
        return Gathered(shreds);

        void Add(Fate fate, string[] pieces)
        {
            if (pieces.Length > 0)
                shreds.Add(new(fate, string.Concat(pieces)));
        }
    }

    // A little word that stayed between two changes would break one change into many: it goes with them.
    private static List<Shred> Gathered(List<Shred> shreds)
    {
        var gathered = new List<Shred>();
        var (removed, added) = ("", "");
        for (var place = 0; place < shreds.Count; place++)
        {
            var shred = shreds[place];
            if (shred.Fate == Fate.Removed)
                removed += shred.Text;
            else if (shred.Fate == Fate.Added)
                added += shred.Text;
            else if (shred.Text.Length <= Little && place > 0 && place < shreds.Count - 1 && !shred.Text.Contains('\n', StringComparison.Ordinal))
                (removed, added) = (removed + shred.Text, added + shred.Text);
            else
            {
                Change();
                gathered.Add(shred);
            }
        }
        Change();
        return gathered;

        void Change()
        {
            if (removed.Length > 0)
                gathered.Add(new(Fate.Removed, removed));
            if (added.Length > 0)
                gathered.Add(new(Fate.Added, added));
            (removed, added) = ("", "");
        }
    }

    private static string[] WordsOf(string text) => [.. Piece().Matches(text).Select(piece => piece.Value)];

    // A word with what joins it together; one blank; one mark.
    [GeneratedRegex(@"[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*|\s|.", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Piece();
}
