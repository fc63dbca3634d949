using Omtanke.Security;
using Omtanke.Toolbox.Guide;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>The tools to read, their forms to print, and the employee's guide for the pocket. Open to everybody; nothing is written here.</summary>
public sealed class Door : IDoor
{
    /// <inheritdoc />
    public static IEnumerable<MenuItem> Menu => [new("menu.tools", "/tools", 30, ForStrangers: true)];

    /// <inheritdoc />
    public static void Furnish(IServiceCollection services) => services.AddSingleton<Edition>().AddSingleton<Find.Stems>().AddSingleton<Find.Finder>();

    /// <inheritdoc />
    public static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/tools", Tools.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/tools/{slug}", ReadTool.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/tools/{slug}/paper", WholeOnPaper.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/tools/{slug}/word", WordForm.Whole).May(Operation.Enter, Kind.Open);
        doors.MapGet("/tools/{slug}/zip", TakeTool.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/tools/{slug}/{step}", ReadStep.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/tools/{slug}/{step}/paper", BlankForm.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/tools/{slug}/{step}/wall", OnTheWall.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/tools/{slug}/{step}/word", WordForm.Open).May(Operation.Enter, Kind.Open);

        doors.MapGet("/glossary", Glossary.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/guide", GuidePage.Choose).May(Operation.Enter, Kind.Open);
        doors.MapGet("/guide/pages.json", GuideFiles.Pages).May(Operation.Enter, Kind.Open);
        doors.MapGet("/guide/{language}", GuidePage.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/guide/{language}/{part}", GuidePage.Open).May(Operation.Enter, Kind.Open);
        doors.MapGet("/guide/{language}/app.webmanifest", GuideFiles.Manifest).May(Operation.Enter, Kind.Open);
    }
}
