using System.Text;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Actions.Reminders;

/// <summary>One thing somebody is reminded of, as a letter needs it.</summary>
/// <param name="Reminder">Which reminder; its link is made of it.</param>
/// <param name="What">On which occasion.</param>
/// <param name="On">The day it is due, or is to be looked at.</param>
public sealed record Reminded(Guid Reminder, Prompt What, DateOnly On);

/// <summary>
/// The text of a reminder: how many things wait, by when, and a link to each that can be answered at once. Never what they are: the page behind the link says that.
/// Short lines: it is read on a phone, as plain text.
/// </summary>
public sealed class PlanLetter(AnswerLinks links, Library library, Settings settings)
{
    /// <summary>So many have a link of their own; the rest waits on the person's own page.</summary>
    public const int MostLinks = 6;

    /// <summary>The letter to one person about all that falls on this day.</summary>
    /// <param name="to">The receiver.</param>
    /// <param name="reminded">What it is about, those that are due first at the top.</param>
    public (string Subject, LetterBody Body) Of(Person to, IEnumerable<Reminded> reminded)
    {
        var words = library.In(library.Speaks(to.Language) ? to.Language : "da").Words;
        var all = reminded.OrderBy(one => one.On).ThenBy(one => one.Reminder).ToList();
        var (own, kept) = (all.FindAll(one => one.What != Prompt.Keeper), all.Count(one => one.What == Prompt.Keeper));
        var text = new StringBuilder();
        if (own.Count > 0)
            text.Append(words.Count("plan-letters.own", own.Count)).Append('\n').Append(words["plan-letters.answer"]).Append("\n\n");
        foreach (var one in own.Take(MostLinks))
            text.Append(words.With($"plan-letters.{(one.What is Prompt.Look or Prompt.LookWeekAfter or Prompt.LookWeekly ? "look" : "due")}", ("day", words.ShortDay(one.On))))
                .Append('\n').Append(settings.Link(links.To(one.Reminder, to.Id))).Append("\n\n");
        if (own.Count > MostLinks)
            text.Append(words.Count("plan-letters.more", own.Count - MostLinks)).Append("\n\n");
        if (kept > 0)
            text.Append(words.Count("plan-letters.kept", kept)).Append("\n\n");
        return (words["desk-letters.reminder.subject"], new(words.With("plan-letters.frame",
            ("name", to.FirstName), ("text", text.ToString().TrimEnd()), ("page", settings.Link("/me")), ("choice", settings.Link(ChoicePage.Address)))));
    }
}
