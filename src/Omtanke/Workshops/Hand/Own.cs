using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;

namespace Omtanke.Workshops.Hand;

/// <summary>What is one phone's own: where its holder sits, what they wrote, voted and answered. Found by the secret the phone holds.</summary>
public sealed record Own
{
    /// <summary>What they are called; nothing when they gave no name.</summary>
    public required string Name { get; init; }
    /// <summary>Their table in the round that sits now.</summary>
    public Table? Table { get; init; }
    /// <summary>Their seat at it.</summary>
    public Sitter? Seat { get; init; }
    /// <summary>Their ideas in this item.</summary>
    public IReadOnlyList<Idea> Ideas { get; init; } = [];
    /// <summary>The ideas they vote for.</summary>
    public IReadOnlySet<Guid> Votes { get; init; } = new HashSet<Guid>();
    /// <summary>Their answers.</summary>
    public Answer Answer { get; init; } = Answer.Empty;
    /// <summary>Whether they have answered.</summary>
    public bool HasAnswered { get; init; }

    /// <summary>Reads it.</summary>
    public static async Task<Own> Of(Snapshot snapshot, Guest guest, Database db)
    {
        var own = new Own { Name = await db.Participants.Where(one => one.Id == guest.Id).Select(one => one.Name).SingleAsync() };
        if (snapshot.Item is not { } item)
            return own;
        var token = Participant.TokenOf(guest.Secret, item.Id);
        var table = snapshot.Tables.FirstOrDefault(table => table.Sitters.Any(sitter => sitter.Participant == guest.Id));
        own = own with { Table = table, Seat = table?.Sitters.First(sitter => sitter.Participant == guest.Id) };
        if (item.Mode == Mode.Ideas)
            return own with
            {
                Ideas = await db.Ideas.AsNoTracking().Where(idea => idea.Item == item.Id && idea.Token == token && !idea.IsGone).OrderBy(idea => idea.Id).ToListAsync(),
                Votes = item.Stage == Stage.Voting ? (await db.Votes.Where(vote => vote.Item == item.Id && vote.Token == token).Select(vote => vote.Idea).ToListAsync()).ToHashSet() : new HashSet<Guid>(),
            };
        if (item.Mode != Mode.Count)
            return own;
        var ballot = await db.Ballots.AsNoTracking().FirstOrDefaultAsync(ballot => ballot.Item == item.Id && ballot.Token == token);
        return own with { Answer = ballot is null ? Answer.Empty : Answer.FromJson(ballot.Answer), HasAnswered = ballot is not null };
    }
}
