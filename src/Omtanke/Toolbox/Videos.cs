using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Steps;

namespace Omtanke.Toolbox;

/// <summary>The workplace's own videos, by the film step in whose place they are shown.</summary>
public sealed record Videos(IReadOnlyDictionary<string, Video> ByStep)
{
    /// <summary>Those of one tool; a tool without a film asks the database for nothing.</summary>
    public static async Task<Videos> Of(Tool tool, Database db)
    {
        var films = tool.Steps.Where(step => step.Kind == "film").Select(step => step.Id).ToList();
        var own = films.Count == 0 ? [] : await db.Videos.AsNoTracking().Where(video => films.Contains(video.Step)).ToListAsync();
        return new(own.ToDictionary(video => video.Step, video => new Video(video.Address, null, video.Title), StringComparer.Ordinal));
    }

    /// <summary>The video in a step's place; null for our own explainer.</summary>
    public Video? For(Step step) => ByStep.GetValueOrDefault(step.Id);
}
