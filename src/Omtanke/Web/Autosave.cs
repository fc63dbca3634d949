namespace Omtanke.Web;

/// <summary>What a form that saves by itself is told. Without its script the same form is an ordinary one, and gets pages.</summary>
public static class Autosave
{
    /// <summary>Whether the form's script is asking.</summary>
    public static bool Asks(HttpRequest request) => request.Headers["X-Omtanke"] == "autosave";

    /// <summary>It stands.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="version">The version it has now.</param>
    /// <param name="hint">A word to the writer, shown in the form's <c>[data-hint]</c>; none takes it away.</param>
    /// <param name="drawing">What was written, drawn: SVG, set into the form's <c>[data-drawing]</c>; none leaves it as it is.</param>
    public static IResult Saved(Visit visit, int version, string? hint = null, string? drawing = null) =>
        Results.Json(new { saved = visit.Time(visit.Now), version, hint = hint ?? "", drawing });

    /// <summary>Somebody else was there first: what stands there now, by field name (a text, or the values ticked).</summary>
    public static IResult Conflict(IReadOnlyDictionary<string, object> theirs, int version) =>
        Results.Json(new { theirs, version }, statusCode: StatusCodes.Status409Conflict);

    /// <summary>It cannot be taken as it is.</summary>
    public static IResult Refused(string why, int status = StatusCodes.Status422UnprocessableEntity) => Results.Json(new { error = why }, statusCode: status);
}
