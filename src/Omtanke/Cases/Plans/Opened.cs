using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Plans;

/// <summary>A plan, opened at one of its texts: what stands there, who has confirmed it, and the versions before.</summary>
/// <param name="Case">The case.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Texts">The texts it has had, the newest first; sealed. To a leader and to a psychologist only those that stood since the plan was theirs to see.</param>
/// <param name="Text">The one that is read: the newest, unless an earlier one was asked for.</param>
/// <param name="Content">What stands in it.</param>
/// <param name="Confirmations">Who has confirmed which version.</param>
/// <param name="Refusals">Who has said no to the text that is read, and why.</param>
/// <param name="People">The three, by id.</param>
public sealed record Opened(
    Case Case, CasePlan Plan, IReadOnlyList<PlanText> Texts, PlanText Text, PlanContent Content, IReadOnlyList<PlanConfirmation> Confirmations, IReadOnlyList<Refused> Refusals,
    IReadOnlyDictionary<Guid, Person> People)
{
    /// <summary>Reads it; null when it is not there, or not there for whoever asks.</summary>
    /// <param name="one">The case.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="db">The database.</param>
    /// <param name="grant">What opens it.</param>
    /// <param name="version">Which text; null for the newest.</param>
    public static async Task<Opened?> Of(Case one, Guid plan, Database db, AccessGrant grant, int? version = null)
    {
        var (found, texts, confirmations, refusals, people) = ((CasePlan?)null, new List<PlanText>(), new List<PlanConfirmation>(), new List<PlanRefusal>(), (IReadOnlyDictionary<Guid, Person>)new Dictionary<Guid, Person>());
        await db.InOneTrip(
            async () => found = await db.CasePlans.SingleOrDefaultAsync(other => other.Id == plan && other.CaseId == one.Id),
            async () => texts = await db.PlanTexts.AsNoTracking().Where(text => text.Plan == plan).OrderByDescending(text => text.Version).ToListAsync(),
            async () => confirmations = await db.PlanConfirmations.AsNoTracking().Where(other => other.Plan == plan).ToListAsync(),
            async () => refusals = await db.PlanRefusals.AsNoTracking().Where(other => other.Plan == plan).ToListAsync(),
            async () => people = await db.TheseAtWork(one.Employee, one.Leader, one.Psychologist));
        return found is not null && texts.Find(text => text.Version == (version ?? found.Version)) is { } read
            ? new(one, found, texts, read, read.Read(grant), confirmations, [.. refusals.Where(no => no.Version == read.Version).Select(no => new Refused(no, no.Read(grant)))], people) : null;
    }

    /// <summary>Whether another text has come after the one that is read.</summary>
    public bool IsEarlier => Text.Version != Plan.Version;

    /// <summary>Those who confirm it: the employee, and the leader while it is shared with them. Nobody waits for a yes to what its reader may not see.</summary>
    public IReadOnlyList<Guid> Both => [Case.Employee, .. Plan.IsShared(Case) && Case.Leader is { } leader ? [leader] : (Guid[])[]];

    /// <summary>Who may see it.</summary>
    public IReadOnlyList<Guid> Readers => Plan.Readers(Case);

    /// <summary>Who has the pen; null when anybody may take it.</summary>
    public Guid? Holder => Plan.Holder(Readers);

    /// <summary>Who has asked for the pen; null when nobody has.</summary>
    public Guid? Asker => Plan.Asker(Readers);

    /// <summary>When whoever has asked for the pen may take it; null when nobody has asked.</summary>
    public DateTimeOffset? PenFreeAt => Plan.PenFreeAt(Readers, Text.SavedAt);

    /// <summary>Whether this person may take the pen out of another's hand: they have asked for it, and its time has come.</summary>
    public bool MayTakePen(Guid person, DateTimeOffset now) => Asker == person && PenFreeAt <= now;

    /// <summary>This person's confirmation of the text that is read.</summary>
    public PlanConfirmation? By(Guid person) => Confirmations.FirstOrDefault(one => one.Person == person && one.Version == Text.Version);

    /// <summary>This person's no to the text that is read; null where they have said none, or yes since.</summary>
    public Refused? RefusedBy(Guid person) => By(person) is null ? Refusals.FirstOrDefault(one => one.No.Person == person) : null;

    /// <summary>Whether this person may say no to the text that is read: the leader, of a kind that may be refused, who has not answered yet.</summary>
    public bool MayRefuse(Guid person) => PlanContent.MayBeRefused(Plan.Kind) && person != Case.Employee && Both.Contains(person) && By(person) is null && RefusedBy(person) is null && !Content.IsEmpty;

    /// <summary>How somebody has answered the text that is read, in words.</summary>
    public string AnswerOf(Guid person, Visit visit) => (By(person), RefusedBy(person)) switch
    {
        ({ } yes, _) => visit.With("case-plans.confirm.yes", ("name", NameOf(person, visit)), ("day", visit.ShortDay(Clock.Day(yes.At)))),
        (_, { } no) => visit.With("case-plans.confirm.no", ("name", NameOf(person, visit)), ("day", visit.ShortDay(Clock.Day(no.No.At))), ("reason", no.Reason)),
        _ => visit.With("case-plans.confirm.waits", ("name", NameOf(person, visit))),
    };

    /// <summary>Whether everybody who confirms it has confirmed the text that is read.</summary>
    public bool Settled => Both.All(person => By(person) is not null);

    /// <summary>Somebody's name, or words for one who is gone.</summary>
    public string NameOf(Guid? person, Visit visit) => People.NameOf(person, visit);
}

/// <summary>Somebody's no to a plan, opened.</summary>
/// <param name="No">The no.</param>
/// <param name="Reason">Why.</param>
public sealed record Refused(PlanRefusal No, string Reason);
