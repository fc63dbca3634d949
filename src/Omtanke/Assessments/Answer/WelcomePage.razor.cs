using Microsoft.AspNetCore.Components;
using Omtanke.Assessments.Box;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Answer;

/// <summary>Before the first question: what it is, what nobody can see and who sees what, and when one hears of it again.</summary>
public sealed partial class WelcomePage
{
    [Parameter, EditorRequired] public required Collection Collection { get; set; }

    /// <summary>How many questions there are.</summary>
    [Parameter, EditorRequired] public required int Count { get; set; }

    /// <summary>Whether something was answered on this phone already.</summary>
    [Parameter] public bool Begun { get; set; }

    /// <summary>Whose waiting text the tab may hold.</summary>
    [Parameter, EditorRequired] public required string Tab { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/{id}/answer", Show).MayTakePart<Collection>(Kind.Collection);
        doors.MapPost("/collections/{id}/answer/absence", PutAway).MayTakePart<Collection>(Kind.Collection);
    }

    private static async Task<IResult> Show(Phone phone, HttpContext http)
    {
        if (!phone.IsOpen)
            return OverPage.Of(phone.Collection);
        var slip = phone.Draft;
        return slip.IsSent ? Page.SeeOther(ReceiptPage.AddressOf(phone.Collection.Id))
            : Page.Of<WelcomePage>(new { phone.Collection, (await phone.Questions()).OfType<Asked>().ToList().Count, Begun = !slip.IsEmpty, Tab = phone.Tab(http) });
    }

    /// <summary>Somebody borrows the phone, or answers another day: nothing of it stays here.</summary>
    private static async Task<IResult> PutAway(Phone phone, Drafts drafts, HttpContext http)
    {
        if (phone.IsOpen && phone.Draft is { IsSent: true } or { IsEmpty: false })
            await drafts.Drop(phone.Box(http));
        var below = Answering.HandOf(phone.Collection.Id);
        Cookies.GiveBelow(http, "draft", below, null, default);
        Cookies.GiveBelow(http, "guest", below, null, default);
        return Page.SeeOther(Answering.Address, "collections.answer.put-away");
    }
}
