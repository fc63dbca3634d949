using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;

namespace Omtanke.Year;

/// <summary>The tables of the year.</summary>
public static class YearData
{
    // Two who lay the year at once wait for each other: there is one year, and it is seldom laid.
    private const long TheYear = 0x0_0BEA_0028;

    extension(Database db)
    {
        public DbSet<Entry> YearEntries => db.Set<Entry>();
        public DbSet<Happening> YearHappenings => db.Set<Happening>();
        public DbSet<Declined> YearDeclined => db.Set<Declined>();

        /// <summary>Holds the year until the end of the transaction: whoever else wants to change something in it waits.</summary>
        public Task HoldYear() => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({TheYear})");

        /// <summary>Something in the year as it stands this moment, held until the end of the transaction; null when it is not there.</summary>
        public async Task<Entry?> ClaimEntry(Guid id)
        {
            await db.HoldYear();
            return await db.YearEntries.FirstOrDefaultAsync(entry => entry.Id == id);
        }
    }

    private sealed class Mapping : IEntityTypeConfiguration<Entry>, IEntityTypeConfiguration<Happening>, IEntityTypeConfiguration<Declined>
    {
        public void Configure(EntityTypeBuilder<Entry> builder)
        {
            builder.ToTable("year_entries").Ignore(entry => entry.IsPlan);
            builder.Property(entry => entry.Kind).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Happening> builder)
        {
            builder.ToTable("year_entry_events").HasOne<Entry>().WithMany().HasForeignKey(happening => happening.Entry);
            builder.Property(happening => happening.What).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Declined> builder) => builder.ToTable("year_declined").HasKey(declined => new { declined.Year, declined.Key });
    }
}
