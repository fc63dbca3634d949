using Omtanke.Conversations.Letters;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Agree;

/// <summary>Everything that changes what two people agree goes through here, one at a time: a change asks both again.</summary>
internal sealed class Pen(Database db, Gate gate, Visit visit, ConversationLetters letters)
{
    /// <summary>What stands there, with nobody else writing until this is done.</summary>
    public async Task<Agreed> Take(Guid id)
    {
        var conversation = await db.Claim(id);
        return conversation.MayAgree ? await Agreed.Of(conversation, db, gate.Grant) : throw new NotNow();
    }

    /// <summary>The text has been changed: whoever had confirmed it is asked again, and the other is told so.</summary>
    /// <param name="before">What stood there when the pen was taken.</param>
    public async Task Changed(Agreed before)
    {
        var conversation = before.Conversation;
        conversation.Unsettle(visit.Now);
        await db.SaveChangesAsync();
        var now = await Agreed.Of(conversation, db, gate.Grant);
        // Changed, and changed back: a yes from before the first change is no yes to the second.
        db.RemoveRange(now.Confirmations.Where(confirmation => confirmation.TextHash.AsSpan().SequenceEqual(now.Text.Hash)));
        var other = before.Two.Other(gate.Me);
        if (before.By(other.Id) is { } lost)
            await letters.Tell(conversation, other, News.Changed, $"{lost.Id} again", visit.Now, Leads.Agreements);
        await db.SaveChangesAsync();
    }

    /// <summary>I confirm exactly the text with this fingerprint; with the other's yes to the same, the two have agreed. False when the text is another by now.</summary>
    public async Task<bool> Confirm(Agreed agreed, string print)
    {
        if (print != agreed.Print)
            return false;
        if (agreed.By(gate.Me) is not null)
            return true;
        var (conversation, other) = (agreed.Conversation, agreed.Two.Other(gate.Me));
        var mine = new Confirmation { Id = Ids.New(), Conversation = conversation.Id, Person = gate.Me, TextHash = agreed.Text.Hash, At = visit.Now };
        db.RemoveRange(agreed.Confirmations.Where(earlier => earlier.Person == gate.Me));
        db.Add(mine);
        if (agreed.By(other.Id) is not null)
            db.Add(conversation.Agree(gate.Me, visit.Now));
        await letters.Tell(conversation, other, News.Changed, mine.Id, visit.Now, Leads.Agreements);
        await db.SaveChangesAsync();
        return true;
    }
}
