using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;

namespace Omtanke.Workshops.Act;

/// <summary>What workshops end with: questions about their actions, and what an action may be made of.</summary>
public static class Actions
{
    /// <summary>How many a workshop may have.</summary>
    public const int Most = 100;

    extension(Database db)
    {
        /// <summary>The actions of a workshop, those due first at the top.</summary>
        public Task<List<WorkshopAction>> ActionsOf(Guid workshop) =>
            db.WorkshopActions.AsNoTracking().Where(action => action.Workshop == workshop).OrderBy(action => action.DueOn == null).ThenBy(action => action.DueOn).ThenBy(action => action.Position).ToListAsync();

        /// <summary>What is still open from the workshops of the same group before this one, those due first at the top. Only those the acting person ran.</summary>
        public Task<List<WorkshopAction>> OpenActionsBefore(Guid workshop) =>
            db.WorkshopActions.FromSql($"""
                with recursive earlier as (
                    select w.previous as id, 1 as far from workshops w where w.id = {workshop}
                    union all
                    select w.previous, earlier.far + 1 from earlier join workshops w on w.id = earlier.id where earlier.far < 60)
                select a.* from workshop_actions a where a.done_on is null and a.workshop in (select id from earlier)
                """).AsNoTracking().OrderBy(action => action.DueOn == null).ThenBy(action => action.DueOn).ThenBy(action => action.Position).ToListAsync();

        /// <summary>One action as it stands this moment, held until the end of the transaction; null when it is not of this workshop.</summary>
        public async Task<WorkshopAction?> ClaimAction(Guid workshop, Guid action) =>
            (await db.WorkshopActions.FromSql($"select * from workshop_actions where id = {action} and workshop = {workshop} for update").ToListAsync()).FirstOrDefault();
    }

    /// <summary>What an action lacks, to be shown plainly and asked for kindly.</summary>
    /// <returns>Word keys; none when it has an owner and a date.</returns>
    public static IEnumerable<string> Missing(this WorkshopAction action)
    {
        if (action.Who.Length == 0)
            yield return "workshops.actions.no-owner";
        if (action.DueOn is null)
            yield return "workshops.actions.no-date";
    }

    /// <summary>Whether its day is over and it is not done.</summary>
    public static bool IsLate(this WorkshopAction action, DateOnly today) => action.DoneOn is null && action.DueOn < today;

    /// <summary>What actions can be made of with one press: the ideas that were chosen, and what the group agreed on; not what an action was made of already.</summary>
    public static async Task<IReadOnlyList<Proposal>> ProposalsOf(Database db, Workshop workshop, IReadOnlyList<WorkshopAction> there, Library library)
    {
        var (items, language) = (await db.ItemsOf(workshop.Id), library.In(workshop.Language));
        var shown = items.Where(item => item.Stage != Stage.Gathering).Select(item => item.Id).ToList();
        var chosen = await db.Ideas.AsNoTracking().Where(idea => shown.Contains(idea.Item) && idea.IsChosen && !idea.IsGone).OrderBy(idea => idea.Id).ToListAsync();
        var made = there.Select(action => action.Id).Concat(there.Select(action => action.Idea).OfType<Guid>()).ToHashSet();
        return
        [
            .. chosen.Where(idea => !made.Contains(idea.Id)).Select(idea => new Proposal(IdOf(idea.Item, $"{idea.Id:N}"), idea.Item, idea.Id, "", idea.Text, "")),
            .. items.SelectMany(item => Agreed(item, library, language)).Where(proposal => !made.Contains(proposal.Id)),
        ];
    }

    /// <summary>What an answer the group agreed on gives to act on: what a checklist says no to, and whatever was written.</summary>
    public static IEnumerable<Proposal> Agreed(Item item, Library library, Language language)
    {
        var answer = Answer.FromJson(item.Answer);
        if (answer.IsEmpty)
            return [];
        var sheet = StepKinds.Read(library.Step(item.Step));
        var lines = sheet.Lines(language, answer).ToList();
        return sheet is Checklist
            ? lines.Where(line => answer[line.Field.Name] == "no").Select(line => Propose(line, line.Label))
            : lines.Where(line => line.Field.Takes == Takes.Text && line.Value.Length > 0 && !line.Field.Name.EndsWith(Who, StringComparison.Ordinal)).Select(line => Propose(line, line.Value));

        Proposal Propose(Line line, string what) => new(IdOf(item.Id, line.Field.Name), item.Id, null, line.Field.Name, what,
            line.Field.Name.EndsWith(What, StringComparison.Ordinal) ? answer[$"{line.Field.Name[..^What.Length]}{Who}"] : "");
    }

    private const string What = ".what", Who = ".who";

    // The same field gives the same action: pressed twice, it is there once.
    private static Guid IdOf(Guid item, string field) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"action {item:N} {field}")).AsSpan(..16));
}

/// <summary>Something an action may be made of.</summary>
/// <param name="Id">The action's id, once it is made.</param>
/// <param name="Item">The item it comes from.</param>
/// <param name="Idea">The idea.</param>
/// <param name="Field">The field of the answer the group agreed on; empty for an idea.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Who">Who does it, where that was written too.</param>
public sealed record Proposal(Guid Id, Guid Item, Guid? Idea, string Field, string What, string Who)
{
    /// <summary>The action.</summary>
    public WorkshopAction Make(Guid workshop, int position) => new()
    {
        Id = Id, Workshop = workshop, Item = Item, Idea = Idea, Position = position, What = Cut(What), Who = Cut(Who), Effect = "", Version = 1,
    };

    private static string Cut(string text) => text.Length <= WorkshopAction.Longest ? text : $"{text[..(char.IsHighSurrogate(text[WorkshopAction.Longest - 2]) ? WorkshopAction.Longest - 2 : WorkshopAction.Longest - 1)]}…";
}
