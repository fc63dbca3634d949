using System.Security.Cryptography;
using System.Text;
using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Assessments.Plan;

/// <summary>What is settled beforehand: what it is called, who is asked, when, and on which days those asked hear of it and talk about it.</summary>
public sealed record Details(string Title, IReadOnlyList<Guid> Units, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateOnly FeedbackOn, DateOnly DialogueOn, bool AsksComment, int? EveryWeeks, string Language, Mode Mode, IReadOnlyList<Guid> Readers)
{
    private const int DaysOpen = 14, DaysToFeedback = 14, DaysToDialogue = 7, MostDaysOpen = 92, MostYearsAhead = 2;

    /// <summary>The details of a collection as they are.</summary>
    public static Details Of(Collection collection) => new(
        collection.Title, collection.Units, collection.OpensAt, collection.ClosesAt, collection.FeedbackOn, collection.DialogueOn, collection.AsksComment, collection.EveryWeeks, collection.Language, collection.Mode, collection.Readers);

    /// <summary>What we suggest: it opens in a week and stays open for two, and there is time to read and to meet.</summary>
    public static Details Suggested(string title, string language, DateOnly today)
    {
        var (opens, closes) = (Workdays.From(today.AddDays(7)), Workdays.From(today.AddDays(7 + DaysOpen)));
        var feedback = Workdays.From(closes.AddDays(DaysToFeedback));
        return new(title, [], Clock.At(opens, new(9, 0)), Clock.At(closes, new(16, 0)), feedback, Workdays.From(feedback.AddDays(DaysToDialogue)), AsksComment: true, EveryWeeks: null, language, Mode.Anonymous, []);
    }

    /// <summary>As a form has them; what is wrong goes into it.</summary>
    /// <param name="typed">The form.</param>
    /// <param name="before">How they were; null for a new collection.</param>
    /// <param name="reach">The units that may be asked.</param>
    /// <param name="readers">The named few, as they were typed (<see cref="Naming"/>).</param>
    /// <param name="speaks">Whether there is content in a language.</param>
    /// <param name="now">The time.</param>
    public static Details Read(Typed typed, Details? before, Reach reach, IReadOnlyList<Guid> readers, Func<string, bool> speaks, DateTimeOffset now)
    {
        var (title, units) = (typed.Line("title", Collection.LongestTitle, "collections.plan.errors.title"), reach.Chosen(typed));
        const string undated = "collections.plan.errors.day-missing";
        var (opens, closes) = (typed.Moment("opens", "opens-time", undated), typed.Moment("closes", "closes-time", undated));
        var (feedback, dialogue) = (typed.Day("feedback", undated), typed.Day("dialogue", undated));
        var weeks = typed.NumberIfAny("weeks", 1, 52, "collections.plan.errors.weeks");
        if (opens is { } from)
        {
            typed.Errors.AddWhen(from != before?.OpensAt && Clock.Day(from) < Clock.Day(now), "opens", "collections.plan.errors.opens-past");
            typed.Errors.AddWhen(from > now.AddYears(MostYearsAhead), "opens", "collections.plan.errors.far");
        }
        if (closes is { } until)
        {
            typed.Errors.AddWhen(until <= now || until <= opens, "closes", "collections.plan.errors.closes");
            typed.Errors.AddWhen(opens is { } begin && until > begin.AddDays(MostDaysOpen), "closes", "collections.plan.errors.closes-late");
            typed.Errors.AddWhen(weeks is { } every && opens is { } first && until > first.AddDays(7 * every), "weeks", "collections.plan.errors.weeks-overlap");
        }
        typed.Errors.AddWhen(feedback is { } heard && closes is { } end && heard < Clock.Day(end), "feedback", "collections.plan.errors.feedback");
        typed.Errors.AddWhen(feedback is { } late && closes is { } over && late > Clock.Day(over).AddYears(1), "feedback", "collections.plan.errors.far");
        typed.Errors.AddWhen(dialogue is { } talk && feedback is { } known && talk < known, "dialogue", "collections.plan.errors.dialogue");
        typed.Errors.AddWhen(dialogue is { } meeting && feedback is { } told && meeting > told.AddYears(1), "dialogue", "collections.plan.errors.far");
        var mode = Naming.ModeOf(typed, before?.Mode ?? Mode.Anonymous);
        typed.Errors.AddWhen(!speaks(typed["language"]), "language", "collections.plan.errors.language");
        return new(title, units, opens ?? default, closes ?? default, feedback ?? default, dialogue ?? default, typed.Has("comment"), weeks, typed["language"], mode, mode == Mode.Confidential ? readers : []);
    }

    /// <summary>Writes them into the collection.</summary>
    public void Into(Collection collection)
    {
        (collection.Title, collection.Units, collection.OpensAt, collection.ClosesAt) = (Title, [.. Units], OpensAt, ClosesAt);
        (collection.Mode, collection.Readers) = (Mode, [.. Readers]);
        (collection.FeedbackOn, collection.DialogueOn, collection.AsksComment, collection.EveryWeeks, collection.Language) = (FeedbackOn, DialogueOn, AsksComment, EveryWeeks, Language);
    }

    /// <summary>What two who change them at once are told apart by.</summary>
    public string Seen => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [
        Title, .. Units.Order(), OpensAt.UtcTicks, ClosesAt.UtcTicks, FeedbackOn.DayNumber, DialogueOn.DayNumber, AsksComment, EveryWeeks, Language, Mode, .. Readers.Order()]))))[..16];
}
