using Microsoft.AspNetCore.Components;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Workshops.Plan;

/// <summary>The agenda as a form.</summary>
public sealed partial class AgendaForm
{
    [Parameter, EditorRequired] public required Planned Planned { get; set; }
    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Somebody else changed it meanwhile: what they have stands beside what was typed.</summary>
    [Parameter] public bool Clash { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    private string Address => $"/workshops/{Planned.Workshop.Id}/agenda";

    // In the order it was typed, where it was not accepted.
    private Agenda Shown => Typed.Sent ? Planned.Agenda.InOrder(Typed.All("item")) : Planned.Agenda;

    private int Start => (int)Clock.Local(Planned.Workshop.PlannedAt).TimeOfDay.TotalMinutes;

    // What stands between hours and minutes, for the script that counts them again.
    private string Colon => Visit.Time(Planned.Workshop.PlannedAt)[2..3];

    private string? Wrong(string field, Guid item) => Typed.Errors[$"{field}-{item}"];

    private string? Invalid(string field, Guid item) => Wrong(field, item) is null ? null : "true";

    private string? Describes(string field, Guid item) => Wrong(field, item) is null ? null : $"e-{field}-{item}";

    private string When(Guid item) => Planned.Agenda.Begins.TryGetValue(item, out var minutes) ? Visit.Time(Planned.Workshop.PlannedAt.AddMinutes(minutes)) : "–";

    private bool Differs(Line line) => Typed.Sent && (Typed[$"minutes-{line.Item.Id}"] != Agenda.Number(line.Item.Minutes) || Typed.Has($"out-{line.Item.Id}") != line.Item.IsOut
        || Typed.Or($"mode-{line.Item.Id}", line.Item.Mode.ToString()) != line.Item.Mode.ToString() || Typed[$"people-{line.Item.Id}"] != Agenda.Number(line.Item.People)
        || (line.Asks && !line.Written && Typed.Has($"anonymous-{line.Item.Id}") != line.Item.Anonymous));

    private string Theirs(Line line) => Visit.With("workshops.plan.theirs", ("item", string.Join(" · ", new[]
    {
        Visit.Words.Count("steps.minutes", line.Item.Minutes), Visit[$"workshops.mode.{line.Item.Mode}"],
        line.Item.People == 0 ? Visit["workshops.plan.everybody"] : Visit.With("workshops.plan.together", ("n", line.Item.People)),
        line.Asks && line.Item.Anonymous ? Visit["workshops.plan.anonymous"] : "", line.Item.IsOut ? Visit["workshops.plan.out"] : "",
    }.Where(said => said.Length > 0))));
}
