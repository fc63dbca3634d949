using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Web;

namespace Omtanke.Workshops.Live;

/// <summary>Who looks at a workshop all alike.</summary>
public enum View
{
    /// <summary>The screen in the room.</summary>
    Screen,
    /// <summary>A phone, without what is its holder's own.</summary>
    Hand,
}

/// <summary>What a view shows at one version.</summary>
/// <param name="Version">The version.</param>
/// <param name="Html">The parts, as the page's script puts them in place.</param>
public sealed record Frame(int Version, string Html)
{
    /// <summary>The same as an event of a stream.</summary>
    public ReadOnlyMemory<byte> Event { get; } = Streams.Event("frame", Html);
}

/// <summary>
/// Renders a view once for every version, however many look at it: the first who asks makes it, the others get the same words (live.md 2).
/// Holds nothing that is not made again from the database.
/// </summary>
public sealed class Frames(IServiceScopeFactory scopes, Library ours, Settings settings, TimeProvider clock)
{
    // So many changes a second are seen as changes; more come together.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(80), Idle = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<(Guid Workshop, View View, string Language), Slot> slots = [];

    /// <summary>The view at this version, or a newer one.</summary>
    public async Task<Frame> Of(Guid workshop, int version, View view, string language)
    {
        var slot = slots.GetOrAdd((workshop, view, language), _ => new Slot());
        if (slot.Last is { } known && known.Version >= version)
            return known;
        await slot.Turn.WaitAsync();
        try
        {
            if (slot.Last is { } made && made.Version >= version)
                return made;
            // In a burst the one who waits here reads what all of them wrote.
            if (slot.At + Breath - clock.GetUtcNow() is { } pause && pause > TimeSpan.Zero && pause <= Breath)
                await Task.Delay(pause);
            slot.Last = await Render(workshop, view, language);
            slot.At = clock.GetUtcNow();
            Sweep();
            return slot.Last;
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    private async Task<Frame> Render(Guid id, View view, string language)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (visit, db) = (services.GetRequiredService<Visit>(), services.GetRequiredService<Database>());
        visit.Speak(ours.In(language), [.. ours.Languages.Select(spoken => spoken.Code)], "/");
        Snapshot snapshot;
        await using (await db.Begin(Acting.Nobody))
        {
            await db.InTheRoom(id);
            var workshop = await db.Workshops.AsNoTracking().SingleAsync(found => found.Id == id);
            snapshot = await Snapshot.Of(db, workshop, await services.GetRequiredService<Shelf>().As(workshop), visit.Now);
        }
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var shown = new Dictionary<string, object?> { ["Snapshot"] = snapshot };
        if (view == View.Screen)
            shown["Address"] = settings.Link($"/join/{snapshot.Workshop.Code}");
        var html = await renderer.Dispatcher.InvokeAsync(async () => (view == View.Screen
            ? await renderer.RenderComponentAsync<Screen.ScreenParts>(ParameterView.FromDictionary(shown))
            : await renderer.RenderComponentAsync<Hand.HandParts>(ParameterView.FromDictionary(shown))).ToHtmlString());
        return new Frame(snapshot.Version, html);
    }

    // A workshop nobody has looked at for hours needs no place here.
    private void Sweep()
    {
        if (slots.Count > 200)
            foreach (var (key, slot) in slots)
                if (slot.At < clock.GetUtcNow() - Idle)
                    slots.TryRemove(new(key, slot));
    }

    private sealed class Slot
    {
        public SemaphoreSlim Turn { get; } = new(1);
        public Frame? Last { get; set; }
        public DateTimeOffset At { get; set; }
    }
}
