using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Security;

namespace Omtanke.Reflections;

/// <summary>The table of reflections, and how the gate finds one.</summary>
public static class ReflectionData
{
    extension(Database db)
    {
        public DbSet<Reflection> Reflections => db.Set<Reflection>();

        /// <summary>The reflection the gate has found in this visit: it is at hand already.</summary>
        public async Task<Reflection> Found(Guid id) => (await db.Reflections.FindAsync(id))!;

        /// <summary>One's own, the latest first; the database shows nobody else's.</summary>
        public Task<List<Reflection>> ReflectionsOf(Guid author) =>
            db.Reflections.Where(reflection => reflection.Author == author).OrderByDescending(reflection => reflection.SavedAt).ThenBy(reflection => reflection.Id).ToListAsync();
    }

    /// <summary>The tools as they were when this was begun.</summary>
    public static Task<Library> As(this Shelf shelf, Reflection reflection) => shelf.As(reflection.Tool, reflection.ToolVersion);

    /// <summary>As the gate needs it: its author's, or not there.</summary>
    internal sealed class Reflections(Database db) : IRecords<Reflection>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await db.Reflections.FirstOrDefaultAsync(reflection => reflection.Id == id && reflection.Author == person, stop) is { } found
                ? new Found(found.Id, Relation.Author, State.Active, person, found.Key)
                : null;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Reflection>
    {
        public void Configure(EntityTypeBuilder<Reflection> builder)
        {
            builder.ToTable("reflections");
            builder.Property(reflection => reflection.Answer).IsSealed();
            // Two windows: the second is told, and nothing is overwritten.
            builder.Property(reflection => reflection.Version).IsConcurrencyToken();
        }
    }
}
