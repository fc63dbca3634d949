using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Omtanke.Security;

/// <summary>
/// Short notes that a browser carries for us between two steps (which passkey question we asked, whose password was right), sealed and with an end.
/// </summary>
public sealed class Tickets(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a note holds.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Writes a note that can be read for this purpose only.</summary>
    public string Write<T>(string purpose, T note, TimeSpan? life = null) =>
        protection.CreateProtector(purpose).Protect(JsonSerializer.Serialize(new Note<T>(note, clock.GetUtcNow() + (life ?? Life))));

    /// <summary>Reads it; the default when it is not ours, is for another purpose or has ended.</summary>
    public T? Read<T>(string purpose, string? written) where T : class
    {
        if (string.IsNullOrEmpty(written))
            return null;
        try
        {
            var note = JsonSerializer.Deserialize<Note<T>>(protection.CreateProtector(purpose).Unprotect(written));
            return note is not null && note.EndsAt > clock.GetUtcNow() ? note.Content : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Lets the browser carry a note to its next step.</summary>
    public void Hand<T>(HttpContext http, string purpose, T note) =>
        Cookies.Carry(http, purpose, Write(purpose, note), clock.GetUtcNow() + Life);

    /// <summary>Takes the note back: what the browser carried is gone from it afterwards.</summary>
    public T? Take<T>(HttpContext http, string purpose) where T : class
    {
        var note = Look<T>(http, purpose);
        Cookies.Drop(http, purpose);
        return note;
    }

    /// <summary>Looks at the note and lets the browser keep it.</summary>
    public T? Look<T>(HttpContext http, string purpose) where T : class => Read<T>(purpose, Cookies.Carried(http.Request, purpose));

    private sealed record Note<T>(T Content, DateTimeOffset EndsAt);
}
