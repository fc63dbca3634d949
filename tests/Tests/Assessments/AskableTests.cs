using System.Net;
using System.Text.RegularExpressions;
using Omtanke.Content;

namespace Omtanke.Tests.Assessments;

/// <summary>Whatever can be chosen to be asked goes the whole way: from the page one answers on, with a name for each question, through the box and the release to the page, the paper and the table.</summary>
public sealed partial class AskableTests(TestCluster cluster)
{
    [Fact]
    public async Task Every_kind_that_can_be_chosen_goes_all_the_way_from_the_phone_to_the_table()
    {
        await using var house = await Visits.Open(cluster);
        var library = Library.Read(Library.Folder());
        using var birgit = await house.As("birgit");
        var asked = new List<(Guid Id, string Step)>();
        foreach (var step in (string[])["T10.S5", "L13.F1", "T06.S3", "L09.K"])
        {
            var id = await house.ACollection(await house.IdOf("birgit"), ["Sundhed og ældre"], step);
            asked.Add((id, step));
            var codes = (await house.CodesOf(id)).Values.ToList();
            var questions = Omtanke.Assessments.Questionnaire.Of(library.Step(step), library.In("da"));
            var phone = house.Browser();
            await phone.Get($"/answer?code={codes[0]}");
            var page = WebUtility.HtmlDecode((await phone.Get($"/collections/{id}/answer/questions")).Text);
            // Each question is the name of a group of real radio buttons, or the label of a real box.
            foreach (var one in questions)
                page.ShouldContain(one.Question.Label);
            Legends().Count(page).ShouldBe(questions[0].Measure == Omtanke.Assessments.Measure.Tick ? 1 : questions.Count, step);
            foreach (var (code, place) in codes.Take(30).Select((code, place) => (code, place)))
                await house.Answer(code, "", [.. questions.Select((one, question) => (int?)((place + question) % one.Question.Options.Count))]);
            await house.CloseIt(id);
        }
        await house.DoChores();
        foreach (var (id, step) in asked)
        {
            var result = WebUtility.HtmlDecode((await birgit.Get($"/collections/{id}/result")).Text);
            result.ShouldContain(library.In("da").Text(step, "title"));
            result.ShouldContain("id=\"whole\"");
            (await birgit.Get($"/collections/{id}/result/word")).Bytes.Length.ShouldBeGreaterThan(5000, step);
            (await birgit.Get($"/collections/{id}/result/table")).Text.Split('\n').Length.ShouldBeGreaterThan(5, step);
        }
    }

    [GeneratedRegex("<fieldset class=\"om-ask-(one|ticks)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Legends();
}
