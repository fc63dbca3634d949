using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.Workshops;

/// <summary>An item in the pieces it is gone through by: the scenes of a film, the points of an agenda. Nothing for what is done whole.</summary>
public static class Pieces
{
    /// <summary>The pieces of the item that is on.</summary>
    public static IReadOnlyList<Slide> Of(Snapshot snapshot, Language language) => snapshot.Item is { } item && snapshot.Step is { } step ? Of(item, step, language) : [];

    /// <summary>The pieces of an item.</summary>
    public static IReadOnlyList<Slide> Of(Item item, Step step, Language language) => (item.Mode, StepKinds.Read(step)) switch
    {
        // Everybody has a card of their own, and questions are talked about in any order.
        (Mode.Talk, Cards { Talk: true } or Pairs) => [],
        (Mode.Talk, var sheet) => Slide.Of(sheet, language),
        _ => [],
    };
}
