using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;

namespace Omtanke.Assessments.Accept;

/// <summary>Somebody said yes, for the workplace, to the terms of somebody else's questions.</summary>
public sealed class PackLicence
{
    public required Guid Id { get; init; }
    /// <summary>Which pack.</summary>
    public required string Pack { get; init; }
    /// <summary>Which version of its questions.</summary>
    public required string Version { get; init; }
    /// <summary>The licence, as it was called; empty where the terms have no name.</summary>
    public required string Licence { get; init; }
    public Guid? Person { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The table of licences. A row is written once, and stays.</summary>
public static class PackLicenceData
{
    extension(Database db)
    {
        public DbSet<PackLicence> PackLicences => db.Set<PackLicence>();
    }

    private sealed class Mapping : IEntityTypeConfiguration<PackLicence>
    {
        public void Configure(EntityTypeBuilder<PackLicence> builder) => builder.ToTable("pack_licences");
    }
}
