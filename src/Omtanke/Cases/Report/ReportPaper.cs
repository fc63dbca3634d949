using Omtanke.Insight;
using Omtanke.Organisation;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Cases.Report;

/// <summary>The yearly report in Word: the same as the page, with what is hidden and why, and room for what is decided.</summary>
internal static class ReportPaper
{
    /// <inheritdoc cref="ReportPaper"/>
    public static byte[] Of(CaseReport report, Visit visit)
    {
        var (words, culture) = (visit.Words, visit.Culture);
        var paper = new WordPaper(words.With("case-report.title", ("year", report.Year)), culture).Title(report.Workplace);
        paper.Fact(words["learning.report.about"], report.Unit?.Name ?? words["case-report.whole"]).Fact(words["learning.report.made"], visit.Day(visit.Today)).Text(words["case-report.lead"]);
        if (report.IsEmpty)
            paper.Text(words.With("case-report.empty-text", ("n", Thresholds.Fewest)));
        else
        {
            Many();
            foreach (var (part, questions) in CaseReport.Parts)
            {
                paper.Heading(1, words[$"case-report.part.{part}"]).Text(words[$"case-report.part-text.{part}"]);
                foreach (var told in questions.Select(id => report.Told.GetValueOrDefault(id)).OfType<Told>())
                    Tell(told);
            }
            foreach (var (why, number) in report.Reasons.Select((why, number) => (why, number)))
                (number == 0 ? paper.Heading(1, words["collections.result.hidden.title"]) : paper).Fact(Say.Short(why, words), Say.Long(why, words));
            Points();
        }
        paper.Heading(1, words["case-report.limits-title"]);
        foreach (var line in ReportPage.Limits)
            paper.Point("•", words.With($"case-report.limits.{line}", ("n", Thresholds.Fewest)));
        paper.Field(words["case-report.next"], words["case-report.next-help"], lines: 6);
        return paper.Save();

        void Many()
        {
            paper.Heading(1, words["case-report.many"]).Lead(words["case-report.many-text"]).Table(
                words["case-report.many"], [(words["learning.year"], 30), (words["learning.number"], 70)],
                report.Counts.Select(count => (IReadOnlyList<WordCell>)[new($"{count.Year}"), new(Say.Many(count.Number, words, culture))]));
        }

        void Tell(Told told)
        {
            var (title, lines) = (Say.Title(told.Question, visit), Say.Lines(told, visit).ToList());
            var mean = told.Mean is { } value ? Say.Mean(told, value, visit) : null;
            if (told.Why is { } why)
                paper.Fact(title, words.With("collections.result.hidden.as", ("why", Say.Short(why, words))));
            else if (lines.Count > 1)
                paper.Heading(2, mean is null ? title : $"{title} {mean}")
                    .Table(title, [(words["case-report.answer"], 75), (words["case-report.share"], 25)], lines.Select(line => (IReadOnlyList<WordCell>)[new(line.Line), new(Say.Percent(line.Share, culture))]));
            else
                paper.Fact(title, mean ?? string.Join(' ', lines.Select(line => $"{line.Line} {Say.Percent(line.Share, culture)}")));
        }

        void Points()
        {
            paper.Heading(1, words["case-report.points"]).Text(words[report.Points.Count == 0 ? "case-report.points-none" : "case-report.points-text"]);
            foreach (var (theme, points) in report.ByTheme)
            {
                paper.Heading(2, LearningPoint.NameOf(theme, visit.Language));
                foreach (var point in points)
                    paper.Point("•", point.Text);
            }
        }
    }
}
