using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Conversations;
using Omtanke.Data;

namespace Omtanke.Tests.Conversations;

/// <summary>What people do with conversations, as a test says it.</summary>
internal static partial class Courses
{
    /// <summary>Asks for a conversation by the form, and tells its id.</summary>
    public static async Task<Guid> Ask(this Visitor visitor, params (string Name, string? Value)[] instead)
    {
        var reply = await visitor.Post("/conversations", (await visitor.Form()).With(instead));
        reply.Status.ShouldBe(HttpStatusCode.SeeOther, reply.Text);
        return Guid.Parse(reply.Location!["/conversations/".Length..]);
    }

    /// <summary>The form as the page suggests it, with two times the day after tomorrow and the day after.</summary>
    public static async Task<List<(string Name, string? Value)>> Form(this Visitor visitor)
    {
        var page = (await visitor.NewPage()).Text;
        return
        [
            ("id", Hidden(page, "id")), ("with", Hidden(page, "with")), ("form", "Care"), ("date1", "2026-11-25"), ("time1", "10:00"), ("date2", "2026-11-26"), ("time2", "14:00"),
            ("minutes", "60"), ("place", "Room 4"), ("message", ""), ("months", "12"),
        ];
    }

    /// <summary>The page where one asks: its address holds the new conversation's id.</summary>
    public static async Task<Reply> NewPage(this Visitor visitor) => await visitor.Get((await visitor.Get("/conversations/new")).Location!);

    /// <summary>With some fields answered otherwise.</summary>
    public static (string Name, string? Value)[] With(this IEnumerable<(string Name, string? Value)> form, params (string Name, string? Value)[] other) =>
        [.. form.Where(field => other.All(one => one.Name != field.Name)), .. other];

    /// <summary>Takes the n-th of the proposed times.</summary>
    public static async Task<Reply> Accept(this Visitor visitor, Guid id, int which = 0)
    {
        var page = (await visitor.Get($"/conversations/{id}")).Text;
        return await visitor.Post($"/conversations/{id}/acceptance", ("proposal", Proposals().Matches(page)[which].Groups["id"].Value));
    }

    /// <summary>A conversation of Maja's with Henrik that has been held, with agreements both have confirmed.</summary>
    public static async Task<(Guid Id, List<Guid> Agreements)> Agreed(Visits house, params (string What, Doer Who, int DueIn)[] agreements)
    {
        var (maja, henrik) = (await house.IdOf("maja"), await house.IdOf("henrik"));
        var id = await (await house.As("maja")).Ask();
        await (await house.As("henrik")).Accept(id);
        var ids = new List<Guid>();
        await house.Do(async db =>
        {
            var now = house.Clock.GetUtcNow();
            var conversation = await db.Conversations.SingleAsync(found => found.Id == id);
            var grant = await Given.AGrant(house, db, conversation.Key);
            db.Add(conversation.Hold(henrik, now));
            foreach (var (what, who, dueIn) in agreements)
            {
                var agreement = Ids.New();
                ids.Add(agreement);
                db.Add(new Agreement
                {
                    Id = agreement, Conversation = id, Position = ids.Count, What = grant.SealAny(what, "agreements.what", agreement), Who = who,
                    DueOn = Clock.Day(now).AddDays(dueIn), Version = 1, State = Promise.Open, StateAt = now,
                });
            }
            db.Add(conversation.Agree(maja, now));
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        return (id, ids);
    }

    /// <summary>Every letter so far: to whom, which, and its body.</summary>
    public static Task<List<Written>> Letters(this Visits house) => house.Ask(async db =>
    {
        var envelope = house.Services.GetRequiredService<IEnvelope>();
        return (await db.Letters.AsNoTracking().OrderBy(letter => letter.WrittenAt).ToListAsync())
            .Select(letter => new Written(letter.ToEmail.Split('@')[0], letter.Subject, letter.UniqueKey, letter.Body is { } closed ? envelope.Open(letter.Id, closed) : new LetterBody(""))).ToList();
    });

    /// <summary>Where somebody comes who follows the link in a letter.</summary>
    public static async Task<string?> Leads(this Written letter, Visitor reader) =>
        (await reader.Get(Regex.Match(letter.Body.Text, @"https://localhost(?<path>/\S+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["path"].Value)).Location;

    /// <summary>The conversation as it stands.</summary>
    public static Task<Conversation> Conversation(this Visits house, Guid id) =>
        house.Ask(db => db.Conversations.AsNoTracking().SingleAsync(found => found.Id == id), Acting.AtChores);

    /// <summary>The words of the interface, in Danish.</summary>
    public static string Word(string key) => System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(Visits.Library.In("da").Words[key]);

    public static string Hidden(string page, string name) =>
        Regex.Match(page, $"""name="{name}" value="([^"]*)""", RegexOptions.None, TimeSpan.FromSeconds(5)).Groups[1].Value;

    [GeneratedRegex("""name="proposal" value="(?<id>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Proposals();
}

/// <summary>A letter as a test reads it.</summary>
internal sealed record Written(string To, string Subject, string Key, LetterBody Body);
