namespace Omtanke.Web;

/// <summary>What somebody typed into a form.</summary>
public static class TypedForm
{
    /// <summary>The form as it was sent; empty when what came is no form. Read by the handler itself, so that nobody learns anything from a malformed one before the gate has spoken.</summary>
    public static async Task<IFormCollection> Typed(this HttpRequest request) => request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
}
