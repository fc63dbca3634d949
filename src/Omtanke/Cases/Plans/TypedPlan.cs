using System.Globalization;
using Omtanke.Web;

namespace Omtanke.Cases.Plans;

/// <summary>A plan as it is typed: hours by the week, the texts of its kind, the days it is looked at again.</summary>
internal static class TypedPlan
{
    /// <summary>How many weeks stand open; the rest unfold.</summary>
    public const int FirstWeeks = 6;

    extension(Typed typed)
    {
        /// <summary>What is meant; what is wrong is noted at each field.</summary>
        /// <param name="kind">The kind of plan.</param>
        /// <param name="today">Today.</param>
        /// <param name="before">What stood there: a day that has passed meanwhile need not be changed along with the words.</param>
        /// <param name="within">Within how many days of the first day of absence the talk is held, where the kind has such a day.</param>
        public PlanContent Plan(PlanKind kind, DateOnly today, PlanContent before, int? within)
        {
            var hours = PlanContent.HasHours(kind) ? typed.Hours() : [];
            var starts = PlanContent.HasHours(kind) && (hours.Count > 0 || typed["starts"].Length > 0) ? typed.Day("starts", "case-plans.errors.starts") : null;
            var texts = PlanContent.FieldsOf(kind).ToDictionary(field => field, field => typed.Text(field, PlanContent.Longest));
            var reviews = new SortedSet<DateOnly>();
            for (var row = 1; row <= PlanContent.MostReviews; row++)
                if (typed.DayIfAny($"review{row}") is { } day)
                {
                    typed.Errors.AddWhen(day < today && !before.Reviews.Contains(day), $"review{row}", "case-plans.errors.review-past");
                    typed.Errors.AddWhen(day > today.AddYears(2), $"review{row}", "case-plans.errors.review-far");
                    reviews.Add(day);
                }
            var plan = new PlanContent(hours.Count == 0 ? null : starts, hours, texts, [.. reviews]);
            if (!PlanContent.HasLastDay(kind))
                return plan;
            var first = typed.DayIfAny("first-day");
            typed.Errors.AddWhen(first > today, "first-day", "case-plans.errors.first-day");
            // The day as it was reckoned stays, also when the law is another later.
            return plan with { FirstDay = first, TalkBy = first == before.FirstDay ? before.TalkBy : first?.AddDays(within!.Value), ByPhone = typed.Has("by-phone"), Exempt = typed.Has("exempt") };
        }

        private IReadOnlyList<decimal> Hours()
        {
            var hours = new List<decimal>();
            for (var week = 1; week <= PlanContent.MostWeeks; week++)
            {
                var (field, text) = ($"hours{week}", typed[$"hours{week}"].Replace(',', '.'));
                // A week left empty between two has none.
                var read = decimal.TryParse(text.Length == 0 ? "0" : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
                typed.Errors.AddWhen(!read || number % 0.5m != 0, field, "case-plans.errors.hours");
                typed.Errors.AddWhen(read && number > PlanContent.FullTime, field, "case-plans.errors.too-many-hours");
                hours.Add(number);
            }
            var last = hours.FindLastIndex(number => number > 0);
            // A plan may begin with weeks of none; after the last week with hours there are no more weeks.
            return hours[..(last + 1)];
        }
    }
}
