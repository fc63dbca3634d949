using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Data.Mail;
using Omtanke.Web;

namespace Omtanke.Demo;

/// <summary>Everybody's post in the demo: what would have gone out by mail.</summary>
public sealed partial class Mailbox
{
    private const int Most = 60;

    /// <summary>GET /demo/mailbox?to=maja@fjordby.example</summary>
    public static async Task<IResult> Open(Database db, IEnvelope envelope, Settings settings, Visit visit, string? to)
    {
        var here = db.Letters.AsNoTracking().Where(letter => letter.Body != null && (letter.SentAt != null || (letter.SendAt <= visit.Now && letter.DeadAt == null)));
        var people = await here.Select(letter => new Addressee(letter.ToEmail, letter.ToName)).Distinct().ToListAsync();
        var chosen = people.Find(person => string.Equals(person.Email, to, StringComparison.OrdinalIgnoreCase));
        var letters = await here.Where(letter => chosen == null || letter.ToEmail == chosen.Email).OrderByDescending(letter => letter.SentAt ?? letter.SendAt).Take(Most).ToListAsync();
        return Page.Of<Mailbox>(new
        {
            People = (IReadOnlyList<Addressee>)[.. people.OrderBy(person => person.Name, StringComparer.Create(visit.Culture, ignoreCase: true))],
            Chosen = chosen,
            Letters = (IReadOnlyList<Received>)[.. letters.Select(letter => Received.Of(letter, envelope.Open(letter.Id, letter.Body!), settings.Address))],
        });
    }

    /// <summary>GET /demo/mailbox/{letter}: the calendar file that came with it.</summary>
    public static async Task<IResult> Calendar(Database db, IEnvelope envelope, Guid letter) =>
        await db.Letters.AsNoTracking().SingleOrDefaultAsync(found => found.Id == letter) is { Body: { } body } && envelope.Open(letter, body).Calendar is { } calendar
            ? Results.File(Encoding.UTF8.GetBytes(calendar), "text/calendar; charset=utf-8", "omtanke.ics")
            : Page.SeeOther("/demo/mailbox");

    /// <summary>Somebody with post.</summary>
    public sealed record Addressee(string Email, string Name);

    /// <summary>A letter as the mailbox shows it.</summary>
    /// <param name="Id">Which.</param>
    /// <param name="To">To whom.</param>
    /// <param name="Persona">Who in the cast that is; null for those nobody can sit down as.</param>
    /// <param name="At">When it came.</param>
    /// <param name="Subject">What stands on the envelope.</param>
    /// <param name="Text">The text, cut up so that addresses of ours can be links.</param>
    /// <param name="HasCalendar">Whether a calendar file came with it.</param>
    public sealed partial record Received(Guid Id, Addressee To, Persona? Persona, DateTimeOffset At, string Subject, IReadOnlyList<Received.Piece> Text, bool HasCalendar)
    {
        /// <summary>A piece of text, perhaps with the page of ours it leads to.</summary>
        public sealed record Piece(string Text, string? Path);

        /// <summary>The first page the letter leads to.</summary>
        public string? Leads => Text.FirstOrDefault(piece => piece.Path is not null)?.Path;

        internal static Received Of(Letter letter, LetterBody body, Uri address) => new(
            letter.Id, new(letter.ToEmail, letter.ToName), Cast.All.FirstOrDefault(persona => persona.Email == letter.ToEmail), letter.SentAt ?? letter.SendAt,
            letter.Subject, [.. Pieces(body.Text, address)], body.Calendar is not null);

        private static IEnumerable<Piece> Pieces(string text, Uri address)
        {
            var read = 0;
            foreach (Match match in Link().Matches(text))
            {
                yield return new(text[read..match.Index], null);
                var ours = Uri.TryCreate(match.Value, UriKind.Absolute, out var link) && link.Authority == address.Authority;
                yield return new(match.Value, ours ? link!.PathAndQuery : null);
                read = match.Index + match.Length;
            }
            yield return new(text[read..], null);
        }

        [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;)]", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Link();
    }

    /// <summary>The demo's postman: the letter already lies where it will be read.</summary>
    public sealed class Postman : IPostman
    {
        /// <inheritdoc />
        public bool IsReady => true;

        /// <inheritdoc />
        public Task Carry(Letter letter, LetterBody body, CancellationToken stop) => Task.CompletedTask;
    }
}
