namespace Omtanke.Content;

/// <summary>Something wrong in the content, told so that the one who typed it can find it.</summary>
public sealed record ContentError(string File, int Line, string Id, Complaint Says)
{
    /// <summary>What is wrong.</summary>
    public string Message => Says.ToString();

    /// <summary>file:line: id: what is wrong.</summary>
    public override string ToString() =>
        Id.Length == 0 ? $"{File}:{Line}: {Message}" : $"{File}:{Line}: {Id}: {Message}";
}

/// <summary>The content cannot be used as it is. Carries every error found, not only the first.</summary>
public sealed class ContentException(IReadOnlyList<ContentError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>Carries one error.</summary>
    public ContentException(ContentError error) : this([error]) { }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<ContentError> Errors { get; } = errors;
}
