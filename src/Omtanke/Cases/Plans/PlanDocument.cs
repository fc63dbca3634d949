using System.Globalization;
using Omtanke.Data;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Cases.Plans;

/// <summary>A plan as Word: what stands in it and who has confirmed it. Nothing else of the case is asked for here, so nothing else can come along.</summary>
internal static class PlanDocument
{
    /// <summary>The file.</summary>
    public static byte[] Of(Opened opened, Visit visit)
    {
        var (content, kind) = (opened.Content, opened.Plan.Kind);
        var paper = new WordPaper(visit[$"case-plans.kind.{kind}"], visit.Culture).Title();
        if (!opened.Settled)
            paper.Text(visit["case-plans.paper.draft"]);
        paper.Fact(visit["case-plans.paper.employee"], NameOf(opened.Case.Employee));
        if (opened.Case.HasLeaderContact)
            paper.Fact(visit["case-plans.paper.leader"], NameOf(opened.Case.Leader));
        paper.Fact(
            visit["case-plans.paper.version"], visit.With(opened.Text.Adjusted ? "case-plans.version-adjusted" : "case-plans.version", ("n", opened.Text.Version), ("day", visit.ShortDay(Clock.Day(opened.Text.SavedAt)))));
        if (content is { FirstDay: { } first, TalkBy: { } last })
        {
            paper.Fact(visit["case-plans.talk.first-day"], visit.Day(first));
            if (!content.Exempt)
                paper.Fact(visit["case-plans.talk.last"], visit.Day(last));
        }
        foreach (var held in content.Held)
            paper.Fact(visit["case-plans.talk.how"], visit[$"case-plans.talk.{held}"]);
        if (content.Hours.Count > 0)
            paper.Heading(1, visit["case-plans.hours.title"]).Table(
                visit["case-plans.hours.title"], [(visit["case-plans.hours.week"], 20), (visit["case-plans.hours.from"], 50), (visit["case-plans.hours.hours"], 30)],
                content.Hours.Select((hours, week) => Row((week + 1).ToString(CultureInfo.InvariantCulture), content.StartsOn is { } start ? visit.ShortDay(start.AddDays(7 * week)) : "–", Number(hours)))
                    .Append(Row("", visit["case-plans.hours.sum"], Number(content.Sum))));
        foreach (var field in PlanContent.FieldsOf(kind).Where(field => content[field].Length > 0))
            paper.Heading(1, visit[$"case-plans.field.{field}"]).Text(content[field]);
        if (content.Reviews.Count > 0)
            paper.Heading(1, visit["case-plans.reviews.title"]);
        foreach (var day in content.Reviews)
            paper.Text(visit.Day(day));
        paper.Heading(1, visit["case-plans.confirm.who"]);
        foreach (var person in opened.Both)
            paper.Text(opened.AnswerOf(person, visit));
        return paper.Fact(visit["text-mark.title"], Fingerprint.Short(opened.Text.Hash)).Small(visit["text-mark.note"]).Save();

        string NameOf(Guid? person) => opened.NameOf(person, visit);

        string Number(decimal hours) => hours.ToString("0.#", visit.Culture);
    }

    private static IReadOnlyList<WordCell> Row(params IEnumerable<string> cells) => [.. cells.Select(cell => new WordCell(cell))];
}
