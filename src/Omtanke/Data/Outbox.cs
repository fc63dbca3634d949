using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Omtanke.Data;

/// <summary>A letter in the outbox. Its body is sealed until it is sent, and gone afterwards.</summary>
public sealed class Letter
{
    public required Guid Id { get; init; }
    /// <summary>Says what the letter is about, so that it is never written twice.</summary>
    public required string UniqueKey { get; init; }
    public required string ToName { get; init; }
    public required string ToEmail { get; init; }
    /// <summary>Neutral: never a topic, never a name of one.</summary>
    public required string Subject { get; init; }
    /// <summary>The sealed <see cref="LetterBody"/>; null once sent.</summary>
    public byte[]? Body { get; set; }
    public required DateTimeOffset WrittenAt { get; init; }
    public required DateTimeOffset SendAt { get; set; }
    /// <summary>Leaves only while people are at work.</summary>
    public bool ByDay { get; init; }
    public int Tries { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    /// <summary>Given up; the administrator sees it.</summary>
    public DateTimeOffset? DeadAt { get; set; }
    public string? LastError { get; set; }
}

/// <summary>What a letter says: plain text, and perhaps a calendar file.</summary>
public sealed record LetterBody(string Text, string? Calendar = null);

/// <summary>Seals a letter's body while it waits.</summary>
public interface IEnvelope
{
    byte[] Close(Guid letter, LetterBody body);
    LetterBody Open(Guid letter, byte[] closed);
}

/// <summary>
/// The outbox. A letter is written in the same transaction as what it tells about, so neither is ever without the other; it is sent afterwards by a chore.
/// </summary>
public sealed class Outbox(Database db, IEnvelope envelope, TimeProvider clock)
{
    /// <summary>Writes a letter. The same <paramref name="uniqueKey"/> twice is one letter.</summary>
    /// <param name="uniqueKey">What it is about, e.g. <c>invitation 41…</c>; ids only.</param>
    /// <param name="to">Name and address.</param>
    /// <param name="subject">Neutral: mail passes through many hands.</param>
    /// <param name="body">A neutral text with a link, and perhaps a calendar file.</param>
    /// <param name="sendAt">When, if not now.</param>
    public async Task Write(string uniqueKey, (string Name, string Email) to, string subject, LetterBody body, DateTimeOffset? sendAt = null)
    {
        var (id, now) = (Ids.New(), clock.GetUtcNow());
        var closed = envelope.Close(id, body);
        var at = sendAt ?? now;
        await db.Database.ExecuteSqlAsync($"""
            insert into letters (id, unique_key, to_name, to_email, subject, body, written_at, send_at)
            values ({id}, {uniqueKey}, {to.Name}, {to.Email}, {subject}, {closed}, {now}, {at}) on conflict (unique_key) do nothing
            """);
    }

    /// <summary>Whether the letter of this key has left.</summary>
    public Task<bool> HasLeft(string uniqueKey) => db.Letters.AnyAsync(letter => letter.UniqueKey == uniqueKey && letter.SentAt != null);

    /// <summary>Writes many letters at once, which leave only while people are at work. What has been written before, under the same key, is not written again.</summary>
    /// <param name="drafts">The letters.</param>
    /// <param name="sendAt">Not before then, if not now.</param>
    /// <returns>The keys of those that are new.</returns>
    public async Task<IReadOnlySet<string>> WriteByDay(IReadOnlyCollection<DraftLetter> drafts, DateTimeOffset? sendAt = null)
    {
        var now = clock.GetUtcNow();
        var at = sendAt ?? now;
        var (ids, keys, bodies) = (drafts.Select(draft => draft.Id).ToArray(), drafts.Select(draft => draft.UniqueKey).ToArray(), drafts.Select(draft => envelope.Close(draft.Id, draft.Body)).ToArray());
        var (names, emails, subjects) = (drafts.Select(draft => draft.To.Name).ToArray(), drafts.Select(draft => draft.To.Email).ToArray(), drafts.Select(draft => draft.Subject).ToArray());
        return (await db.Database.SqlQuery<string>($"""
            insert into letters (id, unique_key, to_name, to_email, subject, body, written_at, send_at, by_day)
            select id, unique_key, to_name, to_email, subject, body, {now}, {at}, true
            from unnest({ids}, {keys}, {names}, {emails}, {subjects}, {bodies}) as draft (id, unique_key, to_name, to_email, subject, body)
            on conflict (unique_key) do nothing returning unique_key as "Value"
            """).ToListAsync()).ToHashSet(StringComparer.Ordinal);
    }
}

/// <summary>A letter that is about to be written.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UniqueKey">What it is about; ids only.</param>
/// <param name="To">Name and address.</param>
/// <param name="Subject">Neutral.</param>
/// <param name="Body">A neutral text with links.</param>
public sealed record DraftLetter(Guid Id, string UniqueKey, (string Name, string Email) To, string Subject, LetterBody Body);

/// <summary>A small fact the product remembers about itself, e.g. when the last backup was made.</summary>
public sealed class Fact
{
    public required string Name { get; init; }
    public required string Value { get; set; }
    public required DateTimeOffset At { get; set; }
}

/// <summary>The tables of the outbox and the product's memory of itself.</summary>
public static class OutboxData
{
    extension(Database db)
    {
        public DbSet<Letter> Letters => db.Set<Letter>();
        public DbSet<Fact> Facts => db.Set<Fact>();
    }

    private sealed class Mapping : IEntityTypeConfiguration<Letter>, IEntityTypeConfiguration<Fact>
    {
        public void Configure(EntityTypeBuilder<Letter> builder) => builder.ToTable("letters");

        public void Configure(EntityTypeBuilder<Fact> builder) => builder.ToTable("facts").HasKey(fact => fact.Name);
    }
}
