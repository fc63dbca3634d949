using Omtanke.Actions;
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
    public string Measure => typed["measure"];

    /// <summary>The version the form was shown with.</summary>
    public int Version => typed.Version;

    /// <summary>What stands in a field.</summary>
    public string Text(string field) => typed[field];

    /// <summary>The days as they were meant; judges the whole form on the way.</summary>
    /// <param name="today">Today: nothing is planned for a day that has passed.</param>
    /// <param name="now">The action as it stands, which may keep its day; none for a new one.</param>
    public (DateOnly? Due, DateOnly? Done) Judge(DateOnly today, PlannedAction? now = null)
    {
        typed.Text("what", PlannedAction.Longest, "workshops.actions.errors.what", "workshops.actions.errors.too-long");
        typed.Text("who", PlannedAction.LongestLine, tooLong: "workshops.actions.errors.who-too-long");
        typed.Text("measure", PlannedAction.Longest, tooLong: "workshops.actions.errors.too-long");
        var due = typed.DayThatMayBe("due");
        Errors.AddWhen(due < today && due != now?.DueOn, "due", "actions.wrong.due-past");
        Errors.AddWhen(due < now?.StartOn, "due", "workshops.actions.errors.before-start");
        return (due, typed.DayThatMayBe("done"));
    }

    /// <summary>Whether an action says the same.</summary>
    public bool Says(PlannedAction action, Doer doer, DateOnly? due, DateOnly? done) =>
        (action.What, action.Owner, action.Who, action.DueOn, action.Measure, action.DoneOn) == (What, doer.Person, doer.Said, due, Measure, done);
}
