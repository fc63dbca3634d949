using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Actions;

/// <summary>What a form says of an action.</summary>
public sealed record Told(
    string What, string Issue, string Cause, Level? Level, string Who, Guid[] Helpers, string With, string Needs, DateOnly? StartOn, DateOnly? DueOn, string Measure, DateOnly? CheckOn)
{
    /// <summary>Reads and judges a form.</summary>
    public static async Task<Told> Of(Typed typed, Database db)
    {
        var (what, issue, cause) = (typed.Lines("what", "actions.wrong.what"), typed.Lines("issue"), typed.Lines("cause"));
        Level? level = typed["level"].Length == 0 ? null : typed.One("level", Enum.GetValues<Level>(), "actions.wrong.level");
        var (who, with, needs, measure) = (typed.Line("who", PlannedAction.LongestLine), typed.Lines("with"), typed.Lines("needs"), typed.Lines("measure"));
        var (start, due, check) = (typed.DayThatMayBe("start"), typed.DayThatMayBe("due"), typed.DayThatMayBe("check"));
        typed.Errors.AddWhen(start > due, "due", "actions.wrong.due-before-start");
        typed.Errors.AddWhen(check < (start ?? check), "check", "actions.wrong.check-before-start");
        return new(what, issue, cause, level, who, await typed.People("helpers", db), with, needs, start, due, measure, check);
    }

    /// <summary>What an action says now.</summary>
    public static Told Of(PlannedAction action) =>
        new(action.What, action.Issue, action.Cause, action.Level, action.Who, action.Helpers, action.With, action.Needs, action.StartOn, action.DueOn, action.Measure, action.CheckOn);

    /// <summary>Whether that says the same.</summary>
    public bool Says(Told other) => Helpers.ToHashSet().SetEquals(other.Helpers) && this with { Helpers = [] } == other with { Helpers = [] };

    /// <summary>Writes it into an action.</summary>
    public void Into(PlannedAction action)
    {
        (action.What, action.Issue, action.Cause, action.Level, action.Who, action.With) = (What, Issue, Cause, Level, Who, With);
        (action.Needs, action.StartOn, action.DueOn, action.Measure, action.CheckOn) = (Needs, StartOn, DueOn, Measure, CheckOn);
        // Whoever answers for it need not help as well.
        action.Helpers = [.. Helpers.Where(helper => helper != action.Owner)];
    }
}
