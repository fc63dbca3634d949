using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Policies;

/// <summary>What policies lay on a person's own page: what they are asked about, what they write on, comments that wait for an answer, and what is due to be read again.</summary>
public sealed class PolicyDesk(Database db, Visit visit) : IDesk
{
    private const int Soon = 30;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeskItem>> For(Guid person, DateTimeOffset now, CancellationToken stop)
    {
        var today = Clock.Day(now);
        var laid = await db.InOneTrip<IEnumerable<DeskItem>>([() => Asked(person, today, stop), () => Group(person, today, stop), () => Due(person, today, stop)]);
        return [.. laid.SelectMany(lines => lines)];
    }

    // Where comments come without names nobody knows who has written, so the line stands there for everybody until the last day.
    private async Task<IEnumerable<DeskItem>> Asked(Guid person, DateOnly today, CancellationToken stop)
    {
        var rounds = await List.AskedOf(db, person, today, stop);
        var ids = rounds.Where(round => round.Named).Select(round => round.Id).ToList();
        var done = ids.Count == 0 ? [] : await db.Comments.Where(comment => ids.Contains(comment.Round) && comment.Author == person).Select(comment => comment.Round).Distinct().ToListAsync(stop);
        return rounds.Select(round => done.Contains(round.Id)
            ? Line(Pile.UnderWay, "commented", round.Title, $"/policies/{round.Policy}/comments", round.UntilOn)
            : Line(Pile.Waiting, "asked", round.Title, $"/policies/{round.Policy}/comments", round.UntilOn));
    }

    private async Task<IEnumerable<DeskItem>> Group(Guid person, DateOnly today, CancellationToken stop)
    {
        // Most people write on nothing, and nothing more is asked about it.
        if (!await writesOnSomething(db, person))
            return [];
        var (rounds, comments, replies) = (db.Rounds, db.Comments, db.Replies);
        var mine = await db.Policies.AsNoTracking().Where(policy => policy.Members.Contains(person) && policy.Drafting).OrderBy(policy => policy.BegunAt)
            .Select(policy => new
            {
                policy.Id, policy.Title, InRound = rounds.Where(round => round.Policy == policy.Id && round.ClosedAt == null).Select(round => (DateOnly?)round.UntilOn).FirstOrDefault(),
                Unanswered = comments.Count(comment => comment.Policy == policy.Id && !replies.Any(reply => reply.Comment == comment.Id)
                    && rounds.Any(round => round.Id == comment.Round && (round.Named || comment.OnDay < today))),
            }).ToListAsync(stop);
        return mine.Select(policy =>
            policy.Unanswered > 0 ? Line(Pile.Waiting, "unanswered", policy.Title, $"/policies/{policy.Id}/rounds")
            : policy.InRound is { } until ? Line(Pile.UnderWay, "in-round", policy.Title, $"/policies/{policy.Id}/rounds", until)
            : Line(Pile.UnderWay, "drafting", policy.Title, $"/policies/{policy.Id}/draft"));
    }

    // The group, and those who answer for the working environment: a group may have left before its text is old.
    private async Task<IEnumerable<DeskItem>> Due(Guid person, DateOnly today, CancellationToken stop)
    {
        var due = await old(db, today.AddDays(Soon)).ToListAsync(stop);
        if (due.Count == 0)
            return [];
        var ids = due.ConvertAll(edition => edition.Policy);
        var mine = await db.Policies.AsNoTracking().Where(policy => ids.Contains(policy.Id) && policy.Members.Contains(person)).ToDictionaryAsync(policy => policy.Id, policy => policy.Drafting, stop);
        var answers = await db.Roles.AnyAsync(
            held => held.Person == person && held.UntilOn == null && (held.Role == Role.EnvironmentMember || held.Role == Role.SafetyRepresentative || held.Role == Role.HumanResources), stop);
        return from edition in due
               let isMine = mine.ContainsKey(edition.Policy)
               where isMine ? !mine[edition.Policy] : answers
               select Line(Pile.Waiting, "review", edition.Title, isMine ? $"/policies/{edition.Policy}/draft" : $"/policies/{edition.Policy}", edition.ReviewOn, edition.ReviewOn < today);
    }

    private static readonly Func<Database, Guid, Task<bool>> writesOnSomething = EF.CompileAsyncQuery((Database db, Guid person) =>
        db.Set<Policy>().Any(policy => policy.Members.Contains(person) && policy.Drafting));

    private static readonly Func<Database, DateOnly, IAsyncEnumerable<Edition>> old = EF.CompileAsyncQuery((Database db, DateOnly soon) =>
        db.Set<Edition>().AsNoTracking().Where(edition => edition.ReviewOn <= soon && !db.Set<Edition>().Any(later => later.Policy == edition.Policy && later.Number > edition.Number)));

    private DeskItem Line(Pile pile, string word, string title, string address, DateOnly? due = null, bool urgent = false) =>
        new(pile, visit.With($"policies.desk.{word}", ("title", title)), address, due, urgent);
}
