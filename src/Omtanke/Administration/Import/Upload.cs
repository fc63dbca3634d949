using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Administration.Import;

/// <summary>A file somebody sent, waiting to be confirmed. Only who sent it sees it, and only for an hour.</summary>
public sealed class Upload
{
    /// <summary>How long it waits.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public required Guid Id { get; init; }
    public required Guid Person { get; init; }
    public required string FileName { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The <see cref="Sheet"/>, sealed.</summary>
    public required byte[] Rows { get; init; }
}

/// <summary>Where files wait.</summary>
public sealed class Uploads(Database db, IKeyRing ring)
{
    private readonly Lockbox box = new(ring.Derive("imports"));

    /// <summary>Puts one aside.</summary>
    public async Task<Guid> Keep(Guid person, string fileName, Sheet sheet, DateTimeOffset now)
    {
        var id = Ids.New();
        db.Add(new Upload
        {
            Id = id, Person = person, FileName = fileName, UploadedAt = now, EndsAt = now + Upload.Life, Rows = box.Close(JsonSerializer.SerializeToUtf8Bytes(sheet), id.ToByteArray()),
        });
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>The one this person put aside; null when there is none, or its hour is over.</summary>
    public async Task<(Upload Upload, Sheet Sheet)?> Find(Guid id, Guid person, DateTimeOffset now)
    {
        var uploads = db.Set<Upload>();
        return await uploads.AsNoTracking().SingleOrDefaultAsync(upload => upload.Id == id && upload.Person == person && upload.EndsAt > now) is { } found
            ? (found, JsonSerializer.Deserialize<Sheet>(box.Open(found.Rows, id.ToByteArray()))!)
            : null;
    }

    /// <summary>Lets go of it.</summary>
    public Task Forget(Guid id) => db.Set<Upload>().Where(upload => upload.Id == id).ExecuteDeleteAsync();

    private sealed class Mapping : IEntityTypeConfiguration<Upload>
    {
        public void Configure(EntityTypeBuilder<Upload> builder) => builder.ToTable("imports");
    }
}

/// <summary>Files whose hour is over go away by themselves.</summary>
public sealed class ForgetUploads(Database db) : IChore
{
    /// <inheritdoc />
    public string Name => "forget-imports";

    /// <inheritdoc />
    public TimeSpan Every => TimeSpan.FromMinutes(15);

    /// <inheritdoc />
    public Task Do(DateTimeOffset now, CancellationToken stop) => db.Set<Upload>().Where(upload => upload.EndsAt <= now).ExecuteDeleteAsync(stop);
}
