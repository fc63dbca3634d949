using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Omtanke.Assessments.Box;
using Omtanke.Content;
using Omtanke.OwnTools;
using Omtanke.Security;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Assessments.Answer;

/// <summary>The phone somebody answers with: what it is asked, in the language it speaks, and what was begun on it.</summary>
internal sealed class Phone(Holder holder, Guest guest, Drafts drafts, Library ours, Shelf shelf, Visit visit)
{
    private PhoneBox? box;

    /// <summary>What is asked.</summary>
    public Collection Collection => holder.Collection;

    /// <summary>Whether it takes answers now.</summary>
    public bool IsOpen => Collection.IsOpen(visit.Now);

    /// <summary>What this phone opens its draft with: something only it holds, and the code.</summary>
    public PhoneBox Box(HttpContext http) => box ??= holder.Phone ?? new(Own(http) + guest.Secret);

    /// <summary>A mark that is the same through one phone's visits with one code, and tells nothing: text waiting in a tab belongs to that one alone.</summary>
    public string Tab(HttpContext http) => Convert.ToHexStringLower(SHA256.HashData(Box(http).Id))[..16];

    /// <summary>The secret that stands for the code.</summary>
    public string Secret => guest.Secret;

    /// <summary>Where its holder is counted.</summary>
    public Guid Base => holder.Base ?? Guid.Empty;

    /// <summary>The questions, each in its place. One that the tool no longer has is not asked.</summary>
    public Task<IReadOnlyList<Asked?>> Questions() => QuestionsOf(Collection, shelf, ours, visit);

    /// <summary>The questions of a collection, in the visitor's language.</summary>
    public static async Task<IReadOnlyList<Asked?>> QuestionsOf(Collection collection, Shelf shelf, Library ours, Visit visit)
    {
        var step = await StepOf(collection, shelf, ours);
        var asked = step is null ? [] : Questionnaire.Of(step, visit.Language).ToDictionary(one => one.Question.Name, StringComparer.Ordinal);
        return [.. collection.Questions.Zip(collection.Options).Select(one => asked.GetValueOrDefault(one.First) is { } found && found.Question.Options.Count == one.Second ? found : null)];
    }

    /// <summary>What stands around them.</summary>
    public Task<About> About() => AboutOf(Collection, shelf, ours, visit);

    /// <summary>What is asked in people's own words, where whoever asks has said it.</summary>
    public async Task<string?> Comment() => (await AboutOf(Collection, shelf, ours, visit)).Comment;

    /// <summary>Whose questions they are, where they come in a pack.</summary>
    public async Task<string?> Pack() => (await AboutOf(Collection, shelf, ours, visit)).Pack;

    /// <summary>What stands around the questions of any collection.</summary>
    public static async Task<About> AboutOf(Collection collection, Shelf shelf, Library ours, Visit visit)
    {
        var step = await StepOf(collection, shelf, ours);
        return new(Questionnaire.CommentOf(step, visit.Language), Questionnaire.PackOf(step, ours)?.Id);
    }

    private static async Task<Step?> StepOf(Collection collection, Shelf shelf, Library ours) =>
        (OwnTool.IsOwn(collection.Tool) ? await shelf.As(collection.Tool, collection.ToolVersion) : ours).Tool(collection.Tool)?.Step(collection.Step);

    /// <summary>What was begun on it.</summary>
    public Slip Draft => drafts.Read();

    /// <summary>What only this phone holds; null where it came without.</summary>
    public static string? Holds(HttpRequest request) => Cookies.Below(request, "draft");

    // Given with the first page it comes without, and held as long as the collection is open.
    private string Own(HttpContext http)
    {
        var made = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        Cookies.GiveBelow(http, "draft", Answering.HandOf(Collection.Id), made, Collection.ClosesAt);
        return made;
    }
}

/// <summary>What stands around the questions.</summary>
/// <param name="Comment">What is asked in people's own words, where whoever asks has said it.</param>
/// <param name="Pack">Whose questions they are, where they come in a pack.</param>
internal sealed record About(string? Comment, string? Pack);
