using Omtanke.Web;

namespace Omtanke.Workshops.Act;

/// <summary>An action as it was typed, kept as it was, with what is wrong in it.</summary>
public sealed class TypedAction(Posted? form = null)
{
    private readonly Typed typed = new(form);

    /// <summary>What is wrong.</summary>
    public Errors Errors => typed.Errors;

    public string What => typed["what"];
    public string Who => typed["who"];
    public string Effect => typed["effect"];

    /// <summary>The version the form was shown with.</summary>
    public int Version => typed.Version;

    /// <summary>What stands in a field.</summary>
    public string Text(string field) => typed[field];

    /// <summary>The days as they were meant; judges the whole form on the way.</summary>
    public (DateOnly? Due, DateOnly? Done) Judge()
    {
        foreach (var field in (string[])["what", "who", "effect"])
            typed.Text(field, WorkshopAction.Longest, field == "what" ? "workshops.actions.errors.what" : null, "workshops.actions.errors.too-long");
        return (typed.DayIfAny("due"), typed.DayIfAny("done"));
    }

    /// <summary>Whether an action says the same.</summary>
    public bool Says(WorkshopAction action, DateOnly? due, DateOnly? done) => (action.What, action.Who, action.DueOn, action.Effect, action.DoneOn) == (What, Who, due, Effect, done);
}
