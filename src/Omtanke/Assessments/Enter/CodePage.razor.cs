using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Assessments.Enter;

/// <summary>
/// Coming in with a personal code, typed or by the link in a letter; no account. Every code that was made lets in, used or not: whoever has somebody else's letter in their hand learns nothing of whether it was answered.
/// </summary>
public sealed partial class CodePage
{
    // So long after the closing a code still leads to the page that says that it is over.
    private const int DaysAfter = 30;

    /// <summary>The code as it was typed.</summary>
    [Parameter] public string Typed { get; set; } = "";

    /// <summary>What is wrong with it.</summary>
    [Parameter] public string? Wrong { get; set; }

    /// <summary>When to try again, after many wrong codes.</summary>
    [Parameter] public DateTimeOffset? Later { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Answering.Address, Follow).May(Operation.Enter, Kind.Open);
        doors.MapPost(Answering.Address, Type).May(Operation.Enter, Kind.Open);
    }

    private static Task<IResult> Follow(HttpContext http, Database db, BallotKeys keys, Tries tries, Visit visit) =>
        http.Request.Query.ContainsKey("code") ? Come(http.Request.Query["code"].ToString(), http, db, keys, tries, visit) : Task.FromResult(Page.Of<CodePage>());

    private static Task<IResult> Type(Posted form, HttpContext http, Database db, BallotKeys keys, Tries tries, Visit visit) => Come(form["code"], http, db, keys, tries, visit);

    private static async Task<IResult> Come(string typed, HttpContext http, Database db, BallotKeys keys, Tries tries, Visit visit)
    {
        var code = BallotKeys.CodeFrom(typed);
        if (code.Length != Ballots.CodeLength)
            return Page.Of<CodePage>(new { Typed = typed, Wrong = typed.Length == 0 ? "collections.enter.missing" : "collections.enter.ten" }, StatusCodes.Status422UnprocessableEntity);
        // Nobody's account is asked about here: a code and a person do not stand in one breath.
        var buckets = tries.ForCode(http, null);
        if (await tries.Look(buckets) is { } later)
            return TooMany(typed, later);
        var secret = keys.SecretOf(code);
        await using (await db.Begin(Acting.Nobody))
            if (await db.WithCode(secret) is { } found)
            {
                Cookies.GiveGuest(http, Answering.HandOf(found.Collection.Id), secret, found.Collection.ClosesAt.AddDays(DaysAfter));
                return Page.SeeOther(Answering.HandOf(found.Collection.Id));
            }
        // From now on this browser counts for itself.
        if (Cookies.Device(http.Request) is null)
            Cookies.Carry(http, "device", WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32)), visit.Now.AddDays(1));
        return await tries.Take(buckets) is { } wait ? TooMany(typed, wait) : Page.Of<CodePage>(new { Typed = typed, Wrong = "collections.enter.unknown" }, StatusCodes.Status404NotFound);
    }

    private static IResult TooMany(string typed, DateTimeOffset later) => Page.Of<CodePage>(new { Typed = typed, Later = (DateTimeOffset?)later }, StatusCodes.Status429TooManyRequests);
}
