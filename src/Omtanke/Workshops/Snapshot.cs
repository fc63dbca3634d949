using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;

namespace Omtanke.Workshops;

/// <summary>
/// Where a workshop is at one version, as everybody in the room may know it: the one thing every screen, phone and the minutes are projections of.
/// What is hidden is not in it: ideas before they are shown, votes before they are counted, answers of fewer than five.
/// </summary>
public sealed record Snapshot
{
    public required Workshop Workshop { get; init; }
    public required int Version { get; init; }
    /// <summary>The tool, in the edition the workshop was begun with.</summary>
    public required Library Library { get; init; }
    /// <summary>The agenda without what is left out, in order.</summary>
    public required IReadOnlyList<Item> Items { get; init; }
    /// <summary>The item that is on.</summary>
    public Item? Item { get; init; }
    /// <summary>How many have joined and are here.</summary>
    public int Here { get; init; }
    /// <summary>How many have written or answered in this item.</summary>
    public int Active { get; init; }
    /// <summary>How many have voted.</summary>
    public int Voters { get; init; }
    /// <summary>How many ideas there are.</summary>
    public int Written { get; init; }
    /// <summary>The ideas, once they are shown; shuffled where nobody's name is on them.</summary>
    public IReadOnlyList<Idea> Ideas { get; init; } = [];
    /// <summary>Votes by idea, once they are counted.</summary>
    public IReadOnlyDictionary<Guid, int> Votes { get; init; } = new Dictionary<Guid, int>();
    /// <summary>How often each answer was given, by question and answer, once they are shown.</summary>
    public IReadOnlyDictionary<(string Question, string Answer), int> Counts { get; init; } = new Dictionary<(string, string), int>();
    /// <summary>The tables of the round that sits now.</summary>
    public IReadOnlyList<Table> Tables { get; init; } = [];

    /// <summary>What was gathered before and is now chosen among: the keywords of a leader APV, when they are put in order (L13.F1, L13.F2).</summary>
    public Snapshot? Behind { get; init; }

    /// <summary>The step of the item that is on.</summary>
    public Step? Step => Item is { } item ? Library.Step(item.Step) : null;

    /// <summary>The next item; none at the end.</summary>
    public Item? Next => Item is { } item ? Items.FirstOrDefault(other => other.Position > item.Position) : null;

    /// <summary>The one before; none at the beginning.</summary>
    public Item? Before => Item is { } item ? Items.LastOrDefault(other => other.Position < item.Position) : null;

    /// <summary>Whether something was written or answered, and may not be shown because fewer than five have done so.</summary>
    public bool TooFew => Item is { NeedsSeveral: true, Stage: not Stage.Gathering } && Active < Workshop.Fewest;

    /// <summary>Whether something without names is asked now, and fewer are here than it takes to show any of it.</summary>
    public bool TooFewHere => Item is { NeedsSeveral: true, Stage: Stage.Gathering } && Workshop.Devices != Devices.Facilitator && Here < Workshop.Fewest;

    /// <summary>The item as the group does it, in a language.</summary>
    public Together Together(Language language) => Steps.Together.Of(Step!, language);

    /// <summary>Reads it. The transaction must work for somebody who runs the workshop or is in the room.</summary>
    /// <param name="db">The database.</param>
    /// <param name="workshop">The workshop.</param>
    /// <param name="library">The tools as they were when it was begun.</param>
    /// <param name="now">The time, to know who is here.</param>
    public static async Task<Snapshot> Of(Database db, Workshop workshop, Library library, DateTimeOffset now)
    {
        // Its version and where it is are one answer, and all that is read after it may only be newer: whoever is told a number is never shown less than what belongs to it.
        var (version, there) = await db.WorkshopAndVersion(workshop.Id);
        workshop = there;
        var items = await db.WorkshopItems.AsNoTracking().Where(item => item.Workshop == workshop.Id && !item.IsOut).OrderBy(item => item.Position).ThenBy(item => item.Id).ToListAsync();
        var since = now - Participant.Away;
        var snapshot = new Snapshot
        {
            Workshop = workshop, Version = version, Library = library, Items = items,
            Here = await db.Participants.CountAsync(one => one.Workshop == workshop.Id && one.LeftAt == null && (one.Simulated || one.SeenAt > since)),
        };
        if (items.Find(item => item.Id == workshop.Item) is not { } current)
            return snapshot;
        snapshot = await snapshot.With(current, db);
        var gathered = snapshot.Step?.Kind == "prioritise" ? items.FindLast(item => item.Position < current.Position && item.Mode == Mode.Ideas && item.Stage != Stage.Gathering && library.Step(item.Step).Kind == "themes") : null;
        return gathered is null ? snapshot : snapshot with { Behind = await snapshot.With(gathered, db) };
    }

