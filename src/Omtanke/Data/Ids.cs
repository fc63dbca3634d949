namespace Omtanke.Data;

/// <summary>Identifiers: 122 random bits, never ordered by time, so that an id tells nothing about when or how many.</summary>
public static class Ids
{
    /// <summary>A new random id (UUID version 4).</summary>
    public static Guid New() => Guid.NewGuid();
}
