using Omtanke.Content;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.OwnTools;

/// <summary>The tools as this visitor finds them: ours, and for everybody at the workplace their own beside ours. The page then speaks of all of them.</summary>
public sealed class Shelf(Bookcase bookcase, Gate gate, Visit visit)
{
    private Stand? stand;

    /// <summary>The tools there are.</summary>
    public async Task<Library> Library() => Speak(gate.Allows(Kind.Tools, Operation.Read) ? (await Now()).Library : bookcase.Ours);

    /// <summary>The same, with one tool as it was when somebody began with it. For ours there is one edition: the program's.</summary>
    public async Task<Library> As(string tool, int? version) =>
        Speak(version is { } number && OwnTool.IsOwn(tool) && int.TryParse(tool.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var own)
            ? await bookcase.With(own, number, await Now())
            : (await Now()).Library);

    // The same all through one visit.
    private async Task<Stand> Now() => stand ??= await bookcase.Now();

    /// <summary>A folder that is being worked on, as its readers would find it.</summary>
    public Library Speak(Library library)
    {
        visit.Speak(library.In(visit.Code), visit.Languages, visit.Address);
        return library;
    }

    /// <summary>The answer to an address where no tool stands. Somebody who has not signed in may have followed a link to one of the workplace's own.</summary>
    public IResult Missing(string slug, HttpContext http) =>
        OwnTool.IsOwn(slug) && visit.Person is null ? Refusal.Of(Access.Decide(new Actor(Standing.Nobody, default), Relation.None, Kind.Tools, State.None, Operation.Read), http) : Page.NotFound();
}
