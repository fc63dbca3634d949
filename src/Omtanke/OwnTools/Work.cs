using Omtanke.Content;

namespace Omtanke.OwnTools;

/// <summary>A tool the workplace has made its own: a folder of files as ours are, in editions that never change once they are in use.</summary>
public sealed class Work
{
    /// <summary>Its number here; its id is W and the number.</summary>
    public required int Number { get; init; }

    /// <summary>The tool of ours it was copied from; null when it came from elsewhere.</summary>
    public string? BasedOn { get; init; }

    /// <summary>What it is for.</summary>
    public Purpose Purpose { get; init; }

    /// <summary>The pack whose questions these are; null for all others.</summary>
    public string? Pack { get; init; }

    /// <summary>The edition in use; 0 before the first.</summary>
    public required int Latest { get; set; }

    public Guid? MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public Guid? WithdrawnBy { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Its id among the tools.</summary>
    public string Id => OwnTool.IdOf(Number);

    /// <summary>Whether people find it among the tools.</summary>
    public bool InUse => Latest > 0 && WithdrawnAt is null;

    /// <summary>The draft becomes the edition in use.</summary>
    public Edition Publish(Draft draft, string note, Guid by, DateTimeOffset now)
    {
        (Latest, WithdrawnBy, WithdrawnAt) = (Latest + 1, null, null);
        return new Edition { Tool = Number, Number = Latest, Files = draft.Files, Note = note, By = by, At = now };
    }

    /// <summary>Nobody begins on it any longer; whoever has begun goes on.</summary>
    public void Withdraw(Guid by, DateTimeOffset now) => (WithdrawnBy, WithdrawnAt) = (by, now);

    /// <summary>It is in use again.</summary>
    public void Return() => (WithdrawnBy, WithdrawnAt) = (null, null);
}

/// <summary>One edition of a tool, as it was taken into use.</summary>
public sealed class Edition
{
    public required int Tool { get; init; }
    public required int Number { get; init; }
    public required string Files { get; init; }

    /// <summary>What whoever took it into use said of it.</summary>
    public required string Note { get; init; }

    public Guid? By { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The edition as a folder.</summary>
    public ToolFolder Folder => ToolFolder.FromJson(Files);
}

/// <summary>What is being worked on. Nobody reads it but those who keep tools.</summary>
public sealed class Draft
{
    public required int Tool { get; init; }
    public required string Files { get; set; }

    /// <summary>Ours as it was when the copy last looked at it; null where there is none.</summary>
    public string? Base { get; set; }

    /// <summary>Counts every change there ever was: what is put in gets an id from it that nothing had before.</summary>
    public required int Version { get; set; }

    public Guid? By { get; set; }
    public required DateTimeOffset At { get; set; }

    /// <summary>The draft as a folder.</summary>
    public ToolFolder Folder => ToolFolder.FromJson(Files);

    /// <summary>Ours, as the copy knows it.</summary>
    public ToolFolder? Known => Base is null ? null : ToolFolder.FromJson(Base);

    /// <summary>Takes other files.</summary>
    public void Take(ToolFolder folder, Guid by, DateTimeOffset now)
    {
        if (folder.ToJson() is var files && files != Files)
            (Files, Version, By, At) = (files, Version + 1, by, now);
    }
}

/// <summary>What a workplace keeps something of its own for.</summary>
public enum Purpose
{
    /// <summary>A tool, found among the others.</summary>
    Tool,
    /// <summary>Questions somebody has written to ask many.</summary>
    Questions,
    /// <summary>Somebody else's questions, whose licence was accepted.</summary>
    Pack,
}
