using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>Something in every field of a step, of the sort that goes into it: what a person could have written.</summary>
static class Filling
{
    internal static Answer Of(Sheet sheet, string words) => sheet.Fields.Aggregate(Answer.Empty, (answer, field) => answer.With(field.Name, ValueOf(field, words)));

    /// <summary>What to write in a field; its own name stands in a text, so that each is found again.</summary>
    internal static string ValueOf(Field field, string words) => field.Takes switch
    {
        Takes.Tick => Answer.On,
        Takes.Choice => field.Values[^1],
        Takes.Number => field.Values[0] == "0" ? "20" : field.Values[0],
        Takes.Text => $"{words} {field.Name} æøå & <b>",
    };
}
