using System.Text.Json;
using System.Text.Json.Serialization;
using Omtanke.Security;

namespace Omtanke.Cases;

/// <summary>Why somebody comes (catalogue I1).</summary>
public enum Reason
{
    LongAbsence,
    FearOfAbsence,
    IllBeing,
    /// <summary>A plan for staying at work, or for coming back.</summary>
    PlanWanted,
    /// <summary>The situation at work must become clear.</summary>
    Clarification,
}

/// <summary>How much of it comes from work, in the words of whoever registers.</summary>
public enum WorkShare
{
    Unsure,
    None,
    Some,
    Most,
    All,
}

/// <summary>How the employee would rather be reached the first time.</summary>
public enum Reached
{
    Phone,
    Email,
    /// <summary>A letter to one's own page says that something waits, and nothing is said aloud.</summary>
    OwnPage,
}

/// <summary>Where else there is help, when a case is declined. A choice, never a text.</summary>
public enum Signpost
{
    OwnDoctor,
    /// <summary>112, or the emergency doctor.</summary>
    Emergency,
    OccupationalInjury,
    Whistleblower,
}

/// <summary>What was said at the registration: choices, and a telephone number; no sentence about anybody. A reason for absence tells of health, so all of it is sealed.</summary>
/// <param name="Reason">Why.</param>
/// <param name="WorkShare">How much of it comes from work.</param>
/// <param name="StressTypes">Which of the four types of stress (T05.Y1–T05.Y4), if any.</param>
/// <param name="Reached">How to reach the employee.</param>
/// <param name="Phone">The number to call, where it is by telephone.</param>
public sealed record Said(Reason Reason, WorkShare WorkShare, IReadOnlyList<string> StressTypes, Reached Reached, string? Phone)
{
    /// <summary>The types of stress there are (catalogue T05).</summary>
    public static readonly IReadOnlyList<string> AllStressTypes = ["T05.Y1", "T05.Y2", "T05.Y3", "T05.Y4"];
}

/// <summary>What was said at the registration of a case, sealed under the case's own key. Its employee and its psychologist read it; the leader who wrote it does not come back to it.</summary>
public sealed class Registration
{
    private const string Column = "case_registrations.text", SignpostColumn = "case_registrations.signpost";

    /// <summary>The case's id.</summary>
    public required Guid Id { get; init; }
    public required Sealed<string> Text { get; init; }

    /// <summary>Where else there is help, when it was declined: the name of a <see cref="Cases.Signpost"/>.</summary>
    public Sealed<string>? Signpost { get; private set; }

    /// <summary>Seals it.</summary>
    public static Registration Of(Guid id, Said said, AccessGrant grant) => new() { Id = id, Text = grant.SealAny(JsonSerializer.Serialize(said, SaidJson.Default.Said), Column, id) };

    /// <summary>Says where else there is help.</summary>
    public void Point(Signpost to, AccessGrant grant) => Signpost = grant.SealAny(to.ToString(), SignpostColumn, Id);

    /// <summary>Where else there is help; null where it was not declined.</summary>
    public Signpost? PointedTo(AccessGrant grant) => grant.Open(Signpost, SignpostColumn, Id) is { } to ? Enum.Parse<Signpost>(to) : null;

    /// <summary>What was said.</summary>
    public Said Read(AccessGrant grant) => JsonSerializer.Deserialize(grant.Open(Text, Column, Id)!, SaidJson.Default.Said)!;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(Said))]
internal sealed partial class SaidJson : JsonSerializerContext;
