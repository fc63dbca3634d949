using System.Globalization;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>A step on the wall of the room, a piece at a time: no menu, large letters, and the arrow keys lead on.</summary>
public sealed partial class OnTheWall
{
    /// <summary>GET /tools/psychological-safety/T09.C/wall?part=3</summary>
    public static async Task<IResult> Open(Shelf shelf, HttpContext http, Visit visit, Database db, string slug, string step, string? part)
    {
        if ((await shelf.Library()).Tool(slug) is not { } tool || tool.Step(step) is not { } found) return shelf.Missing(slug, http);
        // The workplace's own video is shown in the place of our story in pictures.
        var video = (await Videos.Of(tool, db)).For(found);
        var slides = video is null ? Slide.Of(StepKinds.Read(found), visit.Language) : [];
        // The first shows the step itself; a number that leads nowhere shows it too.
        var at = int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= slides.Count ? number : part == "last" ? slides.Count : 0;
        return Page.Of<OnTheWall>(new { Tool = tool, Step = found, Slides = slides, Part = at, Video = video });
    }

    Slide? Shown => Part > 0 ? Slides[Part - 1] : null;

    int Place => Tool.Steps.TakeWhile(step => step != Step).Count();

    string? Next => Part < Slides.Count ? At(Step, Number(Part + 1)) : Tool.Steps.ElementAtOrDefault(Place + 1) is { } after ? At(after) : null;

    // Back from the first piece leads to the last of the step before.
    string? Before => Part > 0 ? At(Step, Part == 1 ? null : Number(Part - 1)) : Tool.Steps.ElementAtOrDefault(Place - 1) is { } before ? At(before, "last") : null;

    string At(Step step, string? part = null) => part is null ? $"/tools/{Tool.Slug}/{step.Id}/wall" : $"/tools/{Tool.Slug}/{step.Id}/wall?part={part}";

    static string Number(int part) => part.ToString(CultureInfo.InvariantCulture);
}
