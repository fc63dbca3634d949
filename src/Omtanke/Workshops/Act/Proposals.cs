using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;
using Omtanke.Workshops.WriteUp;

namespace Omtanke.Workshops.Act;

/// <summary>What actions can be made of with one press: the ideas that were shown, what the group agreed on, and what most said no to. Not what an action was made of already.</summary>
public static class Proposals
{
    /// <summary>Finds them, what the group chose first.</summary>
    /// <param name="db">The database; the transaction works for somebody who runs the workshop.</param>
    /// <param name="workshop">The workshop.</param>
    /// <param name="library">The tools as they were when it was begun.</param>
    public static async Task<IReadOnlyList<Proposed>> Of(Database db, Workshop workshop, Library library)
    {
        var (id, lists, language) = (workshop.Id, ListsOf(workshop, library), library.In(workshop.Language));
        var (all, items, ideas, answers) = (db.WorkshopItems, new List<Item>(), new List<Idea>(), new List<(Guid Item, Answer Answer)>());
        await db.InOneTrip(
            async () => items = await all.AsNoTracking().Where(item => item.Workshop == id).OrderBy(item => item.Position).ThenBy(item => item.Id).ToListAsync(),
            async () => ideas = await db.Ideas.AsNoTracking().Where(idea => idea.Workshop == id && !idea.IsGone).ToListAsync(),
            async () => answers = lists.Count == 0 ? [] : (await db.Ballots.AsNoTracking().Where(ballot => ballot.Workshop == id && all.Any(item => item.Id == ballot.Item && lists.Contains(item.Step)))
                .Select(ballot => new { ballot.Item, ballot.Answer }).ToListAsync()).ConvertAll(ballot => (ballot.Item, Answer.FromJson(ballot.Answer))));
        var shown = items.FindAll(item => item.Stage != Stage.Gathering);
        return
        [
            .. OfIdeas(shown, ideas.ToLookup(idea => idea.Item), library, language)
                .Concat(items.SelectMany(item => Agreed(item, library, language)))
                .Concat(Counted(shown.FindAll(item => item.Mode == Mode.Count && lists.Contains(item.Step)), answers.ToLookup(one => one.Item, one => one.Answer), library, language))
                .OrderByDescending(one => one.IsChosen),
        ];
    }

    /// <summary>Those of them no action was made of yet.</summary>
    /// <param name="proposed">What can be made.</param>
    /// <param name="there">Every action the workshop has, those put aside among them.</param>
    public static IReadOnlyList<Proposed> Without(this IReadOnlyList<Proposed> proposed, IReadOnlyList<PlannedAction> there)
    {
        var made = there.Select(action => action.MadeOf).OfType<Guid>().ToHashSet();
        return [.. proposed.Where(one => !made.Contains(one.MadeOf) && (one.Before is not { } before || !made.Contains(before)))];
    }

    /// <summary>What an answer the group agreed on gives to act on, as the kind of its step sees it.</summary>
    public static IEnumerable<Proposed> Agreed(Item item, Library library, Language language)
    {
        var answer = Answer.FromJson(item.Answer);
        return answer.IsEmpty ? [] : StepKinds.Read(library.Step(item.Step)).Proposals(language, answer).GroupBy(one => one.Field).SelectMany(field => Lines(item.Id, field.Key, [.. field]));
    }

    // A field gives the same action however its words are changed. Of one with several lines each gives its own.
    private static IEnumerable<Proposed> Lines(Guid item, string field, IReadOnlyList<Proposal> lines) => lines.Count == 1
        ? [new(item, IdOf(item, field), lines[0])]
        : lines.Select((line, place) => new Proposed(item, IdOf(item, $"{field} {line.What}"), line) { Before = place == 0 ? IdOf(item, field) : null });

