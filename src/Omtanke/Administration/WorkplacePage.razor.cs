using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration;

/// <summary>The workplace itself: its name, its language, how long conversations and courses with a psychologist are kept, and how many it takes before anything of a collection is told.</summary>
public sealed partial class WorkplacePage
{
    private const int LongestMonths = 120;

    // More, and nothing would ever be told of most units.
    private const int Highest = 100;

    [Parameter, EditorRequired] public required Workplace Workplace { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/workplace", async (Database db) => await Show(db, new Typed())).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/workplace", Change).May(Operation.Organise, Kind.Workplace);
    }

    private static async Task<IResult> Show(Database db, Typed typed) => await db.TheWorkplace() is { } workplace
        ? Page.Of<WorkplacePage>(new { Workplace = workplace, Typed = typed }, typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
        : NotHere.Page("/administration");

    private static async Task<IResult> Change(Posted form, Database db, Visit visit)
    {
        var typed = new Typed(form);
        var (name, language) = (typed.Name("name", "administration.errors.workplace-name"), typed.Language("language", visit));
        var (months, least, most) = (Months(typed, "months"), Months(typed, "least"), Months(typed, "most"));
        // A form from before these were there changes none of them.
        var limits = typed.Has("means") ? LimitsOf(typed) : null;
        var cases = typed.Has("cases") ? Months(typed, "cases") : (int?)null;
        if (!typed.Errors.Any)
        {
            typed.Errors.AddWhen(least > most, "most", "administration.errors.most-below-least");
            typed.Errors.AddWhen(months < least || months > most, "months", "administration.errors.months-outside");
        }
        if (typed.Errors.Any || await db.Workplaces.SingleOrDefaultAsync() is not { } workplace)
            return await Show(db, typed);
        (workplace.Name, workplace.Language) = (name, language);
        (workplace.RetentionMonths, workplace.RetentionMonthsLeast, workplace.RetentionMonthsMost) = (months, least, most);
        workplace.Thresholds = limits ?? workplace.Thresholds;
        workplace.CaseMonths = cases ?? workplace.CaseMonths;
        await db.SaveChangesAsync();
        return Page.SeeOther("/administration/workplace", "administration.workplace.saved", kept: "/administration/workplace");
    }

    private static int Months(Typed typed, string field)
    {
        typed.Errors.AddWhen(!int.TryParse(typed[field], NumberStyles.None, CultureInfo.InvariantCulture, out var months) || months is < 1 or > LongestMonths, field, "administration.errors.months");
        return months;
    }

    // Raised, never below what everybody is promised. Exact numbers take no fewer than anything at all; offensive acts no fewer than exact numbers.
    private static Thresholds? LimitsOf(Typed typed)
    {
        var (least, means) = (new Thresholds(), typed.Number("means", Thresholds.Fewest, Highest, "administration.errors.threshold-means"));
        var counts = typed.Number("counts", Math.Max(least.Counts, means), Highest, "administration.errors.threshold-counts");
        var comments = typed.Number("comments", Math.Max(least.Comments, means), Highest, "administration.errors.threshold-comments");
        var acts = typed.Number("acts", Math.Max(least.Acts, counts), Highest, "administration.errors.threshold-acts");
        return typed.Errors.Any ? null : new(means, counts, comments, acts);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
