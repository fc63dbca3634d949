using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.Letters;

/// <summary>
/// The outbox as its keeper sees it: to whom, which day, how many tries and why not. Never what a letter says; and by name, without the hour: who is written to in the same minute
/// would tell who talks with whom.
/// </summary>
public sealed partial class LettersPage
{
    private const int Most = 100;

    [Parameter, EditorRequired] public required IReadOnlyList<Row> Dead { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Row> Waiting { get; set; }
    [Parameter, EditorRequired] public required Counted Counts { get; set; }
    [Parameter, EditorRequired] public required bool HasServer { get; set; }
    [CascadingParameter] public required Visit Visit { get; set; }

    /// <summary>A letter without its letter.</summary>
    public sealed record Row(Guid Id, string Name, string Email, DateTimeOffset WrittenAt, DateTimeOffset SendAt, int Tries, string? Why);

    /// <summary>How many there are of each.</summary>
    public sealed record Counted(int Dead, int Waiting, int Later, int SentToday);

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/letters", Show).May(Operation.Operate, Kind.Workplace);
        doors.MapPost("/administration/letters/tries", TryAll).May(Operation.Operate, Kind.Workplace);
        doors.MapPost("/administration/letters/{letter:guid}/tries", TryAgain).May(Operation.Operate, Kind.Workplace);
        doors.MapPost("/administration/letters/{letter:guid}/removal", GiveUp).May(Operation.Operate, Kind.Workplace);
    }

    private static async Task<IResult> Show(Database db, Settings settings, Visit visit)
    {
        var (dead, waiting) = (TheDead(db), db.Letters.Where(letter => letter.SentAt == null && letter.DeadAt == null));
        var due = waiting.Where(letter => letter.SendAt <= visit.Now || letter.Tries > 0);
        return Page.Of<LettersPage>(new
        {
            Dead = await Rows(dead),
            Waiting = await Rows(due),
            Counts = new Counted(await dead.CountAsync(), await due.CountAsync(), await waiting.CountAsync() - await due.CountAsync(), await db.Letters.CountAsync(letter => letter.SentAt > visit.Now.AddDays(-1))),
            HasServer = settings.Smtp is not null || settings.Demo,
        });
    }

    private static async Task<IResult> TryAgain(Guid letter, Database db, Visit visit) =>
        await Wake(TheDead(db).Where(dead => dead.Id == letter), visit.Now);

    private static async Task<IResult> TryAll(Database db, Visit visit) => await Wake(TheDead(db), visit.Now);

    private static async Task<IResult> Wake(IQueryable<Letter> dead, DateTimeOffset now) => Done(await dead.ExecuteUpdateAsync(set => set
        .SetProperty(letter => letter.DeadAt, (DateTimeOffset?)null).SetProperty(letter => letter.Tries, 0).SetProperty(letter => letter.SendAt, now)), "letters.woken");

    /// <summary>What it said and to whom is gone; what it was about stays known, so that it is not written again.</summary>
    private static async Task<IResult> GiveUp(Guid letter, Database db) => Done(await db.Database.ExecuteSqlAsync(
        $"update letters set body = null, to_name = '', to_email = '' where id = {letter} and dead_at is not null and body is not null"), "letters.removed");

    private static IResult Done(int letters, string notice) => Page.SeeOther("/administration/letters", letters == 0 ? "letters.gone" : notice);

    private static IQueryable<Letter> TheDead(Database db) => db.Letters.Where(letter => letter.DeadAt != null && letter.Body != null);

    private static async Task<IReadOnlyList<Row>> Rows(IQueryable<Letter> letters) => await letters.OrderBy(letter => letter.ToName).ThenBy(letter => letter.Id).Take(Most)
        .Select(letter => new Row(letter.Id, letter.ToName, letter.ToEmail, letter.WrittenAt, letter.SendAt, letter.Tries, letter.LastError)).ToListAsync();
}
