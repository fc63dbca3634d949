using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration;

/// <summary>The workplace's own videos in the place of our illustrated explainers (catalogue 1: a film step).</summary>
public sealed partial class VideosPage
{
    [Parameter, EditorRequired] public required IReadOnlyList<Step> Films { get; set; }
    [Parameter, EditorRequired] public required Library Library { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, OwnVideo> Own { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/videos", async (Library library, Database db) => await Show(library, db, new Typed())).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/videos", Change).May(Operation.Organise, Kind.Workplace);
    }

    private Tool ToolOf(Step film) => Library.Tools.First(tool => tool.Steps.Contains(film));

    private static List<Step> FilmsOf(Library library) => [.. library.Tools.SelectMany(tool => tool.Steps).Where(step => step.Kind == "film")];

    private static async Task<IResult> Show(Library library, Database db, Typed typed) => Page.Of<VideosPage>(new
    {
        Films = (IReadOnlyList<Step>)FilmsOf(library),
        Library = library,
        Own = (IReadOnlyDictionary<string, OwnVideo>)await db.Videos.AsNoTracking().ToDictionaryAsync(video => video.Step),
        Typed = typed,
    }, typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Change(Posted form, Library library, Database db)
    {
        var typed = new Typed(form);
        var own = await db.Videos.ToDictionaryAsync(video => video.Step);
        foreach (var step in FilmsOf(library).Select(film => film.Id))
        {
            var (title, address) = (typed[$"title-{step}"], typed[$"address-{step}"]);
            typed.Errors.AddWhen(address.Length > 0 && !IsWeb(address), $"address-{step}", "administration.errors.video-address");
            typed.Errors.AddWhen(address.Length > 0 && title.Length == 0, $"title-{step}", "administration.errors.video-title");
            var found = own.GetValueOrDefault(step);
            if (address.Length == 0 && found is not null)
                db.Remove(found);
            else if (address.Length > 0 && found is null)
                db.Add(new OwnVideo { Step = step, Address = address, Title = title });
            else if (address.Length > 0)
                (found!.Address, found.Title) = (address, title);
        }
        if (typed.Errors.Any)
            return await Show(library, db, typed);
        await db.SaveChangesAsync();
        return Page.SeeOther("/administration/videos", "administration.videos.saved", kept: "/administration/videos");
    }

    private static bool IsWeb(string address) => address.Length <= 500 && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
}
