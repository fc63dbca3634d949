using Omtanke.Content;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Conversations.Agree;

/// <summary>The record as Word: as it stands, or blank, with the form's columns to fill in by hand.</summary>
internal sealed class RecordDocument(Visit visit)
{
    private const uint RoomByHand = 900;

    /// <summary>The agreements as they stand. Nothing else of the conversation is asked for here, so nothing else can come along.</summary>
    public byte[] Of(Agreed agreed)
    {
        var paper = new WordPaper(visit["conversations.record.title"], visit.Culture).Title(Form(agreed.Conversation.Form));
        if (!agreed.Settled)
            paper.Text(visit["conversations.record.draft"]);
        paper.Fact(visit["conversations.record.employee"], agreed.Two.Employee.Name).Fact(visit["conversations.record.leader"], agreed.Two.Leader.Name);
        if (agreed.Conversation.HeldAt is { } held)
            paper.Fact(visit["conversations.record.held"], visit.Moment(held));
        paper.Heading(1, visit["conversations.agree.list"]);
        if (agreed.Points.Count > 0)
            Table(paper, agreed.Points.Select(point => Row(
                point.Agreement.CarriedFrom is null ? point.What : $"{point.What}\n({visit["conversations.agree.carried"]})",
                agreed.NameOf(point.Agreement.Who) ?? visit["conversations.agree.both"],
                visit.ShortDay(point.Agreement.DueOn))));
        else
            paper.Text(visit["conversations.agree.none"]);
        paper.Heading(1, visit["conversations.agree.talk"])
            .Text(agreed.Conversation.NextTalkAt is { } next ? visit.Moment(next) : visit["conversations.agree.talk-none"])
            .Heading(1, visit["conversations.record.confirmations"]);
        foreach (var person in agreed.Both)
            paper.Text(visit.With(
                agreed.By(person.Id) is null ? "conversations.agree.wait" : "conversations.agree.yes",
                ("name", person.Name), ("moment", agreed.By(person.Id) is { } yes ? visit.Moment(yes.At) : null)));
        return paper.Fact(visit["text-mark.title"], Fingerprint.Short(agreed.Text.Hash)).Small(visit["text-mark.note"]).Small(visit["conversations.record.holds"]).Save();
    }

    /// <summary>The form with its five columns, and a table for the agreements, to fill in by hand.</summary>
    public byte[] Blank(Library library, Form form)
    {
        var (tool, step) = (library.Tool("care-conversation")!, library.Step(form == Conversations.Form.Care ? "T07.F2" : "T07.F3"));
        var paper = new WordPaper(visit.Language.Text(step.Id, "title"), visit.Culture).Title(visit.Language.Text(tool.Id, "title"));
        foreach (var fact in (string[])["employee", "leader", "held"])
            paper.Fact(visit[$"conversations.record.{fact}"], "________________________________");
        FormDocument.Write(paper, step, visit.Language);
        paper.NewPage(1, visit["conversations.agree.list"]);
        Table(paper, Enumerable.Repeat(Row("", "", ""), 6), RoomByHand);
        return paper.Field(visit["conversations.agree.talk"], visit["conversations.agree.talk-hint-paper"], lines: 2)
            .Field(visit["conversations.record.signed"], lines: 3)
            .Small(visit["conversations.record.keep"]).Save();
    }

    private string Form(Form form) => visit[$"conversations.form.{form}"];

    private void Table(WordPaper paper, IEnumerable<IReadOnlyList<WordCell>> rows, uint height = 0) => paper.Table(
        visit["conversations.agree.list"],
        [(visit["conversations.agree.what-short"], 56), (visit["conversations.agree.who-short"], 20), (visit["conversations.agree.due-short"], 24)], rows, height);

    private static IReadOnlyList<WordCell> Row(params IEnumerable<string> cells) => [.. cells.Select(cell => new WordCell(cell))];
}
