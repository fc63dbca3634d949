using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Security;

/// <summary>Letters with a link that lets somebody in once, to choose how to sign in from then on.</summary>
public sealed class Invitations(Database db, Accounts accounts, Outbox outbox, Settings settings, Library library, TimeProvider clock)
{
    /// <summary>How long a link holds.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    /// <summary>
    /// Writes this person an invitation; an earlier one holds no more. Somebody who has signed in before gets it at the address that has proved itself,
    /// whatever has been written over their name since: nobody comes in by changing another's address.
    /// </summary>
    public async Task Write(Person person)
    {
        var account = await accounts.Of(person);
        await db.EntryCodes.Where(code => code.Person == person.Id && code.Purpose == "invitation" && code.UsedAt == null).ExecuteDeleteAsync();
        var (code, entry) = EntryCode.New("invitation", person.Id, clock.GetUtcNow() + Life);
        db.Add(entry);
        account.InvitedAt = clock.GetUtcNow();
        await db.SaveChangesAsync();
        var words = library.In(person.Language).Words;
        var text = words.With(account.ActivatedAt is null ? "invitation.letter.text" : "invitation.letter.again",
            ("name", person.FirstName), ("workplace", (await db.TheWorkplace())?.Name), ("link", settings.Link($"/invitation/{code}")), ("days", Life.Days));
        var to = account.ActivatedAt is null ? person.Email : account.Email ?? person.Email;
        await outbox.Write($"invitation {entry.Id}", (person.Name, to), words["invitation.letter.subject"], new LetterBody(text));
    }
}

/// <summary>The code that lets the first administrator in, shown on the console of the machine at the first start without a demo.</summary>
public static class SetUpCode
{
    /// <summary>How long it holds; every start gives a new one while nobody has used it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>A new code in place of an earlier one; null once somebody has signed in here.</summary>
    public static async Task<string?> Issue(Database db, TimeProvider clock)
    {
        if (await db.Accounts.AnyAsync(account => account.ActivatedAt != null))
            return null;
        var begun = await db.EntryCodes.Where(code => code.Purpose == "set-up").Select(code => code.Person).FirstOrDefaultAsync();
        await db.EntryCodes.Where(code => code.Purpose == "set-up").ExecuteDeleteAsync();
        var (code, entry) = EntryCode.New("set-up", begun, clock.GetUtcNow() + Life);
        db.Add(entry);
        await db.SaveChangesAsync();
        return code;
    }
}
