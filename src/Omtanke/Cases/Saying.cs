using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>
/// What the employee says yes or no to, and what it does to what was said before. Pure. What is open at a moment is worked out from what was said, and stored nowhere:
/// the same rules stand in the database's second lock (<c>open_to_leader</c>, <c>three_agree</c>).
/// </summary>
public static class Saying
{
    extension(Case one)
    {
        /// <summary>Since when something is open to the leader who has contact: the employee's live yes names this thing, this leader and this text; null when it is not. A yes from before the leader came, or came back, is none.</summary>
        public DateTimeOffset? SharedSince(Topic topic, Guid about, byte[]? text = null) => !one.HasLeaderContact ? null
            : one.Consents.Live(topic, about, one.Employee) is { } yes && yes.Leader == one.Leader && yes.GivenAt >= one.LeaderSince && yes.TextHash.AsSpan().SequenceEqual(text) ? yes.GivenAt : null;

        /// <summary>Whether the employee has ever said yes to a sentence, as they themself know: a leader may have read it.</summary>
        public bool WasPassedOn(Guid message) => one.Consents.Exists(said => said.Topic == Topic.PassOn && said.About == message && said.GivenAt is not null);

        /// <summary>Since when this leader has contact; null when they have not.</summary>
        public DateTimeOffset? ContactSince(Guid leader) => one.HasLeaderContact && one.Leader == leader ? one.LeaderSince : null;

        /// <summary>Whether it is this person's to say: of what is shared only the employee's; a no always, a yes while the case is open, and, but for the leader contact itself, while there is a leader to share with.</summary>
        public bool MaySay(Topic topic, Guid person, bool yes) =>
            person == one.Employee && topic != Topic.ThreeParty && (!yes || one.IsOpen && (topic == Topic.LeaderContact || one.HasLeaderContact));

        /// <summary>
        /// The employee says yes or no, to the leader contact, to what is passed on, or to sharing a plan. With a no to the contact everything that named that leader falls.
        /// The same again changes nothing.
        /// </summary>
        /// <param name="topic">To what; a meeting of three is each one's own (<see cref="ThreeMeeting"/>).</param>
        /// <param name="about">The leader, the message or the plan.</param>
        /// <param name="person">Who says it.</param>
        /// <param name="yes">Yes, or no.</param>
        /// <param name="now">The moment.</param>
        /// <param name="text">The print of the text, where it is to a text.</param>
        /// <returns>The row to be kept, and what happened; nulls where there is none.</returns>
        /// <exception cref="NotNow">It is not theirs to say (<see cref="MaySay"/>).</exception>
        public (Consent? Row, Happening? Event) Say(Topic topic, Guid about, Guid person, bool yes, DateTimeOffset now, byte[]? text = null)
        {
            if (!one.MaySay(topic, person, yes))
                throw new NotNow();
            var (stands, live) = ((topic == Topic.LeaderContact ? one.ContactSince(about) : one.SharedSince(topic, about, text)) is not null, one.Consents.Live(topic, about, person));
            if (yes && stands && live is not null)
                return default;
            var isNew = !one.Consents.Exists(said => said.Topic == topic && said.About == about && said.Person == person);
            live?.Withdraw(now);
            if (!yes && topic == Topic.LeaderContact)
                foreach (var fallen in one.Consents.Where(said => said.Holds && said.Leader == about && said.Person == person))
                    fallen.Withdraw(now);
            if (!yes)
                return (isNew ? Consent.Refuse(one.Id, topic, about, person, now) : null, null);
            // Where the leader who asked for the case has contact already, the employee's own yes is written down, and nothing begins anew.
            var happened = topic == Topic.LeaderContact && !stands ? one.LetLeaderIn(about, now) : null;
            return (Consent.Give(one.Id, topic, about, person, now, one.Leader, text), happened);
        }
    }

    /// <summary>A yes of one's own, for the gate: the employee's alone to give and take back. It holds no text, so nothing is opened.</summary>
    internal sealed class OwnYes(Data.Database db) : IRecords<Consent>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await CaseData.AllCases.Tracked(db, id) is { } one && one.Employee == person ? new Found(id, Relation.Employee, one.Access, id, Key: null) : null;

        public Task Ahead(Guid id) => CaseData.AllCases.Tracked(db, id);
    }
}
