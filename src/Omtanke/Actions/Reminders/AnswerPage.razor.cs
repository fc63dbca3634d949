using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.Reminders;

/// <summary>
/// Answering a reminder from the mail, without signing in: done, a new day, stuck; or whether it helped. Looking changes nothing, since mail programs follow links by themselves; only a press does, and only once.
/// Works for the person the link names and for nobody else, and shows no more of the action than that person needs to know it again.
/// </summary>
public sealed partial class AnswerPage
{
    /// <summary>How many days on an action is asked about again that it is too early to tell of.</summary>
    public const int Later = 28;

    private const int MostYears = 3;

    /// <summary>The address of this very page.</summary>
    [Parameter] public string Address { get; set; } = "";

    /// <summary>What the link leads to; null when it is none of ours.</summary>
    [Parameter] public Asked? Asked { get; set; }

    /// <summary>What was typed and could not be taken.</summary>
    [Parameter] public Typed Typed { get; set; } = new();

    /// <summary>Whether somebody else has changed the day meanwhile.</summary>
    [Parameter] public bool Clash { get; set; }

    /// <summary>When to try again, after many links that were none.</summary>
    [Parameter] public DateTimeOffset? Wait { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet($"{AnswerLinks.Address}{{token}}", Show).May(Operation.Enter, Kind.Open);
        doors.MapPost($"{AnswerLinks.Address}{{token}}", Take).May(Operation.Enter, Kind.Open);
    }

    private static async Task<IResult> Show(string token, HttpContext http, Database db, AnswerLinks links, Tries tries, Visit visit)
    {
        if (await Whose(token, http, links, tries) is not { } link)
            return await Unknown(http, tries);
        await using var transaction = await db.Begin(Acting.As(link.Person));
        return Say(token, await Find(db, link, visit, toAnswer: false));
    }

    private static async Task<IResult> Take(string token, Posted form, HttpContext http, Database db, AnswerLinks links, Tries tries, Visit visit)
    {
        if (await Whose(token, http, links, tries) is not { } link)
            return await Unknown(http, tries);
        var typed = new Typed(form);
        await using var transaction = await db.Begin(Acting.As(link.Person));
        var asked = await Find(db, link, visit, toAnswer: true);
        if (asked is not { Ends: null, Action: { } action, Reminder: { } reminder })
            return Say(token, asked, StatusCodes.Status410Gone);
        var answer = typed.One("answer", asked.Choices, "plan-answer.errors.answer");
        var (due, why) = (answer == Answer.NewDate && !typed.Errors.Any ? Day(typed, action, visit.Today) : null, answer is Answer.NewDate or Answer.Stuck ? typed.Text("why", PlannedAction.Longest, $"plan-answer.errors.why-{answer}") : "");
        if (typed.Errors.Any)
            return Say(token, asked, StatusCodes.Status422UnprocessableEntity, typed);
        if (answer == Answer.NewDate && typed.Version != action.Version)
            return Say(token, asked, StatusCodes.Status409Conflict, typed, clash: true);
        db.Add(Answered(action, answer, due, why, link.Person, visit.Now));
        (reminder.Answer, reminder.AnsweredAt) = (answer, visit.Now);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return Page.SeeOther(AnswerLinks.Address + token, kept: AnswerLinks.Address + token);
    }

    private static DateOnly? Day(Typed typed, PlannedAction action, DateOnly today)
    {
        var due = typed.Day("due");
        typed.Errors.AddWhen(due <= today, "due", "plan-answer.errors.past");
        typed.Errors.AddWhen(due < action.StartOn, "due", "plan-answer.errors.before-start");
        typed.Errors.AddWhen(due > today.AddYears(MostYears), "due", "plan-answer.errors.far");
        return due;
    }

    private static ActionEvent Answered(PlannedAction action, Answer answer, DateOnly? due, string why, Guid by, DateTimeOffset now)
    {
        if (answer == Answer.TooEarly)
            action.CheckOn = Clock.Day(now).AddDays(Later);
        return answer switch
        {
            Answer.Done => action.Move(Status.Done, by, now),
            Answer.NewDate => action.Postpone(due!.Value, why, by, now),
            Answer.Stuck => action.GetStuck(why, by, now),
            _ => action.Tell(Status.Done, Enum.Parse<Outcome>(answer.ToString()), action.EffectNote, by, now),
        };
    }

