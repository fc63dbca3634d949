using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;

namespace Omtanke.OwnTools;

/// <summary>The tables of the workplace's own tools.</summary>
public static class OwnToolData
{
    extension(Database db)
    {
        public DbSet<Work> OwnTools => db.Set<Work>();
        public DbSet<Edition> Editions => db.Set<Edition>();
        public DbSet<Draft> Drafts => db.Set<Draft>();

        /// <summary>A tool with its draft, to be changed: whoever comes second waits, and then sees what the first has done.</summary>
        public async Task<(Work Work, Draft Draft)?> ToChange(int number, Purpose purpose = Purpose.Tool)
        {
            var draft = await db.Drafts.FromSql($"select * from own_tool_drafts where tool = {number} for update").SingleOrDefaultAsync();
            return draft is not null && await db.OwnTools.SingleAsync(work => work.Number == number) is var work && work.Purpose == purpose ? (work, draft) : null;
        }

        /// <summary>A tool with its draft, to be read.</summary>
        public async Task<(Work Work, Draft Draft)?> ToRead(int number, Purpose purpose = Purpose.Tool) =>
            await db.Drafts.AsNoTracking().SingleOrDefaultAsync(draft => draft.Tool == number) is { } draft
            && await db.OwnTools.AsNoTracking().SingleAsync(work => work.Number == number) is var work && work.Purpose == purpose ? (work, draft) : null;

        /// <summary>Begins a tool of the workplace's own.</summary>
        public async Task<Work> Begin(Content.ToolFolder folder, string? basedOn, Content.ToolFolder? known, Guid by, DateTimeOffset now, Purpose purpose = Purpose.Tool, string? pack = null)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('own_tools'))");
            var work = new Work { Number = await db.OwnTools.MaxAsync(other => (int?)other.Number) + 1 ?? 1, BasedOn = basedOn, Latest = 0, MadeBy = by, MadeAt = now, Purpose = purpose, Pack = pack };
            db.AddRange(work, new Draft { Tool = work.Number, Files = folder.ToJson(), Base = known?.ToJson(), Version = 1, By = by, At = now });
            await db.SaveChangesAsync();
            return work;
        }
    }

    private sealed class Mapping : IEntityTypeConfiguration<Work>, IEntityTypeConfiguration<Edition>, IEntityTypeConfiguration<Draft>
    {
        public void Configure(EntityTypeBuilder<Work> builder)
        {
            builder.ToTable("own_tools").HasKey(work => work.Number);
            builder.Property(work => work.Number).ValueGeneratedNever();
            builder.Property(work => work.Purpose).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Edition> builder) => builder.ToTable("own_tool_versions").HasKey(edition => new { edition.Tool, edition.Number });

        public void Configure(EntityTypeBuilder<Draft> builder)
        {
            builder.ToTable("own_tool_drafts").HasKey(draft => draft.Tool);
            builder.Property(draft => draft.Tool).ValueGeneratedNever();
            builder.HasOne<Work>().WithOne().HasForeignKey<Draft>(draft => draft.Tool);
        }
    }
}
