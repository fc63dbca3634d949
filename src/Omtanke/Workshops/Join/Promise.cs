using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.Workshops.Join;

/// <summary>What taking part means, in plain words, made from what the workshop is set to (live.md 7). Said before anybody joins, and it stands on the poster.</summary>
internal static class Promise
{
    /// <summary>The lines, most important first.</summary>
    public static IReadOnlyList<string> Of(Workshop workshop, IReadOnlyCollection<Item> items, Words words)
    {
        var asked = items.Where(item => !item.IsOut && item.Mode is Mode.Ideas or Mode.Count).ToList();
        return [.. new[]
        {
            words["workshops.join.promise.no-account"],
            workshop.Devices switch
            {
                Devices.Facilitator => words["workshops.join.promise.no-phone"],
                Devices.Group => words["workshops.join.promise.one-phone"],
                Devices.Each => null,
            },
            asked.Count == 0 ? words["workshops.join.promise.nothing-written"]
                : asked.TrueForAll(item => item.Anonymous) ? words["workshops.join.promise.all-anonymous"]
                : asked.Exists(item => item.Anonymous) ? words["workshops.join.promise.some-anonymous"]
                : words["workshops.join.promise.named"],
            asked.Exists(item => item.Anonymous) ? words.With("workshops.join.promise.fewest", ("n", Workshop.Fewest)) : null,
            asked.Count == 0 ? null : workshop.Days == 0 ? words["workshops.join.promise.kept-not"] : words.Count("workshops.join.promise.kept", workshop.Days),
        }.OfType<string>()];
    }
}
