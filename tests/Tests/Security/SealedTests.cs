using System.Security.Cryptography;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

/// <summary>A sealed text opens only where it was sealed, and only with its own key.</summary>
public sealed class SealedTests
{
    private static readonly Guid Here = Ids.New();
    private static readonly Guid Row = Ids.New();
    private static readonly Guid Owner = Ids.New();

    [Theory]
    [InlineData("")]
    [InlineData("Jeg sover dårligt 😴 – æøå")]
    [InlineData("<script>alert(1)</script>\n\0")]
    public void What_is_sealed_opens_again_to_the_letter(string text)
    {
        var grant = Grant(Key(Kind.Shared, Owner), out _);
        grant.Open(grant.SealAny(text, "notes.text", Row), "notes.text", Row).ShouldBe(text);
    }

    [Fact]
    public void The_same_text_sealed_twice_looks_different_and_never_shows_itself()
    {
        var grant = Grant(Key(Kind.Shared, Owner), out _);
        var (one, two) = (grant.SealAny("det samme", "notes.text", Row), grant.SealAny("det samme", "notes.text", Row));
        one.Bytes.ShouldNotBe(two.Bytes);
        one.ToString().ShouldBe("(sealed)");
        System.Text.Encoding.UTF8.GetString(one.Bytes).ShouldNotContain("samme");
    }

    [Fact]
    public void A_text_moved_to_another_row_column_owner_kind_or_workplace_does_not_open()
    {
        var key = Key(Kind.Shared, Owner);
        var grant = Grant(key, out var dataKey);
        var text = grant.SealAny("hemmeligt", "notes.text", Row);

        Should.Throw<CryptographicException>(() => grant.Open(text, "notes.text", Ids.New()));
        Should.Throw<CryptographicException>(() => grant.Open(text, "lines.text", Row));
        Should.Throw<CryptographicException>(() => new AccessGrant(Here, Key(Kind.Shared, Ids.New()), dataKey, true).Open(text, "notes.text", Row));
        Should.Throw<CryptographicException>(() => new AccessGrant(Here, Key(Kind.Private, Owner), dataKey, true).Open(text, "notes.text", Row));
        Should.Throw<CryptographicException>(() => new AccessGrant(Ids.New(), key, dataKey, true).Open(text, "notes.text", Row));
    }

    [Fact]
    public void Any_single_changed_bit_is_noticed()
    {
        var grant = Grant(Key(Kind.Shared, Owner), out _);
        var text = grant.SealAny("hemmeligt", "notes.text", Row);
        for (var at = 0; at < text.Bytes.Length * 8; at++)
        {
            var bytes = text.Bytes.ToArray();
            bytes[at / 8] ^= (byte)(1 << (at % 8));
            Should.Throw<CryptographicException>(() => grant.Open(new Sealed<string>(bytes), "notes.text", Row));
        }
    }

    [Fact]
    public void A_grant_for_reading_seals_nothing()
    {
        var reading = new AccessGrant(Here, Key(Kind.Shared, Owner), RandomNumberGenerator.GetBytes(32), mayWrite: false);
        Should.Throw<InvalidOperationException>(() => reading.Seal("nyt", "notes.text", Row));
    }

    [Fact]
    public void A_wrapped_key_moved_to_another_id_or_kind_or_key_file_does_not_unwrap()
    {
        var (ring, other) = (NewRing(), NewRing());
        var (id, dataKey) = (Ids.New(), RandomNumberGenerator.GetBytes(32));
        var wrapped = ring.Wrap(Kind.Shared, id, dataKey);

        ring.Unwrap(Kind.Shared, id, ring.Version, wrapped).ShouldBe(dataKey);
        Should.Throw<CryptographicException>(() => ring.Unwrap(Kind.Shared, Ids.New(), ring.Version, wrapped));
        Should.Throw<CryptographicException>(() => ring.Unwrap(Kind.Private, id, ring.Version, wrapped));
        Should.Throw<CryptographicException>(() => other.Unwrap(Kind.Shared, id, ring.Version, wrapped));
    }

    [Fact]
    public void A_new_key_file_can_be_read_by_its_owner_alone()
    {
        var path = Path.Combine(Scratch.Folder("keys"), "omtanke.key");
        KeyFile.At(path);
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead);
    }

    private static KeyFile NewRing() => KeyFile.At(Path.Combine(Scratch.Folder("keys"), "omtanke.key"));

    private static DataKey Key(Kind kind, Guid owner) => new() { Id = Ids.New(), Kind = kind, Owner = owner, KekVersion = 1, Wrapped = [], MadeAt = default };

    private static AccessGrant Grant(DataKey key, out byte[] dataKey)
    {
        dataKey = RandomNumberGenerator.GetBytes(32);
        return new AccessGrant(Here, key, dataKey, mayWrite: true);
    }
}
