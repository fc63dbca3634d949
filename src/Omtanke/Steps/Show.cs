using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>How a step is shown: in which language, with whose answer, to read or to fill in.</summary>
/// <param name="Language">The reader's language.</param>
/// <param name="Heading">The level of the step's own heading, 1–4.</param>
public sealed record Show(Language Language, int Heading = 2)
{
    /// <summary>What has been filled in; none when the step is only read.</summary>
    public Answer? Answer { get; init; }

    /// <summary>Whether it can be filled in here. The form around it is the room's.</summary>
    public bool Editable { get; init; }

    /// <summary>What was wrong with the last posting.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Only this side's cards: employee or leader. Both when left out.</summary>
    public string? Side { get; init; }

    /// <summary>The workplace's own video, in the film's place.</summary>
    public Video? Video { get; init; }

    /// <summary>The interface's words.</summary>
    public Words Words => Language.Words;

    /// <summary>What stands in a field.</summary>
    public string Value(string field) => Answer?[field] ?? "";

    /// <summary>What is wrong with a field, or none.</summary>
    public Fault? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field);
}

/// <summary>A film of the workplace's own.</summary>
/// <param name="Url">Where it is: a file on this server, or a page elsewhere.</param>
/// <param name="Captions">Its captions as WebVTT on this server, if there are any.</param>
/// <param name="Title">What it is called.</param>
public sealed record Video(string Url, string? Captions, string Title)
{
    /// <summary>Whether we can play it ourselves; pages elsewhere get a link, never a frame.</summary>
    public bool IsOurs => Url.StartsWith('/') && !Url.StartsWith("//", StringComparison.Ordinal);

    /// <summary>Whether the address may be linked to at all.</summary>
    public bool IsWeb => Uri.TryCreate(Url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";
}
