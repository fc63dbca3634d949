using System.Globalization;
using Omtanke.Assessments.Box;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Assessments.Answer;

/// <summary>Reads what a phone sent into a slip. What the form did not show stays as it was; what is no answer to anything is told.</summary>
internal static class Filling
{
    /// <summary>The field of the comment.</summary>
    public const string Comment = "comment";

    /// <summary>The value that says: I skip this one.</summary>
    public const string Skip = "-";

    /// <summary>The slip as the form has it.</summary>
    /// <returns>The slip, and what is wrong: field and word key.</returns>
    public static (Slip Slip, Errors Errors) Take(Posted form, IReadOnlyList<Asked?> questions, bool asksComment, Slip before)
    {
        var (values, errors) = (before.Values.ToArray(), new Errors());
        var shown = form.All(Field.Shown).ToHashSet(StringComparer.Ordinal);
        for (var place = 0; place < questions.Count; place++)
            if (questions[place] is { } asked)
                values[place] = Value(asked, form, shown, values[place], errors);
        var comment = !asksComment ? "" : form.Has(Comment) ? form[Comment] : before.Comment;
        errors.AddWhen(comment.Length > Collection.LongestComment, Comment, "collections.answer.errors.long");
        return (before with { Values = values, Comment = comment }, errors);
    }

    /// <summary>A value as a form has it.</summary>
    public static string Written(int? value, Asked asked) => asked.Option(value)?.Value ?? "";

    private static int? Value(Asked asked, Posted form, HashSet<string> shown, int? before, Errors errors)
    {
        var name = asked.Question.Name;
        if (asked.Measure == Measure.Tick)
            return form.Has(name) ? 1 : shown.Contains(asked.Question.Heading) ? 0 : before;
        if (!form.Has(name))
            return before;
        if (form[name] is Skip or "")
            return null;
        var place = asked.Question.Options.Select((option, place) => (option, place)).Where(one => one.option.Value == form[name]).Select(one => (int?)one.place).FirstOrDefault();
        errors.AddWhen(place is null, name, "steps.faults.unknown");
        return place ?? before;
    }

    /// <summary>A number in a field that a person never sees.</summary>
    public static int Version(Posted form) => int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
