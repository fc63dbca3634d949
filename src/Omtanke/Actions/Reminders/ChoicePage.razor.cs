using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Actions.Reminders;

/// <summary>How I want to be reminded of the plan.</summary>
public sealed partial class ChoicePage
{
    /// <summary>Where it stands; reminders lead here.</summary>
    public const string Address = "/account/reminders";

    /// <summary>What is chosen now.</summary>
    [Parameter, EditorRequired] public required Wish Chosen { get; set; }

    /// <summary>What was sent and could not be taken.</summary>
    [Parameter] public Typed Typed { get; set; } = new();

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, Show).May(Operation.Read, Kind.Account);
        doors.MapPost(Address, Choose).May(Operation.Write, Kind.Account);
    }

    private static async Task<IResult> Show(Database db, Gate gate) => Page.Of<ChoicePage>(new { Chosen = await Now(db, gate.Me) });

    private static async Task<IResult> Choose(Posted form, Database db, Gate gate, Visit visit)
    {
        var typed = new Typed(form);
        var wish = typed.One("choice", Enum.GetValues<Wish>(), "reminders.choose");
        if (typed.Errors.Any)
            return Page.Of<ChoicePage>(new { Chosen = await Now(db, gate.Me), Typed = typed }, StatusCodes.Status422UnprocessableEntity);
        var (choice, me, now) = (wish.ToString(), gate.Me, visit.Now);
        await db.Database.ExecuteSqlAsync($"insert into reminder_choices (person, choice, at) values ({me}, {choice}, {now}) on conflict (person) do update set choice = excluded.choice, at = excluded.at");
        return Page.SeeOther(Address, "reminders.saved");
    }

    private static async Task<Wish> Now(Database db, Guid me) => (await db.ReminderChoices.AsNoTracking().FirstOrDefaultAsync(one => one.Person == me))?.Choice ?? Wish.AsTheyFall;
}
