using Omtanke.Content;
using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>What a group has written can be acted on with one press, whichever kind of step it was written in.</summary>
public sealed class ProposalsTests
{
    // A step of each kind a group can agree on, what stands in it, and what it gives to act on: what, and all else that is known of it.
    private static readonly (string Kind, string Step, (string Field, string Value)[] Answer, (string What, string More)[] Proposals)[] Kinds =
    [
        ("board", "T04.S4", [("T04.S4.L1", "Kaffe\n- Grin mere\n\n"), ("T04.S4.A2.what", "Stille rum\nog en dør"), ("T04.S4.A2.who", "Per"), ("T04.S4.A3.who", "Ida")],
            [("Kaffe", ""), ("Grin mere", ""), ("Stille rum\nog en dør", "who Per")]),
        ("grid", "T11.S3", [("T11.S3.1-T11.S3.K1", "Lageret"), ("T11.S3.1-T11.S3.K2", "Vi venter på dem"), ("T11.S3.1-T11.S3.K3", "Morgenkaffe mandag"), ("T11.S3.2-T11.S3.K1", "Skolen"), ("T11.S3.Q1", "Lageret, Ida, mandag")],
            [("Morgenkaffe mandag", "cause Vi venter på dem, with Lageret"), ("Lageret, Ida, mandag", "")]),
        ("grid", "T10.S3.P", [("T10.S3.P1-T10.S3.K1", "Larm"), ("T10.S3.P1-T10.S3.K5", "Filt på stolene\nDøren lukkes")], [("Filt på stolene", "issue Larm"), ("Døren lukkes", "issue Larm")]),
        ("themes", "L13.F1", [("L13.F1.1.red", "Møder\nMails"), ("L13.F1.1.green", "Kaffe"), ("L13.F1.O1.name", "Huset"), ("L13.F1.O1.yellow", "Træk")],
            [("Møder", "issue {L13.F1.1.title}"), ("Mails", "issue {L13.F1.1.title}"), ("Træk", "issue Huset")]),
        ("prioritise", "L14.S4", [("L14.S4.B.1", "Ro om morgenen"), ("L14.S4.B.Q1", "Ingen møder før ni")], [("Ro om morgenen", "issue {L14.S4.B.title}, level group"), ("Ingen møder før ni", "issue {L14.S4.B.title}, level group")]),
        ("plan", "L13.F3",
            [("L13.F3.1.1", "Vi er alene"), ("L13.F3.2.1", "Makkere"), ("L13.F3.3.1", "En time"), ("L13.F3.4.1", "Snart"), ("L13.F3.5.1", "HR"), ("L13.F3.6.1", "Ida"), ("L13.F3.7.1", "Vi spørger"), ("L13.F3.8.1", "I maj"), ("L13.F3.1.2", "Uden en plan")],
            [("Makkere", "issue Vi er alene, who Ida, with HR, needs En time, measure Vi spørger")]),
        ("checklist", "T10.S4", [("T10.C1", "yes"), ("T10.C2", "no"), ("T10.C2.note", "Ikke om natten"), ("T10.C3", "partly")], [("{T10.C2.text}", "issue Ikke om natten")]),
        ("scale", "T10.S5", [("T10.Q1", "2"), ("T10.S5.1", "Mere at sige")], [("Mere at sige", "")]),
        ("wheel", "L14.S2", [("L14.R1", "Løb\nSøvn"), ("L14.S2.1", "Mere af det")], [("Løb", ""), ("Søvn", ""), ("Mere af det", "")]),
        ("form", "L14.S5", [("L14.S5.1", "Vi mødes\ni maj")], [("Vi mødes\ni maj", "")]),
    ];

    [Fact]
    public void Every_kind_a_group_can_agree_on_says_what_can_be_acted_on_with_all_that_is_known_of_it()
    {
        var (library, language) = (Visits.Library, Visits.Library.In("da"));
        foreach (var (kind, step, given, expected) in Kinds)
        {
            var sheet = StepKinds.Read(library.Step(step));
            sheet.Step.Kind.ShouldBe(kind);
            foreach (var (field, _) in given)
                sheet.Fields.ShouldContain(one => one.Name == field);
            var proposals = sheet.Proposals(language, given.Aggregate(Answer.Empty, (answer, one) => answer.With(one.Field, one.Value))).ToList();
            proposals.Select(one => (one.What, More(one))).ShouldBe(expected.Select(one => (Said(one.What), Said(one.More))), step);
            proposals.ShouldAllBe(one => sheet.Fields.Any(field => field.Name == one.Field));
        }

        var agreeable = library.Tools.SelectMany(tool => tool.Steps).Where(step => Together.Of(step, language).Modes.Contains(Mode.Agree)).Select(step => step.Kind).ToHashSet();
        agreeable.ShouldBe(Kinds.Select(one => one.Kind).Distinct(), ignoreOrder: true);

        string Said(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\{(?<id>.+)\.(?<field>title|text)\}", found => language.Plain(found.Groups["id"].Value, found.Groups["field"].Value));
    }

    [Fact]
    public void A_table_that_does_not_say_what_its_columns_are_gives_each_cell_under_its_row_and_one_that_names_another_is_refused()
    {
        const string words = "T99.S1: {title: Guldkorn}\nT99.R1: {title: Krav}\nT99.K1: {title: Godt}\nT99.K2: {title: Skidt}";
        using var one = new OneStep("{id: T99.S1, kind: grid, rows: [T99.R1], columns: [T99.K1, T99.K2]}", words);
        var answer = Answer.Empty.With("T99.R1-T99.K2", "Larm\nTræk");
        one.Sheet.Proposals(one.Danish, answer).Select(proposal => (proposal.What, proposal.Issue)).ShouldBe([("Larm", "Krav"), ("Træk", "Krav")]);
        foreach (var (action, told) in new[] { ("{what: T99.K3}", "names 'T99.K3'"), ("{issue: T99.K1}", "lacks 'what'"), ("{what: T99.K1, when: T99.K2}", "does not know the key 'when'") })
        {
            using var odd = new OneStep($"{{id: T99.S1, kind: grid, rows: [T99.R1], columns: [T99.K1, T99.K2], action: {action}}}", words);
            Should.Throw<ContentException>(() => odd.Sheet).Message.ShouldContain(told);
        }
    }

    private static string More(Proposal one) => string.Join(", ", new[] { ("issue", one.Issue), ("cause", one.Cause), ("who", one.Who), ("with", one.With), ("needs", one.Needs), ("measure", one.Measure), ("level", one.Level) }
        .Where(part => part.Item2.Length > 0).Select(part => $"{part.Item1} {part.Item2}"));
}
