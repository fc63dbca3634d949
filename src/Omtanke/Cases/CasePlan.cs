using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>What a plan is for.</summary>
public enum PlanKind
{
    /// <summary>To be able to stay at work through a hard time (glossary retention-plan; sygedagpengeloven § 7 b).</summary>
    Retention,
    /// <summary>To come back well after absence (glossary return-to-work-plan).</summary>
    Return,
    /// <summary>What comes of the talk within four weeks of the first day of absence (sygedagpengeloven § 7 a).</summary>
    FourWeeks,
    /// <summary>Part 1 of the statement of what somebody can do at work (mulighedserklæring, sygedagpengeloven § 36 a): functions and adjustments, never an illness.</summary>
    Ability,
}

/// <summary>What is written in a plan.</summary>
/// <param name="StartsOn">The first day of the first week; null while no hours are planned.</param>
/// <param name="Hours">The hours of each week, in order.</param>
/// <param name="Texts">What stands in each of the fields of its kind.</param>
/// <param name="Reviews">The days it is looked at again, in order.</param>
/// <param name="FirstDay">Of the talk within four weeks: the first day of absence; null while nobody has written it.</param>
/// <param name="TalkBy">The last day of that talk, as the rule stood when it was written.</param>
/// <param name="ByPhone">That talk is held by phone.</param>
/// <param name="Exempt">The duty to hold it does not apply: the employee is under notice and leaves soon.</param>
public sealed record PlanContent(
    DateOnly? StartsOn, IReadOnlyList<decimal> Hours, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<DateOnly> Reviews,
    DateOnly? FirstDay = null, DateOnly? TalkBy = null, bool ByPhone = false, bool Exempt = false)
{
    private const int DaysBefore = 7;

    /// <summary>The most hours a week may have: full time.</summary>
    public const decimal FullTime = 37;

    /// <summary>The most weeks there is room for.</summary>
    public const int MostWeeks = 26;

    /// <summary>The most days it may be looked at again.</summary>
    public const int MostReviews = 6;

    /// <summary>How long each text may be.</summary>
    public const int Longest = 2000;

    /// <summary>Nothing yet.</summary>
    public static readonly PlanContent Empty = new(null, [], new Dictionary<string, string>(), []);

    /// <summary>The fields of each kind, in order. The illness is in none of them.</summary>
    public static IReadOnlyList<string> FieldsOf(PlanKind kind) => kind switch
    {
        PlanKind.Retention or PlanKind.Return => ["tasks-on", "tasks-off", "support", "adjustments", "contact", "stop"],
        PlanKind.FourWeeks => ["expected", "functions", "causes", "adjustments", "contact", "next"],
        PlanKind.Ability => ["functions", "able", "adjustments", "expected"],
    };

    /// <summary>Whether a kind has weeks and hours.</summary>
    public static bool HasHours(PlanKind kind) => kind is PlanKind.Retention or PlanKind.Return;

    /// <summary>Whether a kind has a day by which the talk must be held.</summary>
    public static bool HasLastDay(PlanKind kind) => kind is PlanKind.FourWeeks;

    /// <summary>The days there is a reminder of: those it is looked at again, and a week before the last day of the talk, or that day itself where the week has begun.</summary>
    public IEnumerable<DateOnly> RemindedOn(DateOnly today) =>
        TalkBy is { } last && last >= today && !Exempt ? Reviews.Append(last.AddDays(-DaysBefore) is var early && early >= today ? early : last).Distinct() : Reviews;

    /// <summary>What is noted of how the talk within four weeks is held, or that it need not be.</summary>
    [JsonIgnore]
    public IEnumerable<string> Held => new[] { ByPhone ? "by-phone" : null, Exempt ? "exempt" : null }.OfType<string>();

    /// <summary>Whether the leader may also say no to a kind, with a reason (sygedagpengeloven § 7 b).</summary>
    public static bool MayBeRefused(PlanKind kind) => kind is PlanKind.Retention;

    /// <summary>The rule of law a kind rests on; null where there is none.</summary>
    public static string? RuleOf(PlanKind kind) => kind switch
    {
        PlanKind.Retention => "retention-plan",
        PlanKind.FourWeeks => "sickness-talk-four-weeks",
        PlanKind.Ability => "ability-statement",
        PlanKind.Return => null,
    };

    /// <summary>The hours of all the weeks together.</summary>
    public decimal Sum => Hours.Sum();

    /// <summary>What stands in a field.</summary>
    public string this[string field] => Texts.GetValueOrDefault(field, "");

    /// <summary>Whether nothing is written.</summary>
    public bool IsEmpty => Hours.Count == 0 && Reviews.Count == 0 && FirstDay is null && !ByPhone && !Exempt && Texts.Values.All(text => text.Length == 0);

    /// <summary>All that is written, one field after the other.</summary>
    [JsonIgnore]
    public string Words => string.Join('\n', Texts.Values);

    /// <summary>Whether both say the same.</summary>
    public bool Says(PlanContent other) => JsonSerializer.Serialize(this, PlanJson.Default.PlanContent) == JsonSerializer.Serialize(other, PlanJson.Default.PlanContent);
}

