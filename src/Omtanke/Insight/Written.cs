namespace Omtanke.Insight;

/// <summary>What people wrote: from ten, by unit alone, each text in one place, and in an order that chance makes.</summary>
internal static class Written
{
    /// <summary>The comments to be shown at each unit. A unit that shows none lets its own flow into the one above.</summary>
    public static IReadOnlyList<Comments>[] Of(Showing showing, Round round, Func<int, int> lot)
    {
        var written = new SortedDictionary<string, List<string>>[round.Units];
        foreach (var sheet in round.Sheets)
            if (sheet.Remarks.Count > 0 && showing.Atom(round.Hierarchy.Place(sheet.Unit)) is var atom and not Showing.Open)
                foreach (var remark in sheet.Remarks)
                {
                    var topics = written[atom - 1] ??= new(StringComparer.Ordinal);
                    if (!topics.TryGetValue(remark.Topic, out var texts))
                        topics[remark.Topic] = texts = [];
                    texts.Add(remark.Text);
                }
        return [.. written.Select(topics => (IReadOnlyList<Comments>)(topics is null ? [] : [.. topics.Select(topic => new Comments(topic.Key, Shuffled(topic.Value, lot)))]))];
    }

    // Fisher and Yates.
    private static List<string> Shuffled(List<string> texts, Func<int, int> lot)
    {
        for (var left = texts.Count; left > 1; left--)
        {
            var drawn = lot(left);
            (texts[left - 1], texts[drawn]) = (texts[drawn], texts[left - 1]);
        }
        return texts;
    }
}