    /// <summary>The same workshop with another of its items in view, as the minutes go through them one by one.</summary>
    public async Task<Snapshot> With(Item item, Database db)
    {
        var snapshot = this with { Item = item, Ideas = [], Votes = new Dictionary<Guid, int>(), Counts = new Dictionary<(string, string), int>(), Tables = [], Active = 0, Voters = 0, Written = 0 };
        snapshot = item.Mode switch
        {
            Mode.Ideas => await snapshot.WithIdeas(item, db),
            Mode.Count => await snapshot.WithCounts(item, db),
            Mode.Talk or Mode.Agree => snapshot,
        };
        return item.Round > 0 ? snapshot with { Tables = await TablesOf(item, db) } : snapshot;
    }

    private async Task<Snapshot> WithIdeas(Item item, Database db)
    {
        var all = db.Ideas.AsNoTracking().Where(idea => idea.Item == item.Id && !idea.IsGone);
        var active = await all.Select(idea => idea.Token).Distinct().CountAsync();
        if (item.Stage == Stage.Gathering)
            return this with { Active = active, Written = await all.CountAsync() };
        var seen = this with { Active = active };
        if (seen.TooFew)
            return seen with { Written = await all.CountAsync() };
        var ideas = await all.ToListAsync();
        // Their ids come from phones, which may count upwards: what orders them tells nothing of when or by whom.
        ideas = [.. ideas.OrderBy(idea => Convert.ToHexString(SHA256.HashData(idea.Id.ToByteArray())), StringComparer.Ordinal)];
        var votes = item.Stage is not Stage.Voted ? [] : await db.Votes.Where(vote => vote.Item == item.Id).GroupBy(vote => vote.Idea).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count);
        var voters = item.Stage is Stage.Voting or Stage.Voted ? await db.Votes.Where(vote => vote.Item == item.Id).Select(vote => vote.Token).Distinct().CountAsync() : 0;
        return seen with { Ideas = ideas, Written = ideas.Count, Votes = votes, Voters = voters };
    }

    private async Task<Snapshot> WithCounts(Item item, Database db)
    {
        var ballots = db.Ballots.AsNoTracking().Where(ballot => ballot.Item == item.Id);
        if (item.Stage == Stage.Gathering)
            return this with { Active = await ballots.CountAsync() };
        var answers = await ballots.Select(ballot => ballot.Answer).ToListAsync();
        var seen = this with { Active = answers.Count };
        return seen.TooFew ? seen : seen with
        {
            Counts = answers.Select(Answer.FromJson).SelectMany(answer => answer.Fields.Select(field => (field, answer[field]))).GroupBy(given => given).ToDictionary(group => group.Key, group => group.Count()),
        };
    }

    private async Task<IReadOnlyList<Table>> TablesOf(Item item, Database db)
    {
        var seats = await db.Seats.AsNoTracking().Where(seat => seat.Item == item.Id && seat.Round == item.Round).ToDictionaryAsync(seat => seat.Participant);
        var everybody = await db.Participants.AsNoTracking().Where(one => one.Workshop == Workshop.Id).OrderBy(one => one.Number).Select(one => new { one.Id, one.Name, one.LeftAt }).ToListAsync();
        // Who gave no name goes by the place they came in: the third guest is the third guest all day.
        return [.. everybody.Select((one, place) => (One: one, Place: place + 1)).Where(row => seats.ContainsKey(row.One.Id))
            .GroupBy(row => seats[row.One.Id].AtTable).OrderBy(table => table.Key)
            .Select(table => new Table(table.Key, [.. table.Select(row => new Sitter(row.One.Id, row.One.Name, row.Place, seats[row.One.Id].Card, row.One.LeftAt is not null))]))];
    }
}

/// <summary>A table in a round, and who sits at it.</summary>
public sealed record Table(int Number, IReadOnlyList<Sitter> Sitters)
{
    /// <summary>Two characters that are others when somebody comes to the table or leaves it; they tell nothing of who.</summary>
    public string Mark => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Sitters.Select(sitter => $"{sitter.Participant} {sitter.HasLeft}")))))[..2];
}

/// <summary>Somebody at a table.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Name">Their first name, or nothing.</param>
/// <param name="Number">The number they go by where they gave no name: the how many-th they came as.</param>
/// <param name="Card">The card they hold.</param>
/// <param name="HasLeft">Whether they have gone home since.</param>
public sealed record Sitter(Guid Participant, string Name, int Number, string? Card, bool HasLeft)
{
    /// <summary>What the others call them.</summary>
    public string Called(Words words) => Name.Length > 0 ? Name : words.With("workshops.unnamed", ("number", Number));
}
