using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Administration.Import;

/// <summary>Sending a file of people. Nothing happens to anybody before the preview has been seen and confirmed.</summary>
public sealed partial class ImportPage
{
    /// <summary>The largest file: forty thousand people with long names fit.</summary>
    public const long LargestFile = 8 * 1024 * 1024;

    private const long MostToSwallow = 200 * 1024 * 1024;

    private static readonly Column[] Shown = [Column.Name, Column.Email, Column.Unit, Column.Roles, Column.Leads, Column.Language, Column.Left];

    /// <summary>What was wrong with the file.</summary>
    [Parameter] public Finding? Trouble { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/administration/import", () => Page.Of<ImportPage>()).May(Operation.Organise, Kind.Workplace);
        doors.MapPost("/administration/import", Send).May(Operation.Organise, Kind.Workplace);
        doors.MapGet("/administration/import/template", (Visit visit) => Template(visit, example: false)).May(Operation.Organise, Kind.Workplace);
        doors.MapGet("/administration/import/example", (Visit visit) => Template(visit, example: true)).May(Operation.Organise, Kind.Workplace);
    }

    private static async Task<IResult> Send(HttpContext http, Gate gate, Uploads uploads, Visit visit)
    {
        if (http.Request.ContentLength > LargestFile + 100_000)
            return await TooLarge(http);
        if (!http.Request.HasFormContentType || await Form(http.Request) is not { } form || form.Files.GetFile("file") is not { Length: > 0 } file)
            return Show(new("administration.import.errors.no-file"));
        if (file.Length > LargestFile)
            return Show(new("administration.import.errors.too-large", ("megabytes", LargestFile / 1024 / 1024)), StatusCodes.Status413PayloadTooLarge);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        var decoded = Decoded.Of(bytes.ToArray());
        if (decoded.Text is null)
            return Show(new(decoded.Trouble!));
        var (sheet, trouble) = Sheet.Read(decoded.Text);
        return sheet is null
            ? Show(trouble!)
            : Page.SeeOther($"/administration/import/{await uploads.Keep(gate.Me, Path.GetFileName(file.FileName), sheet, visit.Now)}");
    }

    private static IResult Show(Finding trouble, int status = StatusCodes.Status422UnprocessableEntity) => Page.Of<ImportPage>(new { Trouble = trouble }, status);

    // A browser shows no answer while it is still sending: what is too large is swallowed first, up to a point.
    private static async Task<IResult> TooLarge(HttpContext http)
    {
        if (http.Request.ContentLength <= MostToSwallow)
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = MostToSwallow;
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }
        return Show(new("administration.import.errors.too-large", ("megabytes", LargestFile / 1024 / 1024)), StatusCodes.Status413PayloadTooLarge);
    }

    private static async Task<IFormCollection?> Form(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>A file to fill in, in the visitor's language; spreadsheets in Denmark expect semicolons and a mark that it is UTF-8.</summary>
    private static IResult Template(Visit visit, bool example)
    {
        var text = new StringBuilder().AppendJoin(';', Shown.Select(column => visit[$"administration.import.column.{column}"])).Append("\r\n");
        if (example)
            text.Append(visit["administration.import.example"].Trim().ReplaceLineEndings("\r\n")).Append("\r\n");
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", visit[example ? "administration.import.example-name" : "administration.import.template-name"]);
    }
}