/// <summary>
/// A plan of a case. Employee, psychologist and, while the employee shares it, the leader write it in turn: one has the pen and gives it on. Those two, or the employee alone, confirm one and the same text; where it
/// goes otherwise, the plan is adjusted, as a new version, and nobody has failed.
/// </summary>
public sealed class CasePlan
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required PlanKind Kind { get; init; }
    public Guid? Pen { get; private set; }
    /// <summary>Which text stands now.</summary>
    public int Version { get; private set; }
    public required DateTimeOffset MadeAt { get; init; }
    /// <summary>Whether it goes on though its case is closed: its days are still reminded of.</summary>
    public bool GoesOn { get; set; }
    /// <summary>Who has asked for the pen while somebody else had it.</summary>
    public Guid? PenAskedBy { get; private set; }
    public DateTimeOffset? PenAskedAt { get; private set; }

    /// <summary>Begins one, with the pen in the hand of whoever does.</summary>
    public static CasePlan Begin(Guid id, Case one, PlanKind kind, Guid person, DateTimeOffset now) => new() { Id = id, CaseId = one.Id, Kind = kind, Pen = person, MadeAt = now };

    /// <summary>Who may see it, and so have the pen: the employee, the psychologist, and the leader while it is shared.</summary>
    public IReadOnlyList<Guid> Readers(Case one) =>
        [one.Employee, .. one.Psychologist is { } psychologist ? [psychologist] : (Guid[])[], .. IsShared(one) && one.Leader is { } leader ? [leader] : (Guid[])[]];

    /// <summary>Whom its days are reminded of: those who may see it; when its case is closed, nobody where the plan stopped with it, and the psychologist no more.</summary>
    public IEnumerable<Guid> Reminded(Case one) => one.IsOpen ? Readers(one) : GoesOn ? Readers(one).Where(person => person != one.Psychologist) : [];

    /// <summary>Whether the employee shares it with the leader who has contact.</summary>
    public bool IsShared(Case one) => one.SharedSince(Topic.SharePlan, Id) is not null;

    /// <summary>Who has the pen; nobody when whoever had it may no longer see the plan.</summary>
    public Guid? Holder(IReadOnlyCollection<Guid> readers) => Pen is { } pen && readers.Contains(pen) ? pen : null;

    /// <summary>Gives the pen on, or takes one that nobody has.</summary>
    /// <exception cref="NotNow">It is not theirs to give.</exception>
    public void Give(Guid from, Guid to, IReadOnlyCollection<Guid> readers)
    {
        if ((Holder(readers) ?? from) != from || !readers.Contains(from) || !readers.Contains(to))
            throw new NotNow();
        (Pen, PenAskedBy, PenAskedAt) = (to, null, null);
    }

    /// <summary>Who has asked for the pen of whoever has it; null when nobody has who may still see the plan.</summary>
    public Guid? Asker(IReadOnlyCollection<Guid> readers) => PenAskedBy is { } asker && readers.Contains(asker) && Holder(readers) is { } holder && holder != asker ? asker : null;

    /// <summary>Asks whoever has the pen for it. Whoever asked first is first.</summary>
    /// <exception cref="NotNow">Nobody else has it, somebody has asked already, or the plan is not theirs to write in.</exception>
    public void AskForPen(Guid person, IReadOnlyCollection<Guid> readers, DateTimeOffset now)
    {
        NotNow.Unless(readers.Contains(person) && Holder(readers) is { } holder && holder != person && Asker(readers) is null);
        (PenAskedBy, PenAskedAt) = (person, now);
    }

    /// <summary>When whoever has asked may take the pen: two whole working days after they asked, or after the plan was saved if that was later. Null while nobody has asked.</summary>
    public DateTimeOffset? PenFreeAt(IReadOnlyCollection<Guid> readers, DateTimeOffset savedAt) => Asker(readers) is null || PenAskedAt is not { } asked ? null
        : Morning.NextEnds(Workdays.From(Clock.Day(asked > savedAt ? asked : savedAt).AddDays(1)));

    /// <summary>Takes the pen from whoever has had it too long.</summary>
    /// <exception cref="NotNow">They have not asked for it, or its time has not come (<see cref="PenFreeAt"/>).</exception>
    public void TakePen(Guid person, IReadOnlyCollection<Guid> readers, DateTimeOffset savedAt, DateTimeOffset now)
    {
        NotNow.Unless(Asker(readers) == person && PenFreeAt(readers, savedAt) <= now);
        (Pen, PenAskedBy, PenAskedAt) = (person, null, null);
    }

    /// <summary>A new text.</summary>
    public PlanText Write(PlanContent content, bool adjusted, Guid person, AccessGrant grant, DateTimeOffset now) => PlanText.Of(Id, ++Version, content, adjusted, person, grant, now);
}

