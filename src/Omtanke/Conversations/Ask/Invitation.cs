using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Conversations.Ask;

/// <summary>Whom somebody may ask for a conversation: their own leader, and those they lead.</summary>
/// <param name="Leader">Their own leader; null at the top.</param>
/// <param name="Led">Those they lead, by name.</param>
public sealed record Partners(Person? Leader, IReadOnlyList<Person> Led)
{
    /// <summary>Whether there is nobody.</summary>
    public bool None => Leader is null && Led.Count == 0;

    /// <summary>The only one there is; null when there is a choice, or nobody.</summary>
    public Person? Only => Leader is not null && Led.Count == 0 ? Leader : Leader is null && Led.Count == 1 ? Led[0] : null;

    /// <summary>The one with this id, if it is one of them.</summary>
    public Person? Find(string? id) => Guid.TryParse(id, out var found)
        ? Leader?.Id == found ? Leader : Led.FirstOrDefault(person => person.Id == found)
        : null;
}

/// <summary>An invitation as it is being typed. It judges itself and loses nothing.</summary>
public sealed record Invitation(string Id, string With, string Form, Times Times, TypedPlace Place, string Message, TypedCompanion Companion, string Months)
{
    /// <summary>The longest message.</summary>
    public const int LongestMessage = 1000;

    /// <summary>A new one, with what we can guess filled in.</summary>
    public static Invitation Suggested(Guid id, Partners partners, Workplace workplace, Visit visit, string? with) => new(
        id.ToString(), partners.Find(with)?.Id.ToString() ?? partners.Only?.Id.ToString() ?? "", nameof(Conversations.Form.Care),
        Times.Suggested(visit.Today), new TypedPlace("", "60"), "", TypedCompanion.Nobody, Text(workplace.RetentionMonths));

    /// <summary>As a form sent it.</summary>
    public static Invitation From(Posted form) => new(
        form["id"], form["with"], form["form"], Times.From(form), TypedPlace.From(form), form["message"], TypedCompanion.From(form), form["months"]);

    /// <summary>What is meant; null with something in <paramref name="errors"/>.</summary>
    public Meant? Judge(Errors errors, Partners partners, Workplace workplace, DateTimeOffset now)
    {
        var with = partners.Find(With);
        errors.AddWhen(with is null, "with", With.Length == 0 ? "conversations.ask.error.with" : "conversations.ask.error.not-yours");
        var form = JudgeForm(Form, errors);
        var times = Times.Judge(errors, now);
        var minutes = Place.Judge(errors);
        errors.AddWhen(Message.Length > LongestMessage, "message", "conversations.ask.error.message-long");
        var asEmployee = with is not null && with.Id == partners.Leader?.Id;
        errors.AddWhen(with is not null && !asEmployee && Companion.Any, "companion-name", "conversations.ask.error.companion-theirs");
        var companion = Companion.Judge(errors);
        if (!int.TryParse(Months, System.Globalization.CultureInfo.InvariantCulture, out var months) || months < workplace.RetentionMonthsLeast || months > workplace.RetentionMonthsMost)
            errors.Add("months", "conversations.ask.error.months");
        return errors.Any ? null : new Meant(with!, asEmployee, form, times, minutes, companion, months);
    }

    /// <summary>Which talk is meant.</summary>
    internal static Form JudgeForm(string typed, Errors errors)
    {
        if (!Enum.TryParse<Form>(typed, out var form) || !Enum.IsDefined(form))
            errors.Add("form", "conversations.ask.error.form");
        return form;
    }

    internal static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An invitation without anything wrong in it.</summary>
    public sealed record Meant(Person With, bool AsEmployee, Form Form, IReadOnlyList<DateTimeOffset> Times, int Minutes, Companion? Companion, int Months);
}

/// <summary>How long a closed conversation may be kept here.</summary>
public static class Retention
{
    /// <summary>A few sensible lengths within the workplace's range, its own suggestion among them; shortest first.</summary>
    public static IReadOnlyList<int> Choices(Workplace workplace) =>
        [.. new[] { 1, 3, 6, 12, 24, 36, 60, workplace.RetentionMonthsLeast, workplace.RetentionMonths }
            .Where(months => months >= workplace.RetentionMonthsLeast && months <= workplace.RetentionMonthsMost).Distinct().Order()];
}
