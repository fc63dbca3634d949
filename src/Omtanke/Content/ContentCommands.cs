using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Omtanke.Content;

/// <summary>The administrator's <c>content list</c> and <c>content check</c>.</summary>
/// <param name="more">Checks that stand higher in the house, as what each kind of step needs.</param>
/// <param name="folder">The content folder; found when left out.</param>
/// <param name="moreOfOne">The same for one tool in the library it would stand in.</param>
public sealed class ContentCommands(Func<Library, IEnumerable<ContentError>>? more = null, string? folder = null, Func<Tool, Library, IEnumerable<ContentError>>? moreOfOne = null)
{
    static readonly JsonSerializerOptions plain = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Runs one command; the exit code is 0 when all is well, 1 when something was found, 2 when the command is unknown.</summary>
    public int Run(string[] args, TextWriter output)
    {
        try
        {
            return args switch
            {
                ["list"] => List(output),
                ["list", "--json"] => ListAsJson(output),
                ["check"] => Checked(output),
                ["check", var tool] => CheckedAlone(tool, output),
                _ => Usage(output),
            };
        }
        catch (ContentException broken)
        {
            return Tell(broken.Errors, output);
        }
    }

    Library Read() => Library.Read(folder ?? Library.Folder());

    int List(TextWriter output)
    {
        var library = Read();
        foreach (var tool in library.Tools)
        {
            output.WriteLine($"{tool.Id}  {string.Join(" / ", library.Languages.Select(language => $"{language.Text(tool.Id, "title")} ({language.Code})"))}");
            foreach (var step in tool.Steps) output.WriteLine($"    {step.Id,-8} {step.Kind}");
        }
        return 0;
    }

    int ListAsJson(TextWriter output)
    {
        var library = Read();
        output.WriteLine(JsonSerializer.Serialize(library.Tools.Select(tool => new
        {
            id = tool.Id,
            slug = tool.Slug,
            titles = library.Languages.ToDictionary(language => language.Code, language => language.Text(tool.Id, "title")),
            languages = library.Languages.Select(language => language.Code),
            steps = tool.Steps.Select(step => new
            {
                id = step.Id,
                kind = step.Kind,
                @private = step.Private,
                titles = library.Languages.ToDictionary(language => language.Code, language => language.Text(step.Id, "title")),
                ids = IdsOf(step, library).Select(id => new { id, words = library.Languages.ToDictionary(language => language.Code, language => Said(language, id)) }),
            }),
        }), plain));
        return 0;
    }

    // A step's own ids and those of the decks it uses, which other steps may use as well.
    static IEnumerable<string> IdsOf(Step step, Library library) => step.Part.AllIds().Select(id => id.Id).Where(id => id != step.Id)
        .Concat(step.Part.References("deck").Concat(step.Part.Lists("decks")).SelectMany(named => library.Decks.Where(deck => deck.Id == named.Name)).SelectMany(deck => deck.Cards)).Distinct();

    static string? Said(Language language, string id) =>
        ((string[])["title", "label", "text", "situation", "short", "help"]).Where(field => language.Has(id, field)).Select(field => language.Plain(id, field)).FirstOrDefault()
        ?? language.All.Where(text => text.Id == id).Select(text => Prose.Plain(text.Written.Text)).FirstOrDefault();

    int Checked(TextWriter output)
    {
        var library = Read();
        return Tell([.. Check.Of(library), .. more?.Invoke(library) ?? [], .. Spelling.Check(library, folder ?? Library.Folder())], output);
    }

    // One tool from outside, as a folder or a zip: what a workplace would be told that took it in.
    int CheckedAlone(string path, TextWriter output)
    {
        if (!Directory.Exists(path) && !File.Exists(path))
            return Tell([new ContentError(path, 0, "", "is neither a folder nor a file")], output);
        var ours = Read();
        using var zip = Directory.Exists(path) ? null : File.OpenRead(path);
        var own = OwnTool.Read(zip is null ? ToolFolder.FromDisk(path) : ToolFolder.FromZip(zip), new Own(0, 0, null, []), ours);
        var whole = ours.With([own]);
        foreach (var advice in Check.AdviceOn(whole, own)) output.WriteLine($"{advice} (advice)");
        foreach (var code in own.Tool.Own!.Borrowed) output.WriteLine($"{code}.yaml does not have everything: the texts that lack are shown in another language.");
        return Tell([.. Check.Of(own), .. moreOfOne?.Invoke(own.Tool, whole) ?? []], output);
    }

    static int Tell(IReadOnlyList<ContentError> errors, TextWriter output)
    {
        foreach (var error in errors) output.WriteLine(error);
        output.WriteLine(errors.Count == 0 ? "The content is whole." : $"{errors.Count} to mend.");
        return errors.Count == 0 ? 0 : 1;
    }

    static int Usage(TextWriter output)
    {
        output.WriteLine("content list [--json]   every tool: id, titles, steps with kinds, languages");
        output.WriteLine("content check           ids, counts, readability, spelling, references and placeholders, with file and id");
        return 2;
    }
}
