namespace Omtanke.Steps;

/// <summary>A branch of a mind map and what grows from it.</summary>
public sealed record Branch(string Text, IReadOnlyList<Branch> Branches)
{
    /// <summary>How many branches there are, this one included.</summary>
    public int Count => 1 + Branches.Sum(branch => branch.Count);
}

/// <summary>A mind map as it is kept: one branch a line, further in for what grows from the line above. Tabs, spaces and little dashes will all do.</summary>
public static class Outline
{
    // As wide as a tab is to the eye; only what is more and what is less matters.
    const int Tab = 4;

    /// <summary>The branches of an outline.</summary>
    public static IReadOnlyList<Branch> Read(string outline)
    {
        Growing root = new("", -1);
        Stack<Growing> open = new([root]);
        foreach (var line in outline.Split('\n'))
        {
            var text = Bare(line);
            if (text.Length == 0) continue;
            var indent = line.TakeWhile(char.IsWhiteSpace).Sum(sign => sign == '\t' ? Tab : 1);
            while (open.Peek().Indent >= indent) open.Pop();
            Growing branch = new(text, indent);
            open.Peek().Branches.Add(branch);
            open.Push(branch);
        }
        return root.Grown().Branches;
    }

    /// <summary>The branches line by line, each with how far in it stands.</summary>
    public static IEnumerable<(int Level, string Text)> Lines(IEnumerable<Branch> branches, int level = 0) =>
        branches.SelectMany(branch => Lines(branch.Branches, level + 1).Prepend((level, branch.Text)));

    static string Bare(string line)
    {
        var text = line.Trim();
        return text is ['-' or '*' or '•' or '–', .. var rest] && (rest.Length == 0 || char.IsWhiteSpace(rest[0])) ? rest.Trim() : text;
    }

    sealed record Growing(string Text, int Indent)
    {
        internal List<Growing> Branches { get; } = [];

        internal Branch Grown() => new(Text, [.. Branches.Select(branch => branch.Grown())]);
    }
}
