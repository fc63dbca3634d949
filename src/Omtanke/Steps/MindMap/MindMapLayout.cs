namespace Omtanke.Steps;

/// <summary>A branch with its place in the drawing. The middle of the map is at 0,0.</summary>
/// <param name="Lines">Its words.</param>
/// <param name="X">The middle of its box.</param>
/// <param name="Y">The middle of its box.</param>
/// <param name="Width">How wide the box is.</param>
/// <param name="Height">How high it is.</param>
/// <param name="Level">0 for the middle of the map, 1 for what grows from it.</param>
/// <param name="Bough">Which branch from the middle it belongs to.</param>
/// <param name="Parent">The place in the list of what it grows from; none for the middle.</param>
public sealed record Placed(IReadOnlyList<string> Lines, double X, double Y, double Width, double Height, int Level, int Bough, int? Parent);

/// <summary>
/// Lays a mind map out: the first half of the branches to the right, the others to the left, each with what grows from it further out.
/// Every branch has a band of its own, as high as all that grows from it, and what grows from it stands beyond its edge: so none covers another, however many there are.
/// </summary>
public static class MindMapLayout
{
    /// <summary>The size of the letters: in the middle, on the boughs, further out.</summary>
    internal static double Size(int level) => level switch { 0 => 20, 1 => 17, _ => 15 };

    const double Across = 44, Between = 12, Pad = 12;

    /// <summary>The middle first, then each branch before what grows from it.</summary>
    public static IReadOnlyList<Placed> Of(string centre, IReadOnlyList<Branch> branches)
    {
        var middle = Measured(centre, 0);
        List<Placed> placed = [new(middle.Lines, 0, 0, middle.Width, middle.Height, 0, 0, null)];
        var right = (branches.Count + 1) / 2;
        Side(branches.Take(right), 1, 0);
        Side(branches.Skip(right), -1, right);
        return placed;

        void Side(IEnumerable<Branch> side, int direction, int first)
        {
            var sized = side.Select(branch => Sized.Of(branch, 1)).ToList();
            Row(sized, direction, direction * ((middle.Width / 2) + Across + 16), 0, 0, bough => first + bough);
        }

        // A row of branches beyond an edge, its middle at the height given.
        void Row(IReadOnlyList<Sized> row, int direction, double edge, double y, int parent, Func<int, int> bough)
        {
            var top = y - (Sized.Band(row) / 2);
            foreach (var (sized, number) in row.Select((sized, number) => (sized, number)))
            {
                var box = sized.Box;
                Placed here = new(box.Lines, edge + (direction * box.Width / 2), top + (sized.Height / 2), box.Width, box.Height, sized.Level, bough(number), parent);
                var place = placed.Count;
                placed.Add(here);
                Row(sized.Branches, direction, edge + (direction * (box.Width + Across)), here.Y, place, _ => here.Bough);
                top += sized.Height + Between;
            }
        }
    }

    static (IReadOnlyList<string> Lines, double Width, double Height) Measured(string text, int level)
    {
        var size = Size(level);
        var lines = Lettering.Wrap(text, size, level == 0 ? 220 : 190);
        return (lines, lines.Max(line => Lettering.Width(line, size)) + (2 * Pad) + (level == 0 ? 24 : 0), (lines.Count * size * Lettering.Line) + (level == 0 ? 40 : Pad));
    }

    sealed record Sized((IReadOnlyList<string> Lines, double Width, double Height) Box, int Level, double Height, IReadOnlyList<Sized> Branches)
    {
        internal static Sized Of(Branch branch, int level)
        {
            var box = Measured(branch.Text, level);
            IReadOnlyList<Sized> branches = [.. branch.Branches.Select(inner => Of(inner, level + 1))];
            return new Sized(box, level, Math.Max(box.Height, Band(branches)), branches);
        }

        internal static double Band(IReadOnlyList<Sized> row) => row.Count == 0 ? 0 : row.Sum(sized => sized.Height) + ((row.Count - 1) * Between);
    }
}
