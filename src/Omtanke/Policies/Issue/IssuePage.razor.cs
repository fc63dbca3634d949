using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Policies.Issue;

/// <summary>Publishing: the text as it reads now goes to everybody in the workplace, with its date, who stands behind it, and the day it is read again.</summary>
public sealed partial class IssuePage
{
    private const int LongestYears = 6;

    [Parameter, EditorRequired] public required Draft Draft { get; set; }

    /// <summary>Every edition, the latest first.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Edition> Editions { get; set; }

    /// <summary>Names of the group, as a first word on who stands behind it.</summary>
    [Parameter, EditorRequired] public required string Group { get; set; }

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Whether the visitor may publish.</summary>
    [Parameter] public bool MayPublish { get; set; }

    /// <summary>How many comments of the last round have no answer.</summary>
    [Parameter] public int Unanswered { get; set; }

    /// <summary>Whether a round is open.</summary>
    [Parameter] public bool InRound { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/policies/{id}/publication", Show).May<Policy>(Operation.Read, Kind.Group);
        doors.MapPost("/policies/{id}/publication", Publish).May<Policy>(Operation.Publish, Kind.Group);
    }

    private static async Task<IResult> Show(Guid id, Database db, Caller caller, Library library) => await Of(await db.FoundPolicy(id), db, caller, library, new Typed());

    private static async Task<IResult> Publish(Guid id, Posted form, Database db, Gate gate, Caller caller, Library library, Visit visit)
    {
        var (policy, typed) = (await db.ClaimPolicy(id), new Typed(form));
        var draft = await Draft.Of(policy, db, library);
        var behind = typed.Line("behind", Edition.LongestBehind, "policies.errors.behind");
        var review = typed.Day("review", visit.Today.AddDays(1), visit.Today.AddYears(LongestYears), "policies.errors.review-past");
        // What the text itself says of the day it is read again is this day.
        var answer = draft.Review is { } blank ? draft.Answer.With(blank.Id, Dates.Write(review)) : draft.Answer;
        typed.Errors.AddWhen(!policy.Drafting, "behind", "policies.errors.published");
        typed.Errors.AddWhen(draft.Reading.Count == 0, "behind", "policies.errors.nothing-written");
        typed.Errors.AddWhen(draft.MissingIn(answer).Count > 0, "missing", "policies.errors.missing");
        typed.Errors.AddWhen(await db.Rounds.AnyAsync(round => round.Policy == id && round.ClosedAt == null), "round", "policies.errors.round-open-still");
        if (typed.Errors.Any)
            return await Of(policy, db, caller, library, typed);
        if (draft.Review is not null && answer[draft.Review.Id] != draft.Answer[draft.Review.Id])
            (draft.Blanks.Answer, draft.Blanks.Version, draft.Blanks.SavedBy, draft.Blanks.SavedAt) = (answer.ToJson(), draft.Blanks.Version + 1, gate.Me, visit.Now);
        Make(db, draft, answer, await db.Editions.CountAsync(edition => edition.Policy == id) + 1, behind, visit.Today, review);
        db.Add(policy.Publish(visit.Today, review, gate.Me, visit.Now));
        await db.Settle(id);
        await db.SaveChangesAsync();
        return Page.SeeOther($"/policies/{id}", "policies.publish.done", $"/policies/{id}/publication");
    }

    /// <summary>Makes an edition of the draft as it reads.</summary>
    internal static void Make(Database db, Draft draft, Answer answer, int number, string behind, DateOnly on, DateOnly review)
    {
        var edition = new Edition
        {
            Id = Ids.New(), Policy = draft.Policy.Id, Number = number, Title = draft.Policy.Title, Form = draft.Policy.Form, Language = draft.Policy.Language, Behind = behind, PublishedOn = on, ReviewOn = review,
        };
        db.Add(edition);
        db.AddRange(draft.Reading.Select((section, place) => new EditionSection { Id = Ids.New(), Edition = edition.Id, Position = place + 1, Title = section.Title, Text = draft.Filled(section.Text, answer) }));
    }

    private static async Task<IResult> Of(Policy policy, Database db, Caller caller, Library library, Typed typed)
    {
        var draft = await Draft.Of(policy, db, library);
        var (rounds, replies) = (db.Rounds, db.Replies);
        var people = await db.People.AsNoTracking().Where(person => policy.Members.Contains(person.Id)).OrderBy(person => person.Name).Select(person => person.Name).ToListAsync();
        return Page.Of<IssuePage>(
            new
            {
                Draft = draft, Typed = typed, Group = string.Join(", ", people),
                Editions = (IReadOnlyList<Edition>)await db.Editions.AsNoTracking().Where(edition => edition.Policy == policy.Id).OrderByDescending(edition => edition.Number).ToListAsync(),
                MayPublish = Access.Decide(caller.Actor, Relation.Member, Kind.Group, State.Active, Operation.Publish) == Verdict.Yes,
                Unanswered = await db.Comments.CountAsync(comment => comment.Policy == policy.Id && rounds.Any(round => round.Id == comment.Round && round.ClosedAt != null) && !replies.Any(reply => reply.Comment == comment.Id)),
                InRound = await rounds.AnyAsync(round => round.Policy == policy.Id && round.ClosedAt == null),
            },
            typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private string Behind => Group.Length <= Edition.LongestBehind ? Group : "";

    private DateOnly Review => Draft.Review is { } blank && Dates.Read(Draft.Answer[blank.Id], out var day) && day > Visit.Today ? day : Visit.Today.AddYears(1);

    private string? Language => Draft.Policy.Language == Visit.Code ? null : Draft.Policy.Language;

    private IReadOnlyList<Blank> Missing => [.. Draft.Missing.Where(blank => blank != Draft.Review)];
}