    // Every pile on a wall by its head, in an order that tells nothing of when or by whom; of what nobody signs only where enough have written.
    private static IEnumerable<Proposed> OfIdeas(List<Item> shown, ILookup<Guid, Idea> ideas, Library library, Language language) =>
        from item in shown
        where ideas.Contains(item.Id) && Minutes.MayTell(item, ideas[item.Id].Select(idea => Convert.ToHexString(idea.Token)).Distinct().Count())
        let under = HeadingsOf(item, library, language)
        let levels = LevelsOf(item, library)
        from pile in IdeaPile.Of([.. ideas[item.Id].OrderBy(idea => Convert.ToHexString(SHA256.HashData(idea.Id.ToByteArray())), StringComparer.Ordinal)], new Dictionary<Guid, int>())
        select new Proposed(item.Id, pile.Idea.Id, new Proposal(pile.Idea.Place, pile.Idea.Text) { Issue = under.GetValueOrDefault(pile.Idea.Place, ""), Level = levels.GetValueOrDefault(pile.Idea.Place, "") }) { Idea = pile.Idea.Id, IsChosen = pile.Idea.IsChosen };

    // A row of a table or a theme is what the idea is about; the lanes of a board are not.
    private static Dictionary<string, string> HeadingsOf(Item item, Library library, Language language)
    {
        var step = library.Step(item.Step);
        return StepKinds.Read(step) is Grid or Themes ? Together.Of(step, language).Places.ToDictionary(place => place.Name, place => place.Heading, StringComparer.Ordinal) : [];
    }

    // Which lane an idea hangs in says who is to do it.
    private static Dictionary<string, string> LevelsOf(Item item, Library library) =>
        StepKinds.Read(library.Step(item.Step)) is Board board ? board.Lanes.ToDictionary(lane => lane.Id, lane => lane.Level, StringComparer.Ordinal) : [];

    // A point as many said no to as yes, where each answered for themself and the answers were shown.
    private static IEnumerable<Proposed> Counted(List<Item> lists, ILookup<Guid, Answer> answers, Library library, Language language) =>
        from item in lists
        let fewest = item.Anonymous ? Workshop.Fewest : 1
        from point in ((Checklist)StepKinds.Read(library.Step(item.Step))).Items
        let given = answers[item.Id].Select(answer => answer[point]).Where(value => value.Length > 0).ToList()
        where given.Count >= fewest && given.Count(value => value == "no") >= Math.Max(1, given.Count(value => value == "yes"))
        select new Proposed(item.Id, IdOf(item.Id, point), new Proposal(point, language.Plain(point, "text")));

    // The lists of its tool where a point is answered with yes, partly or no.
    private static List<string> ListsOf(Workshop workshop, Library library) =>
        [.. (library.Tool(workshop.Tool)?.Steps ?? []).Where(step => StepKinds.Read(step) is Checklist { Graded: true }).Select(step => step.Id)];

    private static Guid IdOf(Guid item, string of) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"action {item:N} {of}")).AsSpan(..16));
}

/// <summary>Something an action may be made of.</summary>
/// <param name="Item">The item it comes from.</param>
/// <param name="MadeOf">What the action remembers: pressed twice, it is there once.</param>
/// <param name="Proposal">What is known of it already.</param>
public sealed record Proposed(Guid Item, Guid MadeOf, Proposal Proposal)
{
    /// <summary>The idea.</summary>
    public Guid? Idea { get; init; }

    /// <summary>Whether the group chose it or agreed on it; else it only hung there.</summary>
    public bool IsChosen { get; init; } = true;

    /// <summary>What an action remembers that was made while this was all its field said.</summary>
    public Guid? Before { get; init; }

    /// <summary>The action.</summary>
    public PlannedAction Make(Workshop workshop, int position, Doer doer, Guid by, DateTimeOffset now) => new()
    {
        Id = Ids.New(), Origin = Origin.Workshop, OriginId = workshop.Id, OriginName = workshop.Title, Part = Item, MadeOf = MadeOf, Position = position, Language = workshop.Language, Keeper = by, MadeAt = now,
        Shown = workshop.Shown, Units = workshop.Units, What = Cut(Proposal.What), Issue = Cut(Proposal.Issue), Cause = Cut(Proposal.Cause), Level = Enum.TryParse<Actions.Level>(Proposal.Level, ignoreCase: true, out var level) ? level : null, Owner = doer.Person, Who = Cut(doer.Said, PlannedAction.LongestLine),
        With = Cut(Proposal.With), Needs = Cut(Proposal.Needs), Measure = Cut(Proposal.Measure),
    };

    // Never in the middle of a letter that takes two.
    private static string Cut(string text, int longest = PlannedAction.Longest) => text.Length <= longest ? text : $"{text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)]}…";
}
