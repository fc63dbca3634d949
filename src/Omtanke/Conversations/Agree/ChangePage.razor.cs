using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Agree;

/// <summary>One agreement, to put otherwise or to take out. Two who do it at once both see both texts.</summary>
public sealed partial class ChangePage
{
    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/conversations/{id}/agreements/{agreement:guid}", Show).May<Conversation>(Operation.Read, Kind.Shared);
        doors.MapPost("/conversations/{id}/agreements/{agreement:guid}", Change).May<Conversation>(Operation.Write, Kind.Shared);
        doors.MapPost("/conversations/{id}/agreements/{agreement:guid}/removal", Remove).May<Conversation>(Operation.Write, Kind.Shared);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid conversation, Guid agreement) => $"{AgreePage.AddressOf(conversation)}/{agreement}";

    private static async Task<IResult> Show(Guid id, Guid agreement, Database db, Gate gate)
    {
        var agreed = await Agreed.Of(await db.Found(id), db, gate.Grant);
        return agreed.Conversation.MayAgree && agreed.Find(agreement) is { Agreement.State: Promise.Open } point
            ? await Of(db, agreed, gate.Me, point, TypedAgreement.Of(point))
            : Page.SeeOther(AgreePage.AddressOf(id));
    }

    private static async Task<IResult> Change(Guid id, Guid agreement, Posted form, Database db, Gate gate, Visit visit, Library library, Pen pen)
    {
        var (agreed, typed, errors) = (await pen.Take(id), TypedAgreement.From(form), new Errors());
        if (agreed.Find(agreement) is not { Agreement.State: Promise.Open } point)
            return AgreePage.Of(agreed, gate.Me, library, typed, notice: "conversations.agree.gone");
        var (who, dueOn) = typed.Judge(errors, visit.Today, point.Agreement.DueOn);
        if (errors.Any)
            return await Of(db, agreed, gate.Me, point, typed, errors, VersionOf(form));
        if (!typed.Says(point.What, point.Agreement.Who, point.Agreement.DueOn))
        {
            if (VersionOf(form) != point.Agreement.Version)
                return await Of(db, agreed, gate.Me, point, typed, clash: true);
            point.Agreement.Change(gate.Grant.SealAny(typed.What, Columns.What, agreement), who, dueOn);
            await pen.Changed(agreed);
        }
        return Page.SeeOther(AgreePage.AddressOf(id), "conversations.agree.changed", kept: AddressOf(id, agreement));
    }

    private static async Task<IResult> Remove(Guid id, Guid agreement, Posted form, Database db, Gate gate, Pen pen)
    {
        var agreed = await pen.Take(id);
        if (agreed.Find(agreement) is not { Agreement.State: Promise.Open } point)
            return Page.SeeOther(AgreePage.AddressOf(id));
        if (VersionOf(form) != point.Agreement.Version)
            return await Of(db, agreed, gate.Me, point, TypedAgreement.Of(point), clash: true);
        if (await IsTried(db, agreement))
            throw new NotNow();
        db.Remove(point.Agreement);
        await pen.Changed(agreed);
        return Page.SeeOther(AgreePage.AddressOf(id), "conversations.agree.removed");
    }

    private static async Task<IResult> Of(Database db, Agreed agreed, Guid me, Point point, TypedAgreement typed, Errors? errors = null, int? version = null, bool clash = false) => Page.Of<ChangePage>(
        new { Agreed = agreed, Me = me, Point = point, Typed = typed, Errors = errors ?? new Errors(), Version = version ?? point.Agreement.Version, Clash = clash, Tried = await IsTried(db, point.Agreement.Id) },
        clash ? StatusCodes.Status409Conflict : errors is { Any: true } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    // Once somebody has said whether it helped, taking it out would take their words along.
    private static Task<bool> IsTried(Database db, Guid agreement) => db.Outcomes.AnyAsync(outcome => outcome.Agreement == agreement);

    private static int VersionOf(Posted form) => int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
