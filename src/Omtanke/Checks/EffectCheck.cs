using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Actions;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Checks;

/// <summary>What those an action was for say of it.</summary>
public enum Felt
{
    Worked,
    Partly,
    Not,
    TooEarly,
    CannotTell,
}

/// <summary>
/// Asking those an action was for whether it helped: once, on the day to look, without names. Nothing is told while it goes on; when it is over, what the release gate lets out.
/// </summary>
public sealed class EffectCheck
{
    /// <summary>How long it is open.</summary>
    public const int Days = 14;

    /// <summary>The question as it is counted. Who says that it is too early, or that they cannot tell, has no place on the scale.</summary>
    public static readonly Question Helped = new("helped", Answering.Scale, 3, First: 0);

    public required Guid Id { get; init; }
    public required Guid Action { get; init; }
    public required DateOnly LookOn { get; init; }
    public required Guid[] Units { get; init; }
    public required int Asked { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset ClosesAt { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }
    public Guid? Key { get; set; }
    public string? Release { get; set; }

    /// <summary>Whether it can be answered.</summary>
    public bool IsOpen(DateTimeOffset now) => ClosedAt is null && now < ClosesAt;

    /// <summary>What may be told of it: null where nothing may.</summary>
    public Figure? Told => Release is { } kept && JsonSerializer.Deserialize<Release>(kept, JsonSerializerOptions.Web)!.Of(Id) is { Hidden: null } cell && cell.Of(Helped.Id) is { Hidden: null } figure ? figure : null;

    /// <summary>Counts what came, all at once; without any name there is no order either.</summary>
    public Release Count(IEnumerable<Felt> given) =>
        ReleaseGate.Release(new(new Hierarchy([new Node(Id, null)]), [], [Helped], [.. given.Select(felt => new Sheet(Id, null, [PlaceOf(felt)], []))], [], new Thresholds()), []);

    // From no to yes.
    private static int? PlaceOf(Felt felt) => felt switch { Felt.Not => 0, Felt.Partly => 1, Felt.Worked => 2, Felt.TooEarly or Felt.CannotTell => null };
}

/// <summary>The tables of checks, and how the gate finds one for whoever is asked.</summary>
public static class EffectCheckData
{
    extension(Database db)
    {
        public DbSet<EffectCheck> EffectChecks => db.Set<EffectCheck>();

        /// <summary>The newest check of an action; null when there was none.</summary>
        public Task<EffectCheck?> CheckOf(Guid action) => db.EffectChecks.AsNoTracking().Where(check => check.Action == action).OrderByDescending(check => check.LookOn).FirstOrDefaultAsync();

        /// <summary>Whether the acting person is one of those a check asks.</summary>
        public async Task<bool> IsAsked(Guid check, Guid person) => (await db.Database.SqlQuery<bool>($"""
            select c.units && acting_units() and not leads_one(c.units) and a.owner is distinct from {person} as "Value" from effect_checks c join actions a on a.id = c.action where c.id = {check}
            """).ToListAsync()).FirstOrDefault();

        /// <summary>Those of some checks that this person has answered.</summary>
        internal async Task<IReadOnlySet<Guid>> Answered(BallotKeys keys, Guid person, IReadOnlyCollection<Guid> checks)
        {
            var (_, given) = await db.InOneTrip(
                async () =>
                {
                    await db.Set("omtanke.marks", string.Join(',', checks.Select(check => keys.NameIn(check, person))));
                    return true;
                },
                () => db.Database.SqlQuery<Guid>($"""select "check" as "Value" from effect_given""").ToListAsync());
            return given.ToHashSet();
        }
    }

    /// <summary>Finds the newest check of an action, for those it asks; whoever comes too late is let in to be told so.</summary>
    internal sealed class Known(Database db, TimeProvider clock) : IRecords<EffectCheck>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await db.CheckOf(id) is { } check && await db.IsAsked(check.Id, person)
                ? new Found(check.Id, Relation.Participant, check.IsOpen(clock.GetUtcNow()) ? State.Active : State.Closed, id, null) : null;
    }

    private sealed class Mapping : IEntityTypeConfiguration<EffectCheck>
    {
        public void Configure(EntityTypeBuilder<EffectCheck> builder)
        {
            builder.ToTable("effect_checks").Ignore(check => check.Told);
            builder.Property(check => check.Release).HasColumnType("jsonb");
            builder.HasOne<PlannedAction>().WithMany().HasForeignKey(check => check.Action);
        }
    }
}
