using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.MyPage.Feed;

/// <summary>That somebody has an address for their calendar. The address itself is stored nowhere, only what it is known by.</summary>
public sealed class CalendarFeed
{
    public required Guid Person { get; init; }
    public required byte[] SecretHash { get; set; }
    public required DateTimeOffset MadeAt { get; set; }

    /// <summary>A new secret: 256 bits by chance.</summary>
    public static string NewSecret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a secret.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

/// <summary>The table of calendar addresses.</summary>
public static class CalendarFeedData
{
    extension(Database db)
    {
        public DbSet<CalendarFeed> CalendarFeeds => db.Set<CalendarFeed>();
    }

    private sealed class Mapping : IEntityTypeConfiguration<CalendarFeed>
    {
        public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<CalendarFeed> builder) => builder.ToTable("calendar_feeds").HasKey(feed => feed.Person);
    }
}
