using System.Text;

namespace Omtanke.Administration.Import;

/// <summary>A file as text, whatever program wrote it.</summary>
/// <param name="Text">The text; null when the file is not one.</param>
/// <param name="Trouble">The word key of what is wrong with it.</param>
public sealed record Decoded(string? Text, string? Trouble = null)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8 or UTF-16 as the file says, UTF-8 where it can be nothing else, and else Windows-1252, which is what Danish spreadsheets save.</summary>
    public static Decoded Of(byte[] file) => file switch
    {
        [] => new(null, "administration.import.errors.empty"),
        [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => new(null, "administration.import.errors.spreadsheet"),
        [0xFF, 0xFE, ..] => Whole(Encoding.Unicode.GetString(file.AsSpan(2))),
        [0xFE, 0xFF, ..] => Whole(Encoding.BigEndianUnicode.GetString(file.AsSpan(2))),
        [0xEF, 0xBB, 0xBF, .. var rest] => Whole(Encoding.UTF8.GetString(rest)),
        _ => Whole(Guess(file)),
    };

    private static string Guess(byte[] file)
    {
        try
        {
            return Strict.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
        }
    }

    private static Decoded Whole(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? new(null, "administration.import.errors.not-text")
        : string.IsNullOrWhiteSpace(text) ? new(null, "administration.import.errors.empty")
        : new(text);
}
