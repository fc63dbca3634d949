using Omtanke.Content;
using Omtanke.Web;

namespace Omtanke.OwnTools;

/// <summary>
/// The texts of some parts as a form sent them. Each came with a mark of the text it was made from, so that two who write at the same time
/// are both heard: what only one of them touched is taken, and what both touched is shown to the second before anything is saved.
/// </summary>
public sealed class WordFields(Posted? form, ToolFolder folder)
{
    private readonly IReadOnlyDictionary<(string Code, string Id, string Field), string> said = folder.Said();

    /// <summary>What is wrong with what was typed.</summary>
    internal Errors Errors { get; } = new();

    /// <summary>What somebody else wrote meanwhile, by field.</summary>
    internal Dictionary<string, string> Theirs { get; } = new(StringComparer.Ordinal);

    internal static string NameOf(string code, string id, string field) => $"{code}/{id}/{field}";

    /// <summary>What stands there now.</summary>
    internal string Now(string code, string id, string field) => said.GetValueOrDefault((code, id, field), "").Trim();

    /// <summary>What to show: what was typed when the form comes back, else what stands there.</summary>
    internal string Shown(string code, string id, string field) =>
        form is not null && form.Has(NameOf(code, id, field)) && (Theirs.ContainsKey(NameOf(code, id, field)) || IsTouched(code, id, field)) ? form[NameOf(code, id, field)] : Now(code, id, field);

    /// <summary>The folder with everything that was typed; the same as before when something is wrong or both wrote the same text.</summary>
    internal ToolFolder Take(IEnumerable<ToolPart> parts, IEnumerable<string> languages)
    {
        var taken = folder;
        foreach (var (part, code, field) in from part in parts from code in languages from field in Wording.FieldsOf(part) select (part, code, field))
        {
            var name = NameOf(code, part.Id, field);
            if (form is null || !form.Has(name) || !IsTouched(code, part.Id, field))
                continue;
            var (typed, now) = (Wording.Tidy(form[name]), Now(code, part.Id, field));
            if (typed == Wording.Tidy(now))
                continue;
            Errors.AddWhen(typed.Length > (Wording.IsLine(field) ? Wording.LongestLine : Wording.LongestText), name, Wording.IsLine(field) ? "own-tools.errors.line-too-long" : "own-tools.errors.text-too-long");
            Errors.AddWhen(typed.Any(sign => char.IsControl(sign) && sign is not ('\n' or '\t')), name, "own-tools.errors.signs");
            if (form[$"was/{name}"] != Wording.Mark(now))
                Theirs[name] = now;
            else
                taken = taken.Say(code, part.Id, field, typed);
        }
        return Errors.Any || Theirs.Count > 0 ? folder : taken;
    }

    private bool IsTouched(string code, string id, string field) => Wording.Mark(form![NameOf(code, id, field)]) != form[$"was/{NameOf(code, id, field)}"];
}
