using Microsoft.Extensions.Primitives;
using Omtanke.Content;
using Omtanke.Web;

namespace Omtanke.Steps;

/// <summary>A step as its kind understands it: what there is to read and what there is to fill in.</summary>
public abstract record Sheet(Step Step)
{
    /// <summary>What may be filled in, in order; nothing for a step one only reads.</summary>
    public virtual IReadOnlyList<Field> Fields => [];

    /// <summary>The texts it cannot be shown without: id and field.</summary>
    public abstract IEnumerable<(string Id, string Field)> Texts { get; }

    /// <summary>Every field with its label and what stands in it.</summary>
    public virtual IEnumerable<Line> Lines(Language language, Answer answer) => [];

    /// <summary>The id on the page of what the answers come to, for a step that draws it; it is drawn from what was last saved.</summary>
    public virtual string? Outcome => null;

    /// <summary>What was answered, as lines of plain text.</summary>
    public IEnumerable<string> SumUp(Language language, Answer answer) =>
        Lines(language, answer).Where(line => line.Value.Length > 0).Select(line => line.ToString());

    /// <summary>What was answered, as what can be acted on.</summary>
    public virtual IEnumerable<Proposal> Proposals(Language language, Answer answer) =>
        Lines(language, answer).Where(line => line.Field.Takes == Takes.Text && line.Value.Length > 0).Select(line => new Proposal(line.Field.Name, line.Value));

    /// <summary>Writes it into a Word document: everything that can be filled in, as it says it itself. A kind with a form of its own on paper writes that.</summary>
    public virtual void Write(Pen pen)
    {
        foreach (var line in Lines(pen.Language, pen.Answer))
            if (line.Field.Takes == Takes.Tick)
                pen.Paper.Tick(line.Value.Length > 0, line.Label);
            else
                pen.Paper.Field(line.Label, value: line.Value, lines: line.Field.Takes == Takes.Text ? 4 : 1);
    }

    /// <summary>Reads posted fields into an answer. What the form did not show stays as it was before.</summary>
    public Taken Take(IEnumerable<KeyValuePair<string, StringValues>> form, Answer before)
    {
        var posted = form.ToDictionary(pair => pair.Key, pair => Posted.Tidy(pair.Value.LastOrDefault() ?? ""));
        var shown = form.Where(pair => pair.Key == Field.Shown).SelectMany(pair => pair.Value).ToHashSet();
        var answer = before;
        List<Fault> faults = [];
        foreach (var field in Fields)
        {
            if (posted.TryGetValue(field.Name, out var value))
            {
                faults.AddRange(FaultsOf(field, value));
                if (field.Takes == Takes.Number) value = field.Numbered(value) ?? value;
            }
            else if (field.Takes == Takes.Tick && shown.Contains(field.Group)) value = "";
            else continue;
            answer = answer.With(field.Name, value);
        }
        faults.AddRange(posted.Keys.Where(LooksLikeOurs).Select(name => new Fault(name, "steps.faults.unknown")));
        return new Taken(answer, faults);
    }

    static IEnumerable<Fault> FaultsOf(Field field, string value)
    {
        if (field.Takes == Takes.Text)
        {
            if (value.Length > Field.Longest) yield return new Fault(field.Name, "steps.faults.too-long", value.Length);
        }
        else if (field.Takes == Takes.Number)
        {
            if (value.Length > 0 && field.Numbered(value) is null) yield return new Fault(field.Name, "steps.faults.number", Bounds: field.Values);
        }
        else if (value.Length > 0 && !field.Values.Contains(value)) yield return new Fault(field.Name, "steps.faults.unknown");
    }

    // T07.BE9 in a deck of seven: the name has the form of our fields, yet is none of them.
    bool LooksLikeOurs(string name)
    {
        if (Fields.Any(field => field.Name == name)) return false;
        var stem = Stem(name);
        return stem.Length < name.Length && Fields.Any(field => Stem(field.Name) == stem && stem.Length < field.Name.Length);
    }

    static string Stem(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}
