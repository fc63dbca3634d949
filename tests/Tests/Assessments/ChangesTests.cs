using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Assessments;
using Omtanke.Assessments.Box;
using Omtanke.Data;
using Omtanke.Insight;
using Omtanke.Organisation;

namespace Omtanke.Tests.Assessments;

/// <summary>What becomes of an asking when the workplace changes under it.</summary>
public sealed class ChangesTests(TestCluster cluster)
{
    [Fact]
    public async Task Whoever_moves_midway_is_counted_where_they_were_asked_and_whoever_has_left_hears_no_more_of_it()
    {
        await using var house = await Visits.Open(cluster);
        var school = await house.UnitOf("Fjordskolen");
        var newcomers = await house.Newcomers("Fjordskolen", 6);
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen"]);
        var codes = await house.CodesOf(id);
        var (moved, gone) = (newcomers[0], newcomers[1]);
        await house.DoChores();
        var today = Clock.Day(house.Clock.GetUtcNow());
        await house.Do(async db =>
        {
            await db.Move(moved, (await db.Units.SingleAsync(unit => unit.Name == "Genbrugspladsen")).Id, today);
            await db.Leave(gone, today.AddDays(-1));
        }, Acting.AtChores);
        await house.Wait(TimeSpan.FromDays(3));
        await house.Wait(TimeSpan.FromDays(1));
        (await LettersTo(house, moved)).ShouldBe(2);
        (await LettersTo(house, gone)).ShouldBe(1);
        // A letter that is out is good until it closes: whether somebody has left since is not told by it.
        (await house.Answer(codes[moved], "", 1)).ShouldBe(Sent.Taken);
        (await house.Answer(codes[gone], "", 2)).ShouldBe(Sent.Taken);
        await house.CloseIt(id);
        (await house.ContentsOf(id)).Answers.Select(one => one.Base).ShouldBe([school, school]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public async Task When_units_are_laid_together_the_next_round_counts_anew_and_tells_nothing_of_a_few_who_came(int came)
    {
        await using var house = await Visits.Open(cluster);
        var (stay, others) = (await house.Newcomers("Fjordskolen", 14), await house.Newcomers("Genbrugspladsen", 12));
        var id = await house.ACollection(await house.IdOf("birgit"), ["Fjordskolen", "Genbrugspladsen"], more: one => one.EveryWeeks = 4);
        await Answer(house, id, [.. stay, .. others]);
        var school = await house.UnitOf("Fjordskolen");
        (await ReleaseOf(house, id)).Of(school).ShouldNotBeNull().Hidden.ShouldBeNull();

        await house.Do(async db =>
        {
            foreach (var person in others.Take(came))
                await db.Move(person, school, Clock.Day(house.Clock.GetUtcNow()));
        }, Acting.AtChores);
        var next = await house.Ask(db => db.Collections.Where(one => one.Series == id && one.Round == 2).Select(one => one.Id).SingleAsync(), Acting.AtChores);
        await Tests.Given.Tampering(house, $"update collections set opens_at = '{house.Clock.GetUtcNow():O}', closes_at = '{house.Clock.GetUtcNow().AddDays(3):O}' where id = '{next}'");
        (await house.OpenIt(next)).ShouldBeNull();
        await Answer(house, next, [.. stay, .. others]);
        var cell = (await ReleaseOf(house, next)).Of(school).ShouldNotBeNull();
        if (came < 5)
            cell.Hidden.ShouldNotBeNull();
        else
            (cell.Hidden, cell.People).ShouldBe((null, new Count(20, 29)));

        using var birgit = await house.As("birgit");
        var page = await birgit.Get($"/collections/{next}/result");
        ((int)page.Status).ShouldBe(200);
        page.Text.ShouldContain("Fjordskolen");
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(6, false)]
    public async Task Two_askings_of_the_same_that_were_planned_apart_give_away_no_more_than_two_rounds(int apart, bool atOnce)
    {
        await using var house = await Visits.Open(cluster);
        var (school, yard, birgit) = (await house.Newcomers("Fjordskolen", 14), await house.Newcomers("Genbrugspladsen", 12), await house.IdOf("birgit"));
        var first = await house.ACollection(birgit, ["Fjordskolen", "Genbrugspladsen"]);
        if (!atOnce)
            await Answer(house, first, [.. school, .. yard]);
        // The same people, but for a few who do not answer this time: whoever laid the two beside each other would have those few.
        var other = await house.ACollection(birgit, ["Fjordskolen"]);
        if (atOnce)
            await Answer(house, first, [.. school, .. yard]);
        await Answer(house, other, [.. school.Skip(apart)]);
        var unit = await house.UnitOf("Fjordskolen");
        (await ReleaseOf(house, first)).Of(unit).ShouldNotBeNull().Hidden.ShouldBeNull();
        (await ReleaseOf(house, other)).Of(unit).ShouldNotBeNull().Hidden.ShouldBe(apart < 5 ? Hidden.ChangedByFew : null);

        // Something else, asked of the same few, is no difference to anything.
        var temperature = await house.ACollection(birgit, ["Fjordskolen"], "T04.S3");
        await Answer(house, temperature, [.. school.Skip(apart)], options: 3);
        (await ReleaseOf(house, temperature)).Of(unit).ShouldNotBeNull().Hidden.ShouldBeNull();
    }

    private static async Task Answer(Visits house, Guid id, IReadOnlyList<Guid> people, int options = 5)
    {
        var codes = await house.CodesOf(id);
        foreach (var (person, place) in people.Select((person, place) => (person, place)))
            (await house.Answer(codes[person], "", [.. Enumerable.Range(0, 20).Select(question => (int?)((place + question) % options))])).ShouldBe(Sent.Taken);
        await house.CloseIt(id);
        await house.DoChores();
    }

    private static async Task<Release> ReleaseOf(Visits house, Guid id) =>
        (await house.Within(async (_, services) => await services.GetRequiredService<Releases>().Of(id), Acting.AtChores)).ShouldNotBeNull();

    private static Task<int> LettersTo(Visits house, Guid person) => house.LettersAsking(person);
}
