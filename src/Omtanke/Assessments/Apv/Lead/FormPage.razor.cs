using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Assessments.Apv.Lead;

/// <summary>The form each thinks alone with, blank on paper, with the themes this group agreed on (L13.F1).</summary>
public sealed partial class FormPage
{
    [Parameter, EditorRequired] public required Assessment Apv { get; set; }
    [Parameter, EditorRequired] public required Step Step { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    /// <summary>Where it is.</summary>
    public static string AddressOf(Guid apv) => $"{LeadersPage.AddressOf(apv)}/form";

    internal static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/apv/{id}/leaders/form", Show).May<Assessment>(Operation.Read, Kind.Apv);

    private static async Task<IResult> Show(Guid id, Database db, Library library, Visit visit)
    {
        var (apv, step) = (await db.FoundApv(id), library.Step(LeadersPage.FormStep));
        if (!apv.IsForLeaders)
            return Page.SeeOther($"/apv/{id}");
        var topics = await db.ApvTopics.AsNoTracking().Where(topic => topic.Apv == id).OrderBy(topic => topic.Position).ToListAsync();
        return Page.Of<FormPage>(new { Apv = apv, Step = StepKinds.For(step, Themes.Read(step).BeginWith(topics.Select(topic => topic.In(visit)), library.Languages)) });
    }
}
