using System.Buffers;
using System.Buffers.Text;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Conversations.Letters;

/// <summary>Where in a conversation a letter leads. The numbers stand in letters that were sent: they never change.</summary>
public enum Leads
{
    Overview = 0,
    Agreements = 1,
    HandOver = 2,
    FollowUp = 3,
}

/// <summary>
/// The address in a letter. A letter lies open in previews and on shared screens, and so does its link: it is a handful of signs that do not tell what they lead to.
/// Whoever follows it signs in first, and is then shown on; whether the page is theirs is asked there, as always.
/// </summary>
internal static class Go
{
    private const int Length = 17;

    public static void Open(IEndpointRouteBuilder doors) => doors.MapGet("/go/{place}", On).May(Operation.Read, Kind.Shared);

    /// <summary>The address that leads there.</summary>
    public static string To(Guid conversation, Leads where = Leads.Overview) =>
        $"/go/{Base64Url.EncodeToString([.. conversation.ToByteArray(bigEndian: true), (byte)where])}";

    private static IResult On(string place) => PlaceOf(place) is { } page ? Page.SeeOther(page) : Page.NotFound();

    private static string? PlaceOf(string place)
    {
        var bytes = new byte[Length];
        if (Base64Url.DecodeFromChars(place, bytes, out _, out var read) != OperationStatus.Done || read != Length)
            return null;
        var home = $"/conversations/{new Guid(bytes.AsSpan(..^1), bigEndian: true)}";
        return (Leads)bytes[^1] switch
        {
            Leads.Overview => home,
            Leads.Agreements => $"{home}/agreements",
            Leads.HandOver => $"{home}/handover",
            Leads.FollowUp => $"{home}/follow-up",
            _ => null,
        };
    }
}
