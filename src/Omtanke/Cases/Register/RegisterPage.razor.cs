using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases.Register;

/// <summary>Asking for early intervention: for oneself, or as the leader of somebody who knows of it. Choices alone, on a phone, in under two minutes.</summary>
public sealed partial class RegisterPage
{
    private const int LongestPhone = 20;

    [Parameter, EditorRequired] public required Typed Typed { get; set; }

    /// <summary>Those one leads; empty when it is for oneself.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Person> Led { get; set; }

    /// <summary>For oneself, or for somebody one leads; null while a leader has not said which.</summary>
    [Parameter] public bool? ForMe { get; set; }

    /// <summary>Whether there is anybody at the workplace who takes cases on.</summary>
    [Parameter, EditorRequired] public required bool Anybody { get; set; }

    [CascadingParameter] public required Visit Visit { get; set; }

    internal static void Open(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/cases/new", Show).May(Operation.Begin, Kind.Case);
        doors.MapPost("/cases", Send).May(Operation.Begin, Kind.Case);
    }

    private static async Task<IResult> Show(HttpRequest request, Database db, Gate gate)
    {
        var led = await db.LedBy(gate.Me);
        bool? forMe = led.Count == 0 ? true : request.Query["for"].ToString() switch { "me" => true, "employee" => false, _ => null };
        return Of(new Typed(), led, forMe, await db.HoldersOf(Role.Psychologist) > 0);
    }

    private static async Task<IResult> Send(Posted form, Database db, Gate gate, CaseLetters letters, Visit visit)
    {
        var (typed, me) = (new Typed(form), gate.Me);
        var (id, forMe) = (typed.NewId, typed["for"] != "employee");
        // Pressed twice, it is one.
        if (await db.Cases.AnyAsync(one => one.Id == id))
            return Page.SeeOther($"/cases/{id}");
        var led = await db.LedBy(me);
        var employee = forMe ? me : await ThatOne(typed, led, db, me);
        typed.Errors.AddWhen(forMe && await db.Cases.AnyAsync(one => one.Employee == me && one.ClosedAt == null), "reason", "cases.errors.going");
        typed.Errors.AddWhen(!forMe && !typed.Has("known"), "known", "cases.errors.known");
        var (said, urgency) = Read(typed);
        typed.Errors.AddWhen(!Staff.AllLanguages.Contains(typed["language"]), "language", "cases.errors.language");
        if (typed.Errors.Any || employee is not { } whose)
            return Of(typed, led, forMe, anybody: true);
        var unit = await db.UnitOf(whose);
        var (key, grant) = gate.Begin(Kind.Case, id, id, whose);
        var (made, registered) = forMe ? Case.ByEmployee(id, key, me, unit, typed["language"], urgency, visit.Now) : Case.ByLeader(id, key, me, whose, unit, typed["language"], urgency, visit.Now);
        db.AddRange(made, registered, Registration.Of(id, said, grant));
        await db.SaveChangesAsync();
        await letters.Tell(id, "received", DeskNews.Received, me);
        if (!forMe)
            await letters.Tell(id, "registered", whose);
        await letters.TellTeam(visit.Today);
        return Page.SeeOther($"/cases/{id}", forMe ? "cases.register.done-own" : "cases.register.done", "/cases");
    }

    // Somebody they lead today, and nobody else: of all others not even whether they exist.
    private static async Task<Guid?> ThatOne(Typed typed, List<Person> led, Database db, Guid me)
    {
        var found = Guid.TryParse(typed["with"], out var id) ? led.Find(person => person.Id == id) : null;
        typed.Errors.AddWhen(found is null, "with", "cases.errors.with");
        typed.Errors.AddWhen(found is not null && await db.Cases.AnyAsync(one => one.Employee == found.Id && one.Leader == me && one.ClosedAt == null), "with", "cases.errors.going-theirs");
        return found?.Id;
    }

    // In the order of the page: so what is wrong is told from the top.
    private static (Said, Urgency) Read(Typed typed)
    {
        var (reason, share) = (typed.One("reason", Enum.GetValues<Reason>(), "cases.errors.reason"), typed.One("share", Enum.GetValues<WorkShare>(), "cases.errors.share"));
        var urgency = typed.One("urgency", Enum.GetValues<Urgency>(), "cases.errors.urgency");
        var reached = typed.One("reached", Enum.GetValues<Reached>(), "cases.errors.reached");
        var phone = typed.Line("phone", LongestPhone);
        typed.Errors.AddWhen(phone.Length > 0 ? !IsNumber(phone) : reached == Reached.Phone && typed["reached"].Length > 0, "phone", "cases.errors.phone");
        return (new(reason, share, [.. Said.AllStressTypes.Where(typed.All("stress").Contains)], reached, phone.Length > 0 ? phone : null), urgency);
    }

    private static IResult Of(Typed typed, IReadOnlyList<Person> led, bool? forMe, bool anybody) =>
        Page.Of<RegisterPage>(new { Typed = typed, Led = led, ForMe = forMe, Anybody = anybody }, typed.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private IEnumerable<(string, string, string?)> Choices<T>(string word) where T : struct, Enum => Enum.GetValues<T>().Select(one => (one.ToString(), Visit[$"cases.{word}.{one}"], (string?)null));

    // As people write a number: digits, what they set between them, and perhaps the code of a country. It is called by a person, not by a machine.
    private static bool IsNumber(string typed) => typed.Count(char.IsAsciiDigit) is >= 8 and <= 15 && typed.All(letter => char.IsAsciiDigit(letter) || " +()-./".Contains(letter, StringComparison.Ordinal));
}
