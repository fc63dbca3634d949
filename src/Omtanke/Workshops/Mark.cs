using System.Security.Cryptography;
using System.Text;

namespace Omtanke.Workshops;

/// <summary>A mark of what a form was shown with: where two change the same thing, the second learns of what the first did before it is written over.</summary>
internal static class Mark
{
    public static string Of(IEnumerable<object?> shown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', shown))))[..16];
}
