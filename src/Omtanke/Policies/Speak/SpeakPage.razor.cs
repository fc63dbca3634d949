using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Policies.Speak;

/// <summary>
/// Saying what one thinks, section by section, on one page; and afterwards what the group did with it. Where comments come without names, nothing is kept of who wrote,
/// and no time but the day: not even whether somebody has written.
/// </summary>
public sealed partial class SpeakPage
{
    [Parameter, EditorRequired] public required Round Round { get; set; }
    [Parameter, EditorRequired] public required IReadOnlyList<Heard> Sections { get; set; }

    /// <summary>What stands in the fields, by section: what was typed, or one's own comments by name.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Mine { get; set; }

    /// <summary>What was kept just now, of comments without a name: it cannot be shown again.</summary>
    [Parameter] public IReadOnlyList<(string Title, string Text)> Kept { get; set; } = [];

    [Parameter] public Typed Typed { get; set; } = new();

    /// <summary>Tells this filling-in from others, so that sent twice it is one. Nobody keeps it.</summary>
    [Parameter] public string Once { get; set; } = "";

    /// <summary>Whether there is a published text to go back to.</summary>
    [Parameter] public bool IsPublished { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/policies/{id}/comments", Show).May<PublicText>(Operation.Read, Kind.Common);
        doors.MapPost("/policies/{id}/comments", Send).May<PublicText>(Operation.Write, Kind.Common);
    }

    /// <summary>Where it is.</summary>
    internal static string AddressOf(Guid policy) => $"/policies/{policy}/comments";

    private static async Task<IResult> Show(Guid id, Database db, Gate gate, Visit visit)
    {
        if (await db.RoundFor(id, gate.Me, visit.Today) is not { } round)
            return Page.SeeOther($"/policies/{id}");
        var sections = await SectionsOf(round, gate.Me, db, visit.Today);
        return await Of(round, sections, round.Named ? OwnIn(sections, gate.Me) : new Dictionary<Guid, string>(), new Typed(), db);
    }

    private static async Task<IResult> Send(Guid id, Posted form, Database db, Gate gate, Visit visit)
    {
        var (round, typed) = ((await db.RoundFor(id, gate.Me, visit.Today))!, new Typed(form));
        var sections = await SectionsOf(round, gate.Me, db, visit.Today);
        var written = sections.ToDictionary(section => section.Section.Id, section => typed.Text($"c-{section.Section.Id}", Policies.Comment.Longest));
        typed.Errors.AddWhen(!round.Named && written.Values.All(text => text.Length == 0), $"c-{sections[0].Section.Id}", "policies.errors.nothing-said");
        if (typed.Errors.Any)
            return await Of(round, sections, written, typed, db);
        if (round.Named)
        {
            await KeepNamed(round, sections, written, gate.Me, db, visit.Today);
            return Page.SeeOther(AddressOf(id), "policies.speak.saved", AddressOf(id));
        }
        await KeepUnnamed(round, written, typed["once"], db, visit.Today);
        visit.Kept = AddressOf(id);
        return await Of(round, sections, new Dictionary<Guid, string>(), new Typed(), db, [.. sections.Where(section => written[section.Section.Id].Length > 0).Select(section => (section.Section.Title, written[section.Section.Id]))]);
    }

    private static async Task KeepNamed(Round round, IReadOnlyList<Heard> sections, Dictionary<Guid, string> written, Guid me, Database db, DateOnly today)
    {
        var own = await db.Comments.Where(comment => comment.Round == round.Id && comment.Author == me).ToDictionaryAsync(comment => comment.Section);
        foreach (var section in sections.Select(heard => heard.Section.Id))
            switch (own.GetValueOrDefault(section), written[section])
            {
                case (null, { Length: > 0 } text):
                    db.Add(new Comment { Id = Ids.New(), Policy = round.Policy, Round = round.Id, Section = section, Author = me, Text = text, OnDay = today });
                    break;
                case ({ } before, ""):
                    db.Remove(before);
                    break;
                case ({ } before, var text) when before.Text != text:
                    (before.Text, before.OnDay) = (text, today);
                    break;
            }
        await db.SaveChangesAsync();
    }

    // The id is made of what only the sender's own page holds: sent again it meets itself, and from the row nobody comes back to the page.
    private static async Task KeepUnnamed(Round round, Dictionary<Guid, string> written, string once, Database db, DateOnly today)
    {
        var seed = once.Length >= 16 ? once : Ids.New().ToString();
        foreach (var (section, text) in written.Where(one => one.Value.Length > 0).OrderBy(_ => RandomNumberGenerator.GetInt32(int.MaxValue)))
        {
            var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {section} {text}")).AsSpan(0, 16));
            await db.Database.ExecuteSqlAsync($"""
                insert into policy_comments (id, policy, round, section, author, text, on_day) values ({id}, {round.Policy}, {round.Id}, {section}, null, {text}, {today}) on conflict do nothing
                """);
        }
    }

    private static async Task<IResult> Of(Round round, IReadOnlyList<Heard> sections, IReadOnlyDictionary<Guid, string> mine, Typed typed, Database db, IReadOnlyList<(string, string)>? kept = null) => Page.Of<SpeakPage>(
        new
        {
            Round = round, Sections = sections, Mine = mine, Typed = typed, Kept = kept ?? [], Once = typed["once"].Length >= 16 ? typed["once"] : Ids.New().ToString(),
            IsPublished = await db.Editions.AnyAsync(edition => edition.Policy == round.Policy),
        },
        typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    // While the round is open one sees nobody's but one's own, also when one is in the group; afterwards all of them. Of the day itself none without a name.
    private static Task<IReadOnlyList<Heard>> SectionsOf(Round round, Guid me, Database db, DateOnly today) =>
        Heard.In(round, db, comment => round.ClosedAt is null ? comment.Author == me : round.Shows(comment, today));

    private static Dictionary<Guid, string> OwnIn(IReadOnlyList<Heard> sections, Guid me) =>
        sections.SelectMany(section => section.Comments).Where(said => said.Comment.Author == me).ToDictionary(said => said.Comment.Section, said => said.Comment.Text);

    private string? Language => Round.Language == Visit.Code ? null : Round.Language;

    private bool IsOpen => Round.IsOpen(Visit.Today);
}
