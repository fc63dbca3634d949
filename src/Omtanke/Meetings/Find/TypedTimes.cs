using Omtanke.Data;
using Omtanke.Web;

namespace Omtanke.Meetings.Find;

/// <summary>Times as they are typed: up to ten days with a time of day each.</summary>
internal static class TypedTimes
{
    /// <summary>How many stand open; the rest unfold.</summary>
    public const int First = 4;

    extension(Typed typed)
    {
        /// <summary>The moments meant, the earliest first; what is wrong is noted at each field.</summary>
        public IReadOnlyList<DateTimeOffset> Times(DateTimeOffset now)
        {
            var meant = new List<DateTimeOffset>();
            for (var row = 1; row <= Meeting.MostTimes; row++)
                if (typed[$"date{row}"].Length + typed[$"time{row}"].Length > 0 && typed.Ahead($"date{row}", $"time{row}", now) is { } at)
                {
                    typed.Errors.AddWhen(meant.Contains(at), $"date{row}", "meetings.errors.time-twice");
                    meant.Add(at);
                }
            typed.Errors.AddWhen(meant.Count == 0 && !typed.Errors.Any, "date1", "meetings.errors.no-time");
            return [.. meant.Order()];
        }

        /// <summary>A moment that is still to come, and not years away.</summary>
        public DateTimeOffset? Ahead(string day, string hour, DateTimeOffset now)
        {
            var at = typed.Moment(day, hour);
            typed.Errors.AddWhen(at <= now, day, "meetings.errors.past");
            typed.Errors.AddWhen(at >= now + Meeting.Ahead, day, "meetings.errors.far");
            return at;
        }
    }
}
