using Microsoft.AspNetCore.Components;
using Omtanke.Assessments.Box;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Answer;

/// <summary>The questions. What is answered is kept while one answers, on the server but for this phone alone; any of them may be skipped.</summary>
public sealed partial class QuestionsPage
{
    [Parameter, EditorRequired] public required Collection Collection { get; set; }

    /// <summary>The questions, each in its place.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Asked?> Questions { get; set; }

    [Parameter, EditorRequired] public required Slip Slip { get; set; }

    /// <summary>The pack the questions come in.</summary>
    [Parameter] public string? Pack { get; set; }

    /// <summary>What is asked in people's own words, where whoever asks has said it.</summary>
    [Parameter] public string? Comment { get; set; }

    [Parameter] public Errors Errors { get; set; } = new();

    /// <summary>Another window of the same phone was there first.</summary>
    [Parameter] public bool Clash { get; set; }

    /// <summary>Whose waiting text the tab may hold.</summary>
    [Parameter] public string? Tab { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/collections/{id}/answer/questions", Show).MayTakePart<Collection>(Kind.Collection);
        doors.MapPost("/collections/{id}/answer/questions", Keep).MayTakePart<Collection>(Kind.Collection);
    }

    private static async Task<IResult> Show(Phone phone, HttpContext http)
    {
        if (!phone.IsOpen)
            return OverPage.Of(phone.Collection);
        var slip = phone.Draft;
        return slip.IsSent ? Page.SeeOther(ReceiptPage.AddressOf(phone.Collection.Id)) : Of(phone.Collection, await phone.Questions(), slip, await phone.About(), phone.Tab(http));
    }

    private static async Task<IResult> Keep(Posted form, Phone phone, Drafts drafts, HttpContext http, Visit visit)
    {
        var byScript = Autosave.Asks(http.Request);
        if (!phone.IsOpen)
            return byScript ? Autosave.Refused(visit["collections.answer.over.title"], StatusCodes.Status410Gone) : OverPage.Of(phone.Collection);
        var (questions, stored) = (await phone.Questions(), phone.Draft);
        if (stored.IsSent)
            return byScript ? Autosave.Refused(visit["collections.answer.receipt.title"], StatusCodes.Status410Gone) : Page.SeeOther(ReceiptPage.AddressOf(phone.Collection.Id));
        return await Take(form, phone.Collection, questions, stored, await phone.About(), phone.Tab(http), byScript, visit, slip => drafts.Keep(phone.Box(http), slip));
    }

    /// <summary>Takes what a form has, and keeps it where nothing is wrong and no other window was there first.</summary>
    internal static async Task<IResult> Take(Posted form, Collection collection, IReadOnlyList<Asked?> questions, Slip stored, About about, string? tab, bool byScript, Visit visit, Func<Slip, Task> keep)
    {
        var (slip, errors) = Filling.Take(form, questions, collection.AsksComment, stored);
        if (errors.Any)
            return byScript ? Autosave.Refused(visit[errors.All.First().Value]) : Of(collection, questions, slip, about, tab, errors);
        var seen = Filling.Version(form);
        // The same said twice is no quarrel: a save that was sent again after its answer was lost on the way.
        if (seen != stored.Version && !Same(slip, stored))
            return byScript ? Autosave.Conflict(Fields(stored, questions), stored.Version) : Of(collection, questions, slip with { Version = stored.Version }, about, tab, clash: true);
        if (!Same(slip, stored))
            await keep(slip = slip with { Version = stored.Version + 1 });
        return byScript ? Autosave.Saved(visit, slip.Version) : Page.SeeOther(ReviewPage.AddressOf(collection));
    }

    /// <summary>The questions, as somebody has answered them so far.</summary>
    internal static IResult Of(Collection collection, IReadOnlyList<Asked?> questions, Slip slip, About about, string? tab, Errors? errors = null, bool clash = false) => Page.Of<QuestionsPage>(
        new { Collection = collection, Questions = questions, Slip = slip, about.Comment, about.Pack, Tab = tab, Errors = errors ?? new(), Clash = clash },
        clash ? StatusCodes.Status409Conflict : errors?.Any is true ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static bool Same(Slip one, Slip other) => one.Comment == other.Comment && one.Values.SequenceEqual(other.Values);

    private static Dictionary<string, object> Fields(Slip slip, IReadOnlyList<Asked?> questions)
    {
        var fields = questions.Select((asked, place) => (asked, place)).Where(one => one.asked is not null)
            .ToDictionary(one => one.asked!.Question.Name, one => one.asked!.Measure == Measure.Tick ? slip.Values[one.place] == 1 ? ["yes"] : Array.Empty<string>()
                : (object)(slip.Values[one.place] is { } value ? Filling.Written(value, one.asked) : Filling.Skip), StringComparer.Ordinal);
        fields[Filling.Comment] = slip.Comment;
        return fields;
    }

    private string Gone => Collection.IsNamed ? "collections.answer.over.title" : "collections.answer.questions.gone";
}
