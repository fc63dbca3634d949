using System.Text;

namespace Omtanke.Assessments.Box;

/// <summary>What goes into an envelope: where it is counted, one value for each question (none where it was skipped), and perhaps a comment. No name, no time.</summary>
/// <param name="Base">The unit it is counted in; empty in a draft.</param>
/// <param name="Values">From 0, in the questions' order.</param>
/// <param name="Comment">What was written; may be empty.</param>
/// <param name="Version">Of a draft: how often it was saved.</param>
public sealed record Slip(Guid Base, IReadOnlyList<int?> Values, string Comment, int Version = 0)
{
    private const byte Shape = 1, None = byte.MaxValue;

    /// <summary>Nothing answered yet.</summary>
    public static Slip Empty(int questions) => new(Guid.Empty, new int?[questions], "");

    /// <summary>What stays on a phone that has sent its answers: that it has, and nothing of them.</summary>
    public static Slip Gone(int questions) => Empty(questions) with { Version = -1 };

    /// <summary>Whether this phone has sent its answers.</summary>
    public bool IsSent => Version < 0;

    /// <summary>Whether nothing is answered.</summary>
    public bool IsEmpty => Comment.Length == 0 && Values.All(value => value is null);

    /// <summary>As it goes into the envelope.</summary>
    public byte[] Write()
    {
        var bytes = new MemoryStream();
        using var pen = new BinaryWriter(bytes, Encoding.UTF8);
        pen.Write(Shape);
        pen.Write(Base.ToByteArray());
        pen.Write(Version);
        pen.Write((byte)Values.Count);
        foreach (var value in Values)
            pen.Write(value is { } given ? (byte)given : None);
        pen.Write(Comment);
        pen.Flush();
        return bytes.ToArray();
    }

    /// <summary>As it comes out.</summary>
    public static Slip Read(byte[] bytes)
    {
        using var eye = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (eye.ReadByte() != Shape)
            throw new InvalidDataException("No slip of this shape.");
        var (at, version) = (new Guid(eye.ReadBytes(16)), eye.ReadInt32());
        var values = new int?[eye.ReadByte()];
        for (var place = 0; place < values.Length; place++)
            values[place] = eye.ReadByte() is var given && given != None ? given : null;
        return new(at, values, eye.ReadString(), version);
    }
}
