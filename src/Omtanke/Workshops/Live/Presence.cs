using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Workshops.Live;

/// <summary>
/// Who is in the room: every phone that asks or listens is noted here, and a few times a minute all of them are written down together.
/// What becomes of it is a number; nobody is told who.
/// </summary>
public sealed partial class Presence(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Presence> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), Write = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Guid, (Guid Workshop, DateTimeOffset At, DateTimeOffset Written)> seen = [];
    private readonly ConcurrentDictionary<Guid, int> told = [];

    /// <summary>Somebody's phone was heard of.</summary>
    public void Saw(Guid workshop, Guid participant, DateTimeOffset now) =>
        seen.AddOrUpdate(participant, _ => (workshop, now, DateTimeOffset.MinValue), (_, before) => before with { At = now });

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, stoppingToken);
                if (!seen.IsEmpty)
                    await Note(clock.GetUtcNow(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is Npgsql.NpgsqlException or InvalidOperationException or DbUpdateException)
            {
                // The database is gone for a moment; whoever is here is still heard of.
                Missed(log, failed.GetType().Name);
            }
        }
    }

    /// <summary>Writes down who is here, and tells the screens where the number has changed.</summary>
    public async Task Note(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var (participant, note) in seen.Where(pair => now - pair.Value.At > Participant.Away))
            seen.TryRemove(new(participant, note));
        var due = seen.Where(pair => pair.Value.Written < now - Write).Select(pair => pair.Key).ToArray();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Database>();
        await using var transaction = await db.Begin(Acting.AtChores, stop);
        if (due.Length > 0)
            await db.Participants.Where(one => due.Contains(one.Id)).ExecuteUpdateAsync(set => set.SetProperty(one => one.SeenAt, now), stop);
        var rooms = seen.Values.Select(note => note.Workshop).Concat(told.Keys).Distinct().ToArray();
        var since = now - Participant.Away;
        var here = await db.Participants.Where(one => rooms.Contains(one.Workshop) && one.LeftAt == null && (one.Simulated || one.SeenAt > since))
            .GroupBy(one => one.Workshop).Select(room => new { room.Key, Count = room.Count() }).ToDictionaryAsync(room => room.Key, room => room.Count, stop);
        foreach (var room in rooms)
        {
            var count = here.GetValueOrDefault(room);
            if (told.TryGetValue(room, out var before) && before == count)
                continue;
            await db.Database.ExecuteSqlAsync($"update workshop_versions set version = version + 1, at = {now} where workshop = {room}", stop);
            if (count == 0)
                told.TryRemove(room, out _);
            else
                told[room] = count;
        }
        await transaction.CommitAsync(stop);
        foreach (var participant in due)
            if (seen.TryGetValue(participant, out var note))
                seen.TryUpdate(participant, note with { Written = now }, note);
    }

    [LoggerMessage(LogLevel.Warning, "Who is in the workshops could not be written down ({Why}); it is tried again in two seconds.")]
    private static partial void Missed(ILogger log, string why);
}
