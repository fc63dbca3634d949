using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration;

/// <summary>The workplace itself: its name, its language, and how long conversations are kept.</summary>
public sealed partial class WorkplacePage
{
    private const int LongestMonths = 120;

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
        if (!typed.Errors.Any)
        {
            typed.Errors.AddWhen(least > most, "most", "administration.errors.most-below-least");
            typed.Errors.AddWhen(months < least || months > most, "months", "administration.errors.months-outside");
        }
        if (typed.Errors.Any || await db.Workplaces.SingleOrDefaultAsync() is not { } workplace)
            return await Show(db, typed);
        (workplace.Name, workplace.Language) = (name, language);
        (workplace.RetentionMonths, workplace.RetentionMonthsLeast, workplace.RetentionMonthsMost) = (months, least, most);
        await db.SaveChangesAsync();
        return Page.SeeOther("/administration/workplace", "administration.workplace.saved", kept: "/administration/workplace");
    }

    private static int Months(Typed typed, string field)
    {
        typed.Errors.AddWhen(!int.TryParse(typed[field], NumberStyles.None, CultureInfo.InvariantCulture, out var months) || months is < 1 or > LongestMonths, field, "administration.errors.months");
        return months;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
