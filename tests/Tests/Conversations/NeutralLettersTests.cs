using Microsoft.EntityFrameworkCore;
using Omtanke.Conversations;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Tests.Conversations;

/// <summary>Mail passes through many hands. The letters of a whole course, in both languages, are searched for everything they must not say.</summary>
public sealed class NeutralLettersTests(TestCluster cluster)
{
    private static readonly string[] Forbidden =
    [
        "omsorg", "stress", "samtale", "sygdom", "syg", "trivsel", "bekymr", "forløb", "psykolog", "leder", "medarbejder", "bisidder", "aftale", "helbred", "pres",
        "care", "conversation", "illness", "wellbeing", "worr", "case", "psychologist", "leader", "employee", "companion", "agreement", "health",
        "Maja Holm", "Henrik Lund", "Fjordby", "Room 4", "hemmelig", "Care", "Stress",
    ];

    [Theory]
    [InlineData("da")]
    [InlineData("en")]
    public async Task No_letter_of_a_whole_course_says_why_or_about_whom(string language)
    {
        await using var house = await Visits.Open(cluster);
        await house.Do(db => db.People.ExecuteUpdateAsync(set => set.SetProperty(person => person.Language, language)));
        var before = (await house.Letters()).Count;
        // A conversation that came to nothing is gone after thirty days, and its letters with it: they are read before.
        var early = await WholeCourse(house);

        var letters = early.Skip(before).Concat(await house.Letters()).DistinctBy(letter => letter.Key).Where(letter => letter.Key.StartsWith("conversation ", StringComparison.Ordinal) || letter.Key.StartsWith("desk ", StringComparison.Ordinal)).ToList();
        // Every sort of letter came out at least once.
        foreach (var news in Enum.GetNames<Omtanke.Conversations.Letters.News>().Append("companion").Append("companion-cancelled"))
            letters.ShouldContain(letter => letter.Key.Contains($" {news} ", StringComparison.Ordinal), news);
        var said = new List<string>();
        foreach (var letter in letters)
        {
            var text = WithoutLinks($"{letter.Subject}\n{letter.Body.Text}\n{letter.Body.Calendar?.Replace("\r\n ", "", StringComparison.Ordinal)}");
            said.AddRange(Forbidden.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"«{word}» in {letter.Key}: {text}"));
            if (letter.Body.Text.Length > 0)
                letter.Body.Text.ShouldContain(language == "da" ? "Du skal ikke svare på denne mail." : "Please do not reply to this e-mail.");
        }
        said.ShouldBeEmpty(string.Join('\n', said));
    }

    private static async Task<List<Written>> WholeCourse(Visits house)
    {
        // One in which nothing has happened for so long that both are told.
        await Dated.Held(house, await house.IdOf("maja"), await house.IdOf("henrik"), Visits.Monday.AddDays(-360), null);
        using var maja = await house.As("maja");
        using var henrik = await house.As("henrik");
        var off = await maja.Ask(("form", "Stress"), ("message", "hemmelig besked"), ("companion-name", "Tove"), ("companion-email", "tove@union.example"));
        await henrik.Accept(off);
        await maja.Post($"/conversations/{off}/place", ("place", "hemmeligt sted"), ("minutes", "60"));
        await maja.Post($"/conversations/{off}/withdrawal");
        var moved = await henrik.Ask(("with", (await house.IdOf("maja")).ToString()), ("form", "Stress"));
        await maja.Post($"/conversations/{moved}/times", ("round", "1"), ("state", "Invited"), ("date1", "2026-11-27"), ("time1", "09:30"));
        await henrik.Accept(moved);
        var (agreed, agreements) = await Courses.Agreed(house, ("hemmelig aftale", Doer.Both, 9));
        await henrik.Post($"/conversations/{agreed}/follow-up/{agreements[0]}/state", ("state", "LetGo"));
        await maja.Post($"/conversations/{agreed}/follow-up/{agreements[0]}/state", ("state", "Open"));
        var (closed, _) = await Courses.Agreed(house);
        await maja.Post($"/conversations/{closed}/retention", ("months", "1"));
        await maja.Post($"/conversations/{closed}/closing");
        var early = await house.Letters();
        for (var day = 0; day < 50; day++)
            await house.Wait(TimeSpan.FromDays(1));
        using var later = await house.As("maja");
        var page = (await later.Get($"/conversations/{agreed}/next")).Text;
        await later.Post($"/conversations/{agreed}/next", ("id", Courses.Hidden(page, "id")), ("form", "Care"), ("date1", "2027-02-01"), ("time1", "10:00"), ("minutes", "60"));
        await house.Do(async db => await db.Leave(await house.IdOf("henrik"), Clock.Day(house.Clock.GetUtcNow())));
        await house.DoChores();
        return early;
    }

    private static string WithoutLinks(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"https://localhost/(me|go/[\w-]{23})(?![\w/.?-])", "LINK", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
}
