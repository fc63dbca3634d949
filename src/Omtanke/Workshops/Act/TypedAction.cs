using System.Globalization;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Workshops.Act;

/// <summary>An action as it was typed, kept as it was, with what is wrong in it.</summary>
public sealed class TypedAction(Posted? form = null)
{
    /// <summary>What is wrong.</summary>
    public Errors Errors { get; } = new();

    public string What => Text("what");
    public string Who => Text("who");
    public string Due => Text("due");
    public string Effect => Text("effect");
    public string Done => Text("done");

    /// <summary>The version the form was shown with.</summary>
    public int Version => int.TryParse(Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    /// <summary>The days as they were meant; judges the whole form on the way.</summary>
    public (DateOnly? Due, DateOnly? Done) Judge()
    {
        Errors.AddWhen(What.Length == 0, "what", "workshops.actions.errors.what");
        foreach (var field in (string[])["what", "who", "effect"])
            Errors.AddWhen(Text(field).Length > WorkshopAction.Longest, field, "workshops.actions.errors.too-long");
        return (Day("due"), Day("done"));
    }

    /// <summary>Whether an action says the same.</summary>
    public bool Says(WorkshopAction action, DateOnly? due, DateOnly? done) => (action.What, action.Who, action.DueOn, action.Effect, action.DoneOn) == (What, Who, due, Effect, done);

    /// <summary>What stands in a field.</summary>
    public string Text(string field) => form is null ? "" : Sheet.Tidy(form[field]);

    private DateOnly? Day(string field)
    {
        if (Text(field).Length == 0)
            return null;
        if (Dates.Read(Text(field), out var day))
            return day;
        Errors.Add(field, "workshops.actions.errors.day");
        return null;
    }
}
