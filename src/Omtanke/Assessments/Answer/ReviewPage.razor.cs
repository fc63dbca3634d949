using Microsoft.AspNetCore.Components;
using Omtanke.Assessments.Box;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Answer;

/// <summary>Everything one has answered, before it is sent; and sending it, after which nobody can find it again, not even whoever sent it.</summary>
public sealed partial class ReviewPage
{
    [Parameter, EditorRequired] public required Collection Collection { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Asked?> Questions { get; set; }
    [Parameter, EditorRequired] public required Slip Slip { get; set; }

    /// <summary>The pack the questions come in.</summary>
    [Parameter] public string? Pack { get; set; }

    /// <summary>What is asked in people's own words, where whoever asks has said it.</summary>
    [Parameter] public string? Comment { get; set; }

    /// <summary>A name of somebody at the workplace stands in the comment.</summary>
    [Parameter] public bool NamesSomebody { get; set; }

    /// <summary>Whose waiting text the tab may hold.</summary>
    [Parameter] public string? Tab { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/{id}/answer/review", Show).MayTakePart<Collection>(Kind.Collection);
        doors.MapPost("/collections/{id}/answer/sending", Send).MayTakePart<Collection>(Kind.Collection);
    }

    internal static string AddressOf(Collection collection) => $"{Answering.HomeOf(collection)}/review";

    private static async Task<IResult> Show(Phone phone, Database db, HttpContext http)
    {
        if (!phone.IsOpen)
            return OverPage.Of(phone.Collection);
        var (questions, slip) = (await phone.Questions(), phone.Draft);
        if (slip.IsSent)
            return Page.SeeOther(ReceiptPage.AddressOf(phone.Collection.Id));
        return Page.Of<ReviewPage>(new { phone.Collection, Questions = questions, Slip = slip, Comment = await phone.Comment(), Pack = await phone.Pack(), NamesSomebody = await db.Mentions(slip.Comment), Tab = phone.Tab(http) });
    }

    private static async Task<IResult> Send(Phone phone, Sending sending, HttpContext http, Visit visit)
    {
        if (!phone.IsOpen)
            return OverPage.Of(phone.Collection);
        var slip = phone.Draft;
        // Pressed twice, it is sent once.
        if (slip.IsSent)
            return Page.SeeOther(ReceiptPage.AddressOf(phone.Collection.Id));
        if (slip.IsEmpty)
            return Page.SeeOther($"{Answering.HandOf(phone.Collection.Id)}/questions", "collections.answer.review.nothing");
        return await sending.Send(phone.Collection, phone.Secret, phone.Base, phone.Box(http), slip, visit.Now) switch
        {
            Sent.Taken => Page.SeeOther(ReceiptPage.AddressOf(phone.Collection.Id)),
            Sent.Before => BeforePage.Of(phone.Collection),
            Sent.Late => OverPage.Of(phone.Collection),
        };
    }

    private string Back => $"{Answering.HomeOf(Collection)}/questions";

    private IEnumerable<(Asked Asked, int? Value)> Answered => Questions.Zip(Slip.Values).Where(one => one.First is not null).Select(one => (one.First!, one.Second));

    private string Said => Comment ?? Visit["collections.answer.questions.comment"];

    // A tick alone does not say what was asked.
    private static string Label(Asked asked) => asked is { Measure: Measure.Tick, Question.Heading.Length: > 0 } ? $"{asked.Question.Heading}: {asked.Question.Label}" : asked.Question.Label;

    private int Skipped => Answered.Count(one => one.Value is null);
}
