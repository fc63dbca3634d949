using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;

namespace Omtanke.Assessments.Import;

/// <summary>A result that was measured elsewhere and taken in as figures. Only what may be told is kept.</summary>
public sealed class OtherResult
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    /// <summary>Where the figures come from.</summary>
    public required string Source { get; init; }
    /// <summary>When it was measured.</summary>
    public required DateOnly MeasuredOn { get; init; }
    /// <summary>The figures, as JSON.</summary>
    public required string Figures { get; init; }
    /// <summary>How many lines were left out, because they told of too few.</summary>
    public required int LeftOut { get; init; }
    public Guid? Person { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The figures.</summary>
    public IReadOnlyList<OtherFigure> Read() => JsonSerializer.Deserialize<List<OtherFigure>>(Figures, JsonSerializerOptions.Web) ?? [];

    /// <summary>Figures as they are kept.</summary>
    public static string Write(IReadOnlyList<OtherFigure> figures) => JsonSerializer.Serialize(figures, JsonSerializerOptions.Web);
}

/// <summary>The table of results from elsewhere.</summary>
public static class OtherResultData
{
    extension(Database db)
    {
        public DbSet<OtherResult> OtherResults => db.Set<OtherResult>();
    }

    private sealed class Mapping : IEntityTypeConfiguration<OtherResult>
    {
        public void Configure(EntityTypeBuilder<OtherResult> builder)
        {
            builder.ToTable("other_results");
            builder.Property(result => result.Figures).HasColumnType("jsonb");
        }
    }
}