    /// <summary>Whose link it is; null when it is none, and while somebody at this address has tried too many.</summary>
    private static async Task<(Guid Reminder, Guid Person)?> Whose(string token, HttpContext http, AnswerLinks links, Tries tries)
    {
        // Whoever goes on from here tells nobody the link. "no-referrer" would hide from our own door, too, that the form is ours.
        http.Response.Headers["Referrer-Policy"] = "strict-origin";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return links.Read(token) is { } link && await tries.Look(tries.ForLink(http)) is null ? link : null;
    }

    private static async Task<IResult> Unknown(HttpContext http, Tries tries) =>
        await tries.Take(tries.ForLink(http)) is { } later ? Page.Of<AnswerPage>(new { Wait = (DateTimeOffset?)later }, StatusCodes.Status429TooManyRequests) : Page.Of<AnswerPage>(status: StatusCodes.Status404NotFound);

    /// <summary>What stands behind a link. To answer it the reminder is held first, then the action: whoever presses twice is answered once.</summary>
    private static async Task<Asked?> Find(Database db, (Guid Reminder, Guid Person) link, Visit visit, bool toAnswer)
    {
        var (reminder, person) = (toAnswer ? await Claimed(db, link.Reminder) : null, link.Person);
        if ((reminder ?? await db.ActionReminders.AsNoTracking().FirstOrDefaultAsync(one => one.Id == link.Reminder)) is not { } found)
            return null;
        var action = toAnswer ? await db.ClaimAction(found.Action) : await db.Actions.AsNoTracking().FirstOrDefaultAsync(one => one.Id == found.Action);
        var isHere = await db.People.AnyAsync(one => one.Id == person && one.LeftOn == null);
        return new(found, action, isHere ? Over(found, action, person, visit) : End.Elsewhere, MayRead: action?.Shown != Shown.Few || visit.Person == person)
        {
            IsHeard = action is not null && (await db.Database.SqlQuery<bool>($"""select exists (select from called_to({action.Id})) as "Value" """).ToListAsync())[0],
        };
    }

    private static async Task<ActionReminder?> Claimed(Database db, Guid reminder) =>
        (await db.ActionReminders.FromSql($"select * from action_reminders where id = {reminder} and answered_at is null for update").ToListAsync()).FirstOrDefault();

    private static End? Over(ActionReminder reminder, PlannedAction? action, Guid person, Visit visit) =>
        reminder.AnsweredAt is not null ? End.Answered
        : action?.Owner != person ? End.Elsewhere
        : !action.IsOpen && !action.IsToBeChecked(visit.Today) ? End.Closed
        : reminder.IsOver(visit.Now) ? End.TooLate
        : null;

    private static IResult Say(string token, Asked? asked, int status = StatusCodes.Status200OK, Typed? typed = null, bool clash = false) =>
        asked is null ? Page.Of<AnswerPage>(status: StatusCodes.Status404NotFound)
        : Page.Of<AnswerPage>(new { Address = AnswerLinks.Address + token, Asked = asked, Typed = typed ?? new Typed(), Clash = clash }, asked.Ends is not (null or End.Answered) ? StatusCodes.Status410Gone : status);
}

/// <summary>Why there is nothing to answer any more.</summary>
public enum End
{
    /// <summary>It was answered by this link.</summary>
    Answered,
    /// <summary>Somebody else answers for it now, or it is not to be seen.</summary>
    Elsewhere,
    /// <summary>It is done, or put aside.</summary>
    Closed,
    TooLate,
}

/// <summary>What stands behind a link.</summary>
/// <param name="Reminder">The reminder.</param>
/// <param name="Action">The action; null when it is not theirs to see any more.</param>
/// <param name="Ends">Why there is nothing to answer; null when there is.</param>
/// <param name="MayRead">Whether what is to be done is shown: what only a few may see is not shown to whoever holds a mail.</param>
public sealed record Asked(ActionReminder Reminder, PlannedAction? Action, End? Ends, bool MayRead)
{
    /// <summary>Whether somebody is told when whoever answers for it is stuck.</summary>
    public bool IsHeard { get; init; }

    /// <summary>Whether it is done, and the question is whether it helped.</summary>
    public bool Looks => Action is { Status: Status.Done };

    /// <summary>What may be answered.</summary>
    public IReadOnlyList<Answer> Choices => Looks ? [Answer.Worked, Answer.Partly, Answer.Not, Answer.TooEarly] : [Answer.Done, Answer.NewDate, Answer.Stuck];
}
