using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Assessments;
using Omtanke.Assessments.Accept;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.OwnTools;
using Omtanke.Steps;

namespace Omtanke.Tests.Assessments;

/// <summary>Somebody else's questions: asked only after a yes that is kept, with the words the workplace brings, scored as their authors score them, and never without their source.</summary>
public sealed class PackTests(TestCluster cluster)
{
    private static readonly Library Ours = Library.Read(Library.Folder());

    // No word of the real questions stands in this house, nor in its tests.
    private static string Lines(int many, string what) => string.Join('\n', Enumerable.Range(1, many).Select(number => $"{what} {number}"));

    private static readonly (string Name, string? Value)[] Whole = [("version", "0"), ("items/da", Lines(5, "Prøvesætning")), ("answers/da/WHO5.A", Lines(6, "Prøvesvar"))];

    [Fact]
    public async Task It_is_asked_after_a_yes_with_name_and_version_and_told_with_its_score_and_its_source()
    {
        await using var house = await Visits.Open(cluster);
        using var birgit = await house.As("birgit");
        const string home = "/collections/packs/WHO5";
        (await birgit.Get("/collections/new")).Text.ShouldContain($"href=\"{home}\"");
        // Without a yes no words are taken, and without the tick there is no yes.
        (await birgit.Post($"{home}/wording", Whole)).Location.ShouldBe("/collections/new");
        var unticked = await birgit.Post($"{home}/licence");
        (unticked.Status, unticked.Text.Contains("Sæt kryds", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        using (var aisha = await house.As("aisha"))
        {
            (await aisha.Get(home)).Text.ShouldContain("HR, AMO og den øverste ledelse");
            (await aisha.Post($"{home}/licence", ("yes", "yes"))).Status.ShouldBe(HttpStatusCode.NotFound);
        }
        (await birgit.Post($"{home}/licence", ("yes", "yes"))).Location.ShouldBe(home);
        (await birgit.Post($"{home}/licence", ("yes", "yes"))).Location.ShouldBe(home);
        var licence = (await house.Ask(db => db.PackLicences.ToListAsync())).ShouldHaveSingleItem();
        (licence.Pack, licence.Version, licence.Person).ShouldBe(("WHO5", Ours.Pack("WHO5")!.Version, await house.IdOf("birgit")));
        (await birgit.Get(home)).Text.ShouldContain("Birgit Dam sagde ja");

        foreach (var (field, text, said) in ((string, string, string)[])[("items/da", Lines(4, "Prøvesætning"), "Antallet af linjer"), ("answers/da/WHO5.A", Lines(7, "Svar"), "Antallet af svar"), ("items/da", "Ens\nEns\nTre\nFire\nFem", "to gange"), ("items/da", "", "Antallet af linjer")])
        {
            var wrong = await birgit.Post($"{home}/wording", [.. Whole.Where(one => one.Name != field), (field, text)]);
            wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            wrong.Text.ShouldContain(said);
            wrong.Text.ShouldContain(field == "items/da" ? "Prøvesvar 6" : "Prøvesætning 5");
        }
        (await birgit.Post($"{home}/wording", Whole)).Location.ShouldBe(home);
        var step = await house.Ask(db => db.OwnTools.Where(work => work.Pack == "WHO5").Select(work => $"W{work.Number}.S").SingleAsync());
        (await birgit.Get("/collections/new")).Text.ShouldContain($"/collections/new?step={step}\"");
        (await birgit.Get("/tools")).Text.ShouldNotContain("WHO-5");
        // A table with the items' own ids, in any order, is taken as well; brought by somebody who saw other words, it is not.
        var table = string.Join('\n', Enumerable.Range(1, 5).Reverse().Select(number => $"WHO5.{number};\"Ny sætning {number}\""));
        (await birgit.Post($"{home}/wording", [.. Whole.Where(one => one.Name != "items/da"), ("items/da", table)])).Status.ShouldBe(HttpStatusCode.Conflict);
        (await birgit.Post($"{home}/wording", [("version", "1"), ("items/da", table), Whole[2]])).Location.ShouldBe(home);

        var plan = (await birgit.Post("/collections",
        [
            ("step", step), ("title", "Trivsel"), ("opens", "2026-11-24"), ("opens-time", "09:00"), ("closes", "2026-12-08"), ("closes-time", "16:00"), ("feedback", "2026-12-18"), ("dialogue", "2027-01-07"), ("weeks", ""), ("language", "da"),
            ("owner", "birgit@fjordby.example"), ("unit", (await house.UnitOf("Sundhed og ældre")).ToString()),
        ])).Location.ShouldNotBeNull();
        // Whoever plans it with names is told beside the field, and one that came to be so by another way does not open.
        (string, string?)[] other =
        [
            ("step", step), ("title", "Med navn"), ("opens", "2026-11-24"), ("opens-time", "09:00"), ("closes", "2026-12-08"), ("closes-time", "16:00"), ("feedback", "2026-12-18"), ("dialogue", "2027-01-07"), ("weeks", ""), ("language", "da"),
            ("owner", "birgit@fjordby.example"), ("unit", (await house.UnitOf("Sundhed og ældre")).ToString()),
        ];
        var named = await birgit.Post("/collections", [.. other, ("mode", "Dialogue")]);
        (named.Status, named.Text.Contains("kun have dem stillet uden navn", StringComparison.Ordinal), named.Text.Contains("Med navn", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true, true));
        var turned = (await birgit.Post("/collections", other)).Location.ShouldNotBeNull();
        (await birgit.Post(turned, [.. other, ("mode", "Dialogue")])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await Tests.Given.Tampering(house, $"update collections set mode = 'Dialogue' where id = '{turned.Split('/')[^1]}'");
        var refused = await birgit.Post($"{turned}/opening");
        (refused.Status, refused.Text.Contains("kun stilles anonymt", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Conflict, true));
        await birgit.Post($"{plan}/opening");
        var id = Guid.Parse(plan.Split('/')[^1]);
        var codes = (await house.CodesOf(id)).Values.ToList();
        var phone = house.Browser();
        await phone.Get($"/answer?code={codes[0]}");
        var asked = (await phone.Get($"/collections/{id}/answer/questions")).Text;
        asked.ShouldContain("Ny sætning 1");
        asked.ShouldContain("Prøvesvar 6</label>");
        asked.ShouldContain("World Health Organization");
        // Five items, each from 5 down to 0 points: half of them give 5, and half give 2, which is 100 and 40, and 70 in the middle.
        foreach (var (code, place) in codes.Take(30).Select((code, place) => (code, place)))
            await house.Answer(code, "", Enumerable.Repeat((int?)(place % 2 == 0 ? 0 : 3), 5).ToArray());
        await house.CloseIt(id);
        await house.DoChores();
        var release = await house.Ask(db => new Releases(db).Of(id), Acting.AtChores);
        release.ShouldNotBeNull().Cells[0].Figures.Where(figure => figure.Mean is not null).ShouldAllBe(figure => figure.Mean == 70);
        var result = (await birgit.Get($"/collections/{id}/result")).Text;
        result.ShouldContain("Trivsel");
        result.ShouldContain("<b>70</b>");
        result.ShouldContain("stiller ingen diagnose");
        result.ShouldContain("World Health Organization");
        (await birgit.Get($"/collections/{id}/result/table")).Text.ShouldContain("World Health Organization");
        using var word = new ZipArchive(new MemoryStream((await birgit.Get($"/collections/{id}/result/word")).Bytes));
        using var document = new StreamReader(word.GetEntry("word/document.xml")!.Open());
        (await document.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldContain("World Health Organization");
    }

    [Fact]
    public void Points_are_given_as_the_authors_give_them_and_one_item_the_other_way_round()
    {
        var pack = Ours.Pack("CBI")!;
        pack.Scales.Select(scale => scale.Items.Count).ShouldBe([6, 7, 6]);
        var wording = new PackWording(
            new Dictionary<string, IReadOnlyList<string>> { ["da"] = [.. Enumerable.Range(1, 19).Select(number => $"Prøve {number}")] },
            pack.Answers.ToDictionary(set => ("da", set.Id), IReadOnlyList<string> (set) => [.. Enumerable.Range(1, 5).Select(number => $"{set.Id} svar {number}")]));
        var folder = wording.FolderOf(pack, Ours);
        var tool = OwnTool.Read(folder, new Own(7, 1, null, []), Ours);
        var library = Ours.With([tool]);
        Check.Of(tool).ShouldBeEmpty();
        StepKinds.Check(tool.Tool, library).ShouldBeEmpty();
        var asked = Questionnaire.Of(tool.Tool.Steps[0], library.In("da"));
        asked.Count.ShouldBe(19);
        asked.Where(one => one is { First: 100, Worth: -25 }).Count().ShouldBe(18);
        asked.Single(one => one.First == 0).ShouldSatisfyAllConditions(one => one.Worth.ShouldBe(25), one => one.Question.Name.ShouldBe("W7.W7"));
        asked[0].Question.Options[^1].Label.ShouldBe("CBI.A svar 5");
        asked[6].Question.Options[0].Label.ShouldBe("CBI.B svar 1");
        // What was read comes out again as it was brought.
        PackWording.Of(folder, pack).Items["da"].ShouldBe(wording.Items["da"]);
    }

    [Fact]
    public void No_word_of_an_item_stands_in_the_content_and_every_pack_says_what_it_means_and_whose_it_is()
    {
        Ours.Packs.Select(pack => pack.Id).ShouldBe(["CBI", "WHO5"], ignoreOrder: true);
        foreach (var pack in Ours.Packs)
            foreach (var language in Ours.Languages)
            {
                pack.Items.ShouldAllBe(item => !language.Has(item.Id, "text") && !language.Has(item.Id, "title"));
                foreach (var field in (string[])["use", "means", "limits", "attribution"])
                    language.Text(pack.Id, field).ShouldNotBeNullOrWhiteSpace();
            }
        Ours.Pack("WHO5")!.Anonymous.ShouldBeTrue();
    }
}
