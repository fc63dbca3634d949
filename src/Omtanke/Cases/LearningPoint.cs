using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>
/// What a psychologist has learnt of how work is arranged (catalogue I5.4): written without persons, and published only when somebody else of the team has read it. It is about no case, and no case leads to it.
/// Like a policy it is written to be read by many, so it is kept behind the doors and not under a key.
/// </summary>
public sealed class LearningPoint
{
    /// <summary>How long one may be.</summary>
    public const int Longest = 1000;

    /// <summary>What one may be about: the golden grains (T10) and the types of stress (T05).</summary>
    public static readonly IReadOnlyList<string> Themes = ["T10.G1", "T10.G2", "T10.G3", "T10.G4", "T10.G5", "T10.G6", .. Said.AllStressTypes];

    public required Guid Id { get; init; }
    public required string Theme { get; set; }
    public required string Text { get; set; }
    /// <summary>The language it is written in.</summary>
    public required string Language { get; set; }
    /// <summary>Null when they have left the workplace for good.</summary>
    public required Guid? WrittenBy { get; init; }
    /// <summary>The second reader; never its writer.</summary>
    public Guid? ConfirmedBy { get; private set; }
    public required DateOnly WrittenOn { get; init; }
    /// <summary>The day it was published.</summary>
    public DateOnly? ConfirmedOn { get; private set; }
    /// <summary>Counts every change: what is confirmed is what was read.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Whether it is published.</summary>
    public bool IsPublished => ConfirmedOn is not null;

    /// <summary>What somebody of the team is to it.</summary>
    public Relation RelationOf(Guid person) => person == WrittenBy ? Relation.Author : Relation.Reader;

    /// <summary>It is written differently.</summary>
    public void Write(string theme, string text, string language)
    {
        (Theme, Text, Language) = (theme, text, language);
        Version++;
    }

    /// <summary>Somebody else has read it: it is published.</summary>
    public void Confirm(Guid reader, DateOnly today)
    {
        if (IsPublished || reader == WrittenBy)
            throw new NotNow();
        (ConfirmedBy, ConfirmedOn) = (reader, today);
        Version++;
    }

    /// <summary>It is taken back to its writer.</summary>
    public void TakeBack()
    {
        (ConfirmedBy, ConfirmedOn) = (null, null);
        Version++;
    }

    /// <summary>The name of a theme, as the tools call it.</summary>
    public static string NameOf(string theme, Language language) => language.Plain(theme, "title");
}

/// <summary>The table of learning points, and how the gate finds one for the team.</summary>
public static class LearningPointData
{
    extension(Database db)
    {
        public DbSet<LearningPoint> CasePoints => db.Set<LearningPoint>();

        /// <summary>The point the gate has found in this visit: it is at hand already.</summary>
        public async Task<LearningPoint> FoundPoint(Guid id) => (await OfTheTeam.Tracked(db, id))!;
    }

    /// <summary>A point, for whoever is of the team; row-level security hides it from all others.</summary>
    internal sealed class OfTheTeam(Database db) : IRecords<LearningPoint>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await Tracked(db, id) is { } found ? new Found(found.Id, found.RelationOf(person), found.IsPublished ? State.Closed : State.Active, id, null) : null;

        public Task Ahead(Guid id) => Tracked(db, id);

        internal static async Task<LearningPoint?> Tracked(Database db, Guid id) => db.CasePoints.Local.FindEntry(id) is { } already ? already.Entity : await db.CasePoints.FirstOrDefaultAsync(one => one.Id == id);
    }

    private sealed class Mapping : IEntityTypeConfiguration<LearningPoint>
    {
        public void Configure(EntityTypeBuilder<LearningPoint> builder)
        {
            builder.ToTable("case_points").Ignore(point => point.IsPublished);
            builder.Property(point => point.Version).IsConcurrencyToken();
        }
    }
}
