using Omtanke.Data;

namespace Omtanke.Cases;

/// <summary>What somebody says yes to. Each is for one thing: <see cref="Consent.About"/> tells which.</summary>
public enum Topic
{
    /// <summary>That this leader has contact with the psychologist, and sees the rail.</summary>
    LeaderContact,
    /// <summary>That this message is passed on to the leader, as it is written.</summary>
    PassOn,
    /// <summary>That this plan is shared with the leader.</summary>
    SharePlan,
    /// <summary>That this meeting of three is held.</summary>
    ThreeParty,
}

/// <summary>
/// A yes, signed in the product by the person themself, dated, and taken back at any time with effect at the next request. Nothing is ever changed in it but that it is taken back;
/// a new yes is a new row. A no where there was no yes before has no <see cref="GivenAt"/>.
/// </summary>
public sealed class Consent
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Topic Topic { get; init; }
    /// <summary>The leader, the message, the plan or the meeting it is for.</summary>
    public required Guid About { get; init; }
    public required Guid Person { get; init; }
    /// <summary>The leader it names: what is shared with one leader is not shared with the next. Null where each speaks for themself alone, as of a meeting.</summary>
    public Guid? Leader { get; init; }
    /// <summary>The print of the text it is to; null where it is to no text. Another text is asked about anew.</summary>
    public byte[]? TextHash { get; init; }
    public DateTimeOffset? GivenAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Whether it is a live yes.</summary>
    public bool Holds => GivenAt is not null && WithdrawnAt is null;

    /// <summary>A yes.</summary>
    public static Consent Give(Guid of, Topic topic, Guid about, Guid person, DateTimeOffset now, Guid? leader = null, byte[]? text = null) =>
        new() { Id = Ids.New(), CaseId = of, Topic = topic, About = about, Person = person, GivenAt = now, Leader = leader, TextHash = text };

    /// <summary>A no, to what had not been said yes to.</summary>
    public static Consent Refuse(Guid of, Topic topic, Guid about, Guid person, DateTimeOffset now) =>
        new() { Id = Ids.New(), CaseId = of, Topic = topic, About = about, Person = person, WithdrawnAt = now };

    /// <summary>Takes it back. Again changes nothing.</summary>
    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}

/// <summary>What may be done at this moment, by what has been said yes to. Pure: the same rules stand in the database's own second lock (<c>leader_has_contact</c>, <c>three_agree</c>).</summary>
public static class Consents
{
    extension(IEnumerable<Consent> consents)
    {
        /// <summary>The live yes of one person to one thing; null where there is none.</summary>
        public Consent? Live(Topic topic, Guid about, Guid person) => consents.FirstOrDefault(one => one.Topic == topic && one.About == about && one.Person == person && one.Holds);

        /// <summary>
        /// Whether this leader has contact: by the employee's own yes; or, where this very leader registered it with the employee's knowledge, as long as the employee has not said otherwise.
        /// </summary>
        public bool MayContact(Guid employee, Guid leader, Guid registeredBy)
        {
            var said = consents.Where(one => one.Topic == Topic.LeaderContact && one.About == leader && one.Person == employee).ToList();
            return said.Count == 0 ? leader == registeredBy : said.Exists(one => one.Holds);
        }
    }
}
