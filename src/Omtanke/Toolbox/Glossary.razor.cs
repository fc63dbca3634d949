using Omtanke.Content;
using Omtanke.Web;

namespace Omtanke.Toolbox;

/// <summary>The glossary: the field's words as we use them, in the order of the visitor's alphabet.</summary>
public sealed partial class Glossary
{
    /// <summary>GET /glossary</summary>
    public static IResult Open(Library library, Visit visit) =>
        Page.Of<Glossary>(new { Terms = (IReadOnlyList<Term>)[.. library.Glossary.OrderBy(term => visit.Language.Text(term.Id, "term"), StringComparer.Create(visit.Culture, ignoreCase: true))] });
}