/// <summary>One text of a plan, sealed under the case's own key.</summary>
public sealed class PlanText
{
    private const string Column = "case_plan_texts.text";

    public required Guid Plan { get; init; }
    public required int Version { get; init; }
    public required Sealed<string> Text { get; init; }
    /// <summary>The print of the text, which is what is confirmed. Salted, with the salt sealed beside the text.</summary>
    public required byte[] Hash { get; init; }
    /// <summary>It came after all who confirm it had confirmed the one before: something went otherwise, and the plan follows.</summary>
    public required bool Adjusted { get; init; }
    public Guid? SavedBy { get; init; }
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Seals a text.</summary>
    public static PlanText Of(Guid plan, int version, PlanContent content, bool adjusted, Guid person, AccessGrant grant, DateTimeOffset now)
    {
        var salted = $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}\n{JsonSerializer.Serialize(content, PlanJson.Default.PlanContent)}";
        return new()
        {
            Plan = plan, Version = version, Text = grant.SealAny(salted, Place(version), plan), Hash = SHA256.HashData(Encoding.UTF8.GetBytes(salted)), Adjusted = adjusted, SavedBy = person, SavedAt = now,
        };
    }

    /// <summary>What is written.</summary>
    public PlanContent Read(AccessGrant grant) => JsonSerializer.Deserialize(grant.Open(Text, Place(Version), Plan)!.Split('\n', 2)[1], PlanJson.Default.PlanContent)!;

    /// <summary>The print as a form carries it.</summary>
    public string Print => Convert.ToHexStringLower(Hash);

    // No version of a plan opens in the place of another.
    private static string Place(int version) => string.Create(CultureInfo.InvariantCulture, $"{Column}.{version}");
}

/// <summary>One person confirms exactly one text of a plan.</summary>
public sealed class PlanConfirmation
{
    public required Guid Plan { get; init; }
    public required int Version { get; init; }
    public required Guid Person { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The leader says no to exactly one text of a retention plan, and why: sealed under the case's own key. Said yes to afterwards, the yes counts.</summary>
public sealed class PlanRefusal
{
    /// <summary>How long a reason may be.</summary>
    public const int Longest = 600;

    public required Guid Plan { get; init; }
    public required int Version { get; init; }
    public required Guid Person { get; init; }
    public required Sealed<string> Reason { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>A no to a text.</summary>
    public static PlanRefusal Of(Guid plan, int version, string reason, Guid person, AccessGrant grant, DateTimeOffset now) =>
        new() { Plan = plan, Version = version, Person = person, Reason = grant.SealAny(reason, Place(version, person), plan), At = now };

    /// <summary>Why.</summary>
    public string Read(AccessGrant grant) => grant.Open(Reason, Place(Version, Person), Plan)!;

    private static string Place(int version, Guid person) => string.Create(CultureInfo.InvariantCulture, $"case_plan_refusals.reason.{version}.{person}");
}

/// <summary>A day a plan is looked at again.</summary>
public sealed class PlanReview
{
    public required Guid Plan { get; init; }
    public required DateOnly OnDay { get; init; }
}

[JsonSerializable(typeof(PlanContent))]
internal sealed partial class PlanJson : JsonSerializerContext;
