using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Policies;

namespace Omtanke.Tests.Policies;

/// <summary>What people do with a policy, said shortly.</summary>
internal static partial class Papers
{
    /// <summary>Somebody begins one; gives its id.</summary>
    public static async Task<Guid> BeginPolicy(this Visitor visitor, string form = "T03.S3.F4", string named = "no", string title = "Sådan gør vi", params string[] with)
    {
        var reply = await visitor.Post("/policies", [
            ("form", form), ("title", title), ("language", "da"), ("named", named), .. with.Select((person, place) => ($"with{place + 1}", (string?)$"{person}@fjordby.example"))]);
        reply.Status.ShouldBe(HttpStatusCode.SeeOther, reply.Text);
        return Guid.Parse(reply.Location!.Split('/')[2]);
    }

    /// <summary>The sections of a draft, in order.</summary>
    public static Task<List<Section>> SectionsOf(this Visits house, Guid policy) => house.Ask(db => db.SectionsOf(policy), Acting.AtChores);

    /// <summary>The address of the section that began as this one of the tool's.</summary>
    public static async Task<string> AddressOf(this Visits house, Guid policy, string source) =>
        $"/policies/{policy}/sections/{(await house.SectionsOf(policy)).Single(section => section.Source == source).Id}";

    /// <summary>Opens a round for everybody, or for these units.</summary>
    public static async Task<Round> OpenRound(this Visits house, Visitor visitor, Guid policy, int days = 7, params string[] units)
    {
        var today = Clock.Day(house.Clock.GetUtcNow());
        var reply = await visitor.Post($"/policies/{policy}/rounds", ("from", $"{today:yyyy-MM-dd}"), ("until", $"{today.AddDays(days):yyyy-MM-dd}"), ("whom", units.Length == 0 ? "all" : "units"), ("units", string.Join('\n', units)));
        reply.Status.ShouldBe(HttpStatusCode.SeeOther, reply.Text);
        return await house.Ask(db => db.Rounds.OrderByDescending(round => round.Number).FirstAsync(round => round.Policy == policy), Acting.AtChores);
    }

    /// <summary>What may be commented on, in order.</summary>
    public static Task<List<RoundSection>> SectionsIn(this Visits house, Round round) =>
        house.Ask(db => db.RoundSections.Where(section => section.Round == round.Id).OrderBy(section => section.Position).ToListAsync(), Acting.AtChores);

    /// <summary>Somebody says something of a section.</summary>
    public static Task<Reply> Say(this Visitor visitor, Guid policy, params (RoundSection Section, string Text)[] said) =>
        visitor.Post($"/policies/{policy}/comments", [.. said.Select(one => ($"c-{one.Section.Id}", (string?)one.Text))]);

    /// <summary>Fills in what the text has holes for.</summary>
    public static async Task FillIn(this Visits house, Visitor visitor, Guid policy)
    {
        var page = await visitor.Get($"/policies/{policy}/blanks");
        var version = Version().Match(page.Text).Groups["n"].Value;
        string[] blanks = ["workplace", "contacts", "contact-phone", "counselling", "counselling-phone", "provider", "arranger", "safety-leader", "committee"];
        (await visitor.Autosave($"/policies/{policy}/blanks", [("version", version), .. blanks.Select(blank => ($"T03.S3.{blank}", (string?)$"<{blank}>"))])).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Publishes it, to be read again in so many days.</summary>
    public static Task<Reply> PublishPolicy(this Visits house, Visitor visitor, Guid policy, int reviewIn = 365, string behind = "AMO") =>
        visitor.Post($"/policies/{policy}/publication", ("behind", behind), ("review", $"{Clock.Day(house.Clock.GetUtcNow()).AddDays(reviewIn):yyyy-MM-dd}"));

    [GeneratedRegex("name=\"version\" value=\"(?<n>[0-9]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
