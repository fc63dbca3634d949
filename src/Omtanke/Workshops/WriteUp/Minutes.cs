using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;

namespace Omtanke.Workshops.WriteUp;

/// <summary>
/// The minutes as the product writes them: for each item what was done and what came of it, without anybody's name. What only single people wrote is not in them;
/// it is shown beside them for as long as it is kept. Afterwards they are the owner's to change.
/// </summary>
public static class Minutes
{
    private const int First = -1, Last = 10_000;

    /// <summary>Writes what is not written yet. What stands there is not touched, so it may be asked for again.</summary>
    /// <param name="db">The database; the transaction works for somebody who runs the workshop, or for chores.</param>
    /// <param name="workshop">The workshop.</param>
    /// <param name="library">The tools as they were when it was begun.</param>
    /// <param name="now">The time.</param>
    public static async Task Write(Database db, Workshop workshop, Library library, DateTimeOffset now)
    {
        if (workshop.Rehearsing || workshop.ClearedAt is not null)
            return;
        var snapshot = await Snapshot.Of(db, workshop, library, now);
        var snapshots = new List<Snapshot>();
        foreach (var item in snapshot.Items)
            snapshots.Add(await snapshot.With(item, db));
        var present = await db.Participants.CountAsync(one => one.Workshop == workshop.Id);
        var there = await db.WorkshopMinutes.Where(part => part.Workshop == workshop.Id).Select(part => new { part.Item, part.Position }).ToListAsync();
        db.AddRange(Of(workshop, snapshots, present, library.In(workshop.Language)).Where(part => !there.Any(old => part.Item is null ? old.Position == part.Position : old.Item == part.Item)));
        await db.SaveChangesAsync();
    }

    /// <summary>The parts, in order: who was there, every item, and room for what the product cannot know.</summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="snapshots">It, at each of its items.</param>
    /// <param name="present">How many joined.</param>
    /// <param name="language">The language the minutes are in.</param>
    public static IEnumerable<MinutesPart> Of(Workshop workshop, IReadOnlyList<Snapshot> snapshots, int present, Language language)
    {
        var words = language.Words;
        yield return Part(workshop, null, First, words["workshops.minutes.present"], present == 0 ? "" : words.Count("workshops.minutes.present-count", present));
        var reached = snapshots.FirstOrDefault(snapshot => snapshot.Item!.Id == workshop.Item)?.Item!.Position ?? int.MinValue;
        foreach (var snapshot in snapshots)
        {
            var (item, text) = (snapshot.Item!, Told(snapshot, language));
            // What the group never came to lies ready, left out: only those who were there know for sure.
            yield return Part(workshop, item.Id, item.Position, language.Text(item.Step, "title"), text, Counts(snapshot, language), isOut: item.Position > reached && !WasUsed(snapshot));
        }
        yield return Part(workshop, null, Last, words["workshops.minutes.other"], "");
    }

    /// <summary>Whether the part is the one that waits to be filled in.</summary>
    public static bool IsOther(MinutesPart part) => part is { Item: null, Position: Last };

    /// <summary>The part that says how many were there.</summary>
    public static bool IsPresent(MinutesPart part) => part is { Item: null, Position: First };

    /// <summary>Whether what people wrote or answered one by one in an item may be told: it was shown to them, and where nobody signs, there were enough of them.</summary>
    public static bool MayTell(Item item, int people) => item.Stage != Stage.Gathering && (!item.Anonymous || people >= Workshop.Fewest);

    private static MinutesPart Part(Workshop workshop, Guid? item, int position, string title, string text, IReadOnlyList<Counted>? counts = null, bool isOut = false) => new()
    {
        Id = Ids.New(), Workshop = workshop.Id, Item = item, Position = position, Title = title, Text = text, Counts = Counted.ToJson(counts ?? []), IsOut = isOut, Version = 1,
    };

    private static bool WasUsed(Snapshot snapshot) => snapshot.Item is { } item && (item.Stage != Stage.Gathering || item.Round > 0 || item.Piece > 0 || item.Answered > 0 || snapshot.Active > 0);

    private static string Told(Snapshot snapshot, Language language)
    {
        var (item, words) = (snapshot.Item!, language.Words);
        var done = item.Mode switch
        {
            Mode.Ideas => Ideas(snapshot, words),
            Mode.Count => Counting(snapshot, words),
            Mode.Agree => words["workshops.minutes.done.agreed"],
            Mode.Talk => Talk(snapshot, words),
        };
        var sentence = item.Minutes > 0 ? $"{done} {words.Count("workshops.minutes.done.minutes", item.Minutes)}" : done;
        return string.Join("\n\n", ((string[])[sentence, Chosen(snapshot, language), Agreed(snapshot, language)]).Where(passage => passage.Length > 0));
    }

