using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>How it is at work now, beside how it was, in the employee's own word; from worst to best.</summary>
public enum Outcome
{
    MuchWorse,
    Worse,
    Same,
    Better,
    MuchBetter,
}

/// <summary>Why a case was closed: one of a list, never a text.</summary>
public enum Ended
{
    /// <summary>What it was for has been reached.</summary>
    Reached,
    /// <summary>The plan carries it from here.</summary>
    PlanCarriesOn,
    /// <summary>Other help has taken over.</summary>
    OtherHelp,
    /// <summary>It is no longer needed.</summary>
    NotNeeded,
    /// <summary>The employee has other work, or is leaving.</summary>
    OtherWork,
    /// <summary>The employee stopped on the way. Nobody asks why.</summary>
    Midway,
    /// <summary>The employee has left the workplace, and it ended by itself: nobody chooses that.</summary>
    Left,
}

/// <summary>What happens to the plan when the case is closed.</summary>
public enum PlanThen
{
    GoesOn,
    Stops,
    /// <summary>There was none.</summary>
    None,
}

/// <summary>What the employee says at the end, all of it theirs to leave out.</summary>
/// <param name="Outcome">How it is now; null where they do not say.</param>
/// <param name="NoLeaderEnd">They want no closing contact with the leader.</param>
public sealed record OwnWord(Outcome? Outcome, bool NoLeaderEnd);

/// <summary>What was decided at the end.</summary>
/// <param name="Ended">Why it was closed.</param>
/// <param name="Plan">What happens to the plan; null where the employee stopped on the way.</param>
public sealed record Decision(Ended Ended, PlanThen? Plan);

/// <summary>The end of a case: the employee's own word and what was decided, sealed under the case's own key. No leader and no team reads it.</summary>
public sealed class Ending
{
    /// <summary>What whoever closes it chooses among.</summary>
    public static readonly IReadOnlyList<Ended> Reasons = [.. Enum.GetValues<Ended>().Where(ended => ended != Ended.Left)];

    private const string WordColumn = "case_endings.word", DecisionColumn = "case_endings.decision";

    /// <summary>The case's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the employee was asked for their own word.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    public Sealed<string>? Word { get; private set; }

    public Sealed<string>? Decision { get; private set; }

    /// <summary>The employee says it, or says it differently.</summary>
    public void Say(OwnWord word, AccessGrant grant) => Word = grant.SealAny(JsonSerializer.Serialize(word, EndingJson.Default.OwnWord), WordColumn, Id);

    /// <summary>It is decided.</summary>
    public void Decide(Decision decision, AccessGrant grant) => Decision = grant.SealAny(JsonSerializer.Serialize(decision, EndingJson.Default.Decision), DecisionColumn, Id);

    /// <summary>What the employee has said; null where they have said nothing.</summary>
    public OwnWord? ReadWord(AccessGrant grant) => grant.Open(Word, WordColumn, Id) is { } text ? JsonSerializer.Deserialize(text, EndingJson.Default.OwnWord) : null;

    /// <summary>What was decided; null while it is open.</summary>
    public Decision? ReadDecision(AccessGrant grant) => grant.Open(Decision, DecisionColumn, Id) is { } text ? JsonSerializer.Deserialize(text, EndingJson.Default.Decision) : null;
}

/// <summary>The table of endings, and how the gate finds one for the employee, whose word it is.</summary>
public static class EndingData
{
    extension(Database db)
    {
        public DbSet<Ending> CaseEndings => db.Set<Ending>();

        /// <summary>The end of a case; null before anything was said of it, and for a leader.</summary>
        public Task<Ending?> EndingOf(Guid of) => db.CaseEndings.SingleOrDefaultAsync(one => one.Id == of);

        /// <summary>The end of a case, begun where there is none.</summary>
        public async Task<Ending> BeginEnding(Guid of) => await db.EndingOf(of) ?? db.Add(new Ending { Id = of }).Entity;
    }

    /// <summary>A case as its employee speaks for themself in it: there for nobody else.</summary>
    internal sealed class OwnEnding(Database db) : IRecords<Ending>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await CaseData.AllCases.Tracked(db, id) is { } found && found.Employee == person ? new Found(found.Id, Relation.Employee, found.Access, found.Id, found.Key) : null;

        public Task Ahead(Guid id) => CaseData.AllCases.Tracked(db, id);
    }

    private sealed class Mapping : IEntityTypeConfiguration<Ending>
    {
        public void Configure(EntityTypeBuilder<Ending> builder)
        {
            builder.ToTable("case_endings").HasOne<Case>().WithOne().HasForeignKey<Ending>(ending => ending.Id);
            builder.Property(ending => ending.Word).IsSealed();
            builder.Property(ending => ending.Decision).IsSealed();
        }
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(OwnWord))]
[JsonSerializable(typeof(Decision))]
internal sealed partial class EndingJson : JsonSerializerContext;
