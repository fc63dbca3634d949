using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Omtanke.Actions;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;

namespace Omtanke.Workshops.Rehearse;

/// <summary>Trying a workshop out with people who do not exist. They come in, write, answer and vote when asked to, and leave nothing behind.</summary>
internal static class Rehearsal
{
    /// <summary>How many come: enough for a table of three, and for what is shown from five.</summary>
    public const int People = 11;

    private const int MostIdeasEach = 3;

    /// <summary>They come in, and the workshop is opened at its first item.</summary>
    public static void Begin(Workshop workshop, Item first, IReadOnlyList<string> names, DateTimeOffset now, Database db)
    {
        workshop.Rehearsing = true;
        workshop.Open(first.Id, now);
        db.AddRange(names.Take(People).Select(name => new Participant
        {
            // Nobody holds this secret.
            Id = Ids.New(), Workshop = workshop.Id, SecretHash = Participant.HashOf(Convert.ToHexString(RandomNumberGenerator.GetBytes(32))), Name = name, Simulated = true, JoinedAt = now, SeenAt = now,
        }));
    }

    /// <summary>Everything the rehearsal made is gone, whoever made it, and the workshop is planned again. Those who had joined before it stay.</summary>
    public static async Task End(Workshop workshop, Database db)
    {
        var (id, since) = (workshop.Id, workshop.OpenedAt);
        workshop.Rehearsing = false;
        workshop.Stop();
        (workshop.OpenedAt, workshop.ClosedAt, workshop.Item, workshop.NextAt) = (null, null, null, null);
        foreach (var item in await db.ItemsOf(id))
            (item.Stage, item.Piece, item.Round, item.Answer, item.Answered) = (Stage.Gathering, 0, 0, "{}", item.Answered + 1);
        await db.SaveChangesAsync();
        await db.Actions.Where(action => action.Origin == Origin.Workshop && action.OriginId == id).ExecuteDeleteAsync();
        await db.WorkshopMinutes.Where(part => part.Workshop == id).ExecuteDeleteAsync();
        await db.Votes.Where(vote => vote.Workshop == id).ExecuteDeleteAsync();
        await db.Ballots.Where(ballot => ballot.Workshop == id).ExecuteDeleteAsync();
        await db.Ideas.Where(idea => idea.Workshop == id).ExecuteDeleteAsync();
        await db.Seats.Where(seat => seat.Workshop == id).ExecuteDeleteAsync();
        await db.Participants.Where(one => one.Workshop == id && (one.Simulated || one.JoinedAt >= since)).ExecuteDeleteAsync();
    }

    /// <summary>What they write, answer or vote for now, one thing each.</summary>
    /// <returns>How many of them did something.</returns>
    public static async Task<int> Hands(Workshop workshop, Item item, Together together, IReadOnlyList<string> samples, DateTimeOffset now, Database db)
    {
        var people = await db.Participants.AsNoTracking().Where(one => one.Workshop == workshop.Id && one.Simulated && one.LeftAt == null).OrderBy(one => one.Number).ToListAsync();
        return item switch
        {
            { TakesIdeas: true } => await Write(workshop, item, together, samples, people, now, db),
            { Mode: Mode.Ideas, Stage: Stage.Voting } => await Vote(workshop, item, people, db),
            { Mode: Mode.Count, Stage: Stage.Gathering } => await Answer(workshop, item, together, people, db),
            _ => 0,
        };
    }

    private static async Task<int> Write(Workshop workshop, Item item, Together together, IReadOnlyList<string> samples, List<Participant> people, DateTimeOffset now, Database db)
    {
        if (together.Places.Count == 0)
            return 0;
        var written = (await db.Ideas.Where(idea => idea.Item == item.Id).Select(idea => idea.Token).ToListAsync()).CountBy(Convert.ToHexString).ToDictionary(StringComparer.Ordinal);
        var tables = await db.Seats.AsNoTracking().Where(seat => seat.Item == item.Id && seat.Round == item.Round).ToDictionaryAsync(seat => seat.Participant, seat => seat.AtTable);
        var ideas = people.Select((one, place) => (One: one, Place: place, Token: TokenOf(one, item))).Select(one => (one.One, one.Place, one.Token, Before: written.GetValueOrDefault(Convert.ToHexString(one.Token))))
            .Where(one => one.Before < MostIdeasEach).Select(one => IdeaOf(one.One, one.Place + (one.Before * People), one.Token)).ToList();
        db.AddRange(ideas);
        await db.SaveChangesAsync();
        return ideas.Count;

        Idea IdeaOf(Participant one, int turn, byte[] token)
        {
            var place = together.Places[turn % together.Places.Count];
            var (prompts, round) = (place.Prompts.Count > 0 ? place.Prompts : samples, turn / together.Places.Count);
            return new()
            {
                Id = Guid.CreateVersion7(now), Workshop = workshop.Id, Item = item.Id, Place = place.Name, Text = prompts[round % prompts.Count], Token = token,
                Author = item.Anonymous ? null : one.Id, At = item.Anonymous ? null : now, AtTable = tables.TryGetValue(one.Id, out var table) ? table : null,
            };
        }
    }

    private static async Task<int> Vote(Workshop workshop, Item item, List<Participant> people, Database db)
    {
        var ideas = await db.Ideas.Where(idea => idea.Item == item.Id && !idea.IsGone && idea.Under == null).OrderBy(idea => idea.Id).Select(idea => idea.Id).ToListAsync();
        var voted = (await db.Votes.Where(vote => vote.Item == item.Id).Select(vote => vote.Token).ToListAsync()).Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        var voters = people.Select((one, place) => (Token: TokenOf(one, item), Place: place)).Where(one => ideas.Count > 0 && !voted.Contains(Convert.ToHexString(one.Token))).ToList();
        // Some ideas are liked by many, and some by nobody: a board that looks like one.
        db.AddRange(voters.SelectMany(one => Enumerable.Range(0, Item.VotesEach).Select(turn => ideas[one.Place * turn * turn % ideas.Count]).Distinct()
            .Select(idea => new Vote { Workshop = workshop.Id, Item = item.Id, Idea = idea, Token = one.Token })));
        await db.SaveChangesAsync();
        return voters.Count;
    }

    private static async Task<int> Answer(Workshop workshop, Item item, Together together, List<Participant> people, Database db)
    {
        if (together.Questions.Count == 0)
            return 0;
        var answered = (await db.Ballots.Where(ballot => ballot.Item == item.Id).Select(ballot => ballot.Token).ToListAsync()).Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        var ballots = people.Select((one, place) => new Ballot { Workshop = workshop.Id, Item = item.Id, Token = TokenOf(one, item), Answer = AnswerOf(together, place).ToJson() })
            .Where(ballot => !answered.Contains(Convert.ToHexString(ballot.Token))).ToList();
        db.AddRange(ballots);
        await db.SaveChangesAsync();
        return ballots.Count;
    }

    private static Answer AnswerOf(Together together, int person) => together.Questions.Select((question, place) => (question, place)).Aggregate(Steps.Answer.Empty, (answer, asked) =>
        asked.question.Options.Count == 0 ? answer : answer.With(asked.question.Name, asked.question.Options[((person * (asked.place + 2)) + asked.place) % asked.question.Options.Count].Value));

    private static byte[] TokenOf(Participant one, Item item) => Participant.TokenOf(one.Id.ToString("N", CultureInfo.InvariantCulture), item.Id);
}