    private static string Talk(Snapshot snapshot, Words words) => snapshot.Item switch
    {
        { Round: > 0, People: 2 } item => words.Count("workshops.minutes.done.pairs", item.Round),
        { Round: > 0 } item => words.Count("workshops.minutes.done.groups", item.Round),
        _ => words["workshops.minutes.done.talk"],
    };

    // One sentence for none and for four where nobody signs: how many they were is not told either.
    private static string Ideas(Snapshot snapshot, Words words) =>
        snapshot.Item is { Anonymous: true } && snapshot.Active < Workshop.Fewest ? words["workshops.minutes.done.few"]
        : snapshot.Active == 0 ? words["workshops.minutes.done.nothing"]
        : snapshot.Item!.Stage == Stage.Gathering ? words["workshops.minutes.done.not-shown"]
        : snapshot.Workshop.Devices == Devices.Facilitator ? words.Count("workshops.minutes.done.ideas", snapshot.Written)
        : words.With("workshops.minutes.done.ideas-from", ("ideas", words.Count("workshops.minutes.ideas", snapshot.Written)), ("people", words.Count($"workshops.minutes.{(snapshot.Workshop.Devices == Devices.Group ? "tables" : "people")}", snapshot.Active)));

    private static string Counting(Snapshot snapshot, Words words) =>
        snapshot.Item is { Anonymous: true } && snapshot.Active < Workshop.Fewest ? words["workshops.minutes.done.few"]
        : snapshot.Active == 0 ? words["workshops.minutes.done.nothing"]
        : snapshot.Item!.Stage == Stage.Gathering ? words["workshops.minutes.done.not-shown"]
        : words.Count("workshops.minutes.done.counted", snapshot.Active);

    // What the group goes on with; where it chose nothing, what it voted for.
    private static string Chosen(Snapshot snapshot, Language language)
    {
        var words = language.Words;
        var ideas = IdeaPile.Of(snapshot.Ideas, snapshot.Item is { Anonymous: true } && snapshot.Voters < Workshop.Fewest ? new Dictionary<Guid, int>() : snapshot.Votes);
        var (chosen, voted) = (ideas.Where(pile => pile.Idea.IsChosen).ToList(), ideas.Where(pile => pile.Votes > 0).ToList());
        var told = chosen.Count > 0 ? chosen : voted;
        if (told.Count == 0)
            return "";
        var places = snapshot.Together(language).Places;
        var lines = new List<string> { words[chosen.Count > 0 ? "workshops.minutes.chosen" : "workshops.minutes.voted"] };
        foreach (var place in told.GroupBy(pile => pile.Idea.Place).OrderBy(place => places.ToList().FindIndex(one => one.Name == place.Key)))
        {
            if (places.Count > 1 && places.FirstOrDefault(one => one.Name == place.Key) is { } named)
                lines.AddRange(["", $"{named.Title}:"]);
            lines.AddRange(place.Select(pile => $"- {OneLine(pile.Idea.Text)}{(pile.Votes > 0 ? $" ({words.Count("workshops.minutes.votes", pile.Votes)})" : "")}"));
        }
        return string.Join('\n', lines);
    }

    private static string Agreed(Snapshot snapshot, Language language)
    {
        var item = snapshot.Item!;
        var lines = StepKinds.Read(snapshot.Step!).SumUp(language, Answer.FromJson(item.Answer)).ToList();
        return lines.Count == 0 ? "" : string.Join('\n', lines.Select(line => $"- {OneLine(line)}").Prepend(item.Mode == Mode.Agree ? "" : language.Words["workshops.minutes.written-down"])).Trim();
    }

    private static IReadOnlyList<Counted> Counts(Snapshot snapshot, Language language)
    {
        if (snapshot.Counts.Count == 0)
            return [];
        var counted = snapshot.Together(language).Questions.Select(question => new Counted(
            question.Heading, question.Label, [.. question.Options.Select(option => new CountedAnswer(option.Label, snapshot.Counts.GetValueOrDefault((question.Name, option.Value))))]));
        // A question that few answered says too much of them, however many answered the others.
        return [.. counted.Where(question => question.Sum >= (snapshot.Item!.Anonymous ? Workshop.Fewest : 1))];
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
