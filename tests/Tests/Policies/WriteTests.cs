using System.Net;
using Microsoft.EntityFrameworkCore;
using Omtanke.Data;
using Omtanke.Policies;

namespace Omtanke.Tests.Policies;

/// <summary>A group writes: two at once without loss, every version kept, sections in and out and about.</summary>
public sealed class WriteTests(TestCluster cluster)
{
    [Fact]
    public async Task An_amr_begins_with_our_text_and_the_name_of_the_workplace_stands_in_it()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await jonas.BeginPolicy(with: "birgit");

        var page = await (await house.As("birgit")).Get($"/policies/{id}/draft");
        page.Text.ShouldContain("Ingen hos Fjordby Kommune skal blive syg");
        page.Text.ShouldContain("[Den daglige leder af arbejdsmiljøarbejdet]");
        (await house.SectionsOf(id)).Count(section => section.IsOut).ShouldBe(2, "what only some have need of lies ready, left out");
    }

    [Theory]
    [InlineData("T03.S3.F1", 1)]
    [InlineData("T03.S3.F2", 3)]
    [InlineData("T03.S3.F3", 4)]
    public async Task Each_form_begins_with_its_own_sections(string form, int sections)
    {
        await using var house = await Visits.Open(cluster);
        var id = await (await house.As("birgit")).BeginPolicy(form);
        (await house.SectionsOf(id)).Count.ShouldBe(sections);
    }

    [Fact]
    public async Task A_form_with_something_missing_is_told_and_keeps_what_was_typed()
    {
        await using var house = await Visits.Open(cluster);
        var birgit = await house.As("birgit");
        var page = await birgit.Post("/policies", ("form", "T03.S3.F4"), ("title", ""), ("language", "da"), ("with1", "Ingen Kender Mig"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("Skriv, hvad I kalder den.");
        page.Text.ShouldContain("Vi kan ikke finde den person.");
        page.Text.ShouldContain("Vælg, om kommentarer skal komme med navn.");
        page.Text.ShouldContain("Ingen Kender Mig");
        (await house.Ask(db => db.Policies.CountAsync(), Acting.AtChores)).ShouldBe(0);
    }

    [Fact]
    public async Task Two_who_write_in_the_same_section_both_see_both_texts()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit) = (await house.As("jonas"), await house.As("birgit"));
        var id = await jonas.BeginPolicy(with: "birgit");
        var purpose = await house.AddressOf(id, "T03.S3.1");
        (await jonas.Autosave(purpose, ("version", "1"), ("title", "Formål"), ("text", "Jonas skriver"))).Text.ShouldContain("\"version\":2");

        var late = await birgit.Autosave(purpose, ("version", "1"), ("title", "Formål"), ("text", "Birgit skriver"));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Jonas skriver");
        var page = await birgit.Post(purpose, ("version", "1"), ("title", "Formål"), ("text", "Birgit skriver"));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("Jonas skriver");
        page.Text.ShouldContain("Birgit skriver");
        page.Text.ShouldContain("Jonas Bech har ændret afsnittet");
        (await house.SectionsOf(id)).Single(section => section.Source == "T03.S3.1").Text.ShouldBe("Jonas skriver");

        // Having seen both, she saves what they come to; and what each wrote is a version.
        (await birgit.Post(purpose, ("version", "2"), ("title", "Formål"), ("text", "Jonas og Birgit skriver"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var versions = await birgit.Get($"{purpose}/versions");
        versions.Text.ShouldContain("Jonas Bech");
        versions.Text.ShouldContain("<ins>");
    }

    [Fact]
    public async Task Two_who_write_in_two_sections_at_the_same_moment_both_save()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit) = (await house.As("jonas"), await house.As("birgit"));
        var id = await jonas.BeginPolicy(with: "birgit");
        var (purpose, prevention) = (await house.AddressOf(id, "T03.S3.1"), await house.AddressOf(id, "T03.S3.2"));
        foreach (var version in Enumerable.Range(1, 5))
        {
            var both = await Task.WhenAll(
                jonas.Autosave(purpose, ("version", $"{version}"), ("title", "Formål"), ("text", $"Jonas {version}")),
                birgit.Autosave(prevention, ("version", $"{version}"), ("title", "Forebyggelse"), ("text", $"Birgit {version}")));
            both.ShouldAllBe(reply => reply.Status == HttpStatusCode.OK);
        }
        var page = await jonas.Get($"/policies/{id}/draft");
        page.Text.ShouldContain("Jonas 5");
        page.Text.ShouldContain("Birgit 5");
    }

    [Fact]
    public async Task Many_who_save_the_same_section_at_the_same_moment_leave_one_text_and_lose_nobody_unawares()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit) = (await house.As("jonas"), await house.As("birgit"));
        var id = await jonas.BeginPolicy(with: "birgit");
        var purpose = await house.AddressOf(id, "T03.S3.1");
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? jonas : birgit).Autosave(purpose, ("version", "1"), ("title", "Formål"), ("text", $"tekst {number}"))));
        replies.Count(reply => reply.Status == HttpStatusCode.OK).ShouldBe(1);
        replies.Count(reply => reply.Status == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Fact]
    public async Task An_old_version_comes_out_again_as_a_new_one_and_nothing_is_gone()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit) = (await house.As("jonas"), await house.As("birgit"));
        var id = await jonas.BeginPolicy(with: "birgit");
        var purpose = await house.AddressOf(id, "T03.S3.1");
        await jonas.Autosave(purpose, ("version", "1"), ("title", "Formål"), ("text", "den gode tekst"));
        await birgit.Autosave(purpose, ("version", "2"), ("title", "Formål"), ("text", "den mindre gode"));

        (await jonas.Post($"{purpose}/restoration", ("number", "2"))).Location.ShouldBe($"{purpose}/versions");

        (await jonas.Get($"/policies/{id}/draft")).Text.ShouldContain("den gode tekst");
        var page = await jonas.Get($"{purpose}/versions?from=1&to=4");
        page.Text.ShouldContain("Hentet frem fra udgave 2");
        page.Text.ShouldContain("den mindre gode");
        // Whoever had the section open meanwhile meets a clash, and overwrites nothing.
        (await birgit.Autosave(purpose, ("version", "3"), ("title", "Formål"), ("text", "videre på det gamle"))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Sections_come_in_move_go_out_and_come_back_with_their_words()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var id = await jonas.BeginPolicy("T03.S3.F3");
        var added = (await jonas.Post($"/policies/{id}/sections", ("new-title", "Kaffen er varm"))).Location!;
        await jonas.Autosave(added, ("version", "1"), ("title", "Kaffen er varm"), ("text", "Sæt dig ned."));
        (await jonas.Post($"/policies/{id}/sections", ("source", "T03.S3.7"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await jonas.Get($"/policies/{id}/draft")).Text.ShouldContain("Ingen fortæller noget videre");

        var coffee = added.Split('/')[^1];
        foreach (var _ in Enumerable.Range(0, 9))
            await jonas.Post($"/policies/{id}/sections/{coffee}/position", ("way", "up"));
        (await house.SectionsOf(id))[0].Title.ShouldBe("Kaffen er varm");

        await jonas.Post($"/policies/{id}/sections/{coffee}/absence", ("out", "yes"));
        (await jonas.Get($"/policies/{id}/draft")).Text.ShouldNotContain("Sæt dig ned.");
        await jonas.Post($"/policies/{id}/sections/{coffee}/absence", ("out", "no"));
        (await jonas.Get($"/policies/{id}/draft")).Text.ShouldContain("Sæt dig ned.");
    }

    [Fact]
    public async Task Text_too_long_and_a_heading_gone_are_told_and_nothing_is_lost()
    {
        await using var house = await Visits.Open(cluster);
        var jonas = await house.As("jonas");
        var purpose = await house.AddressOf(await jonas.BeginPolicy(), "T03.S3.1");
        var page = await jonas.Post(purpose, ("version", "1"), ("title", ""), ("text", "kanarie" + new string('x', 10_001)));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("kanarie");
        page.Text.ShouldContain("Skriv en overskrift.");
        (await jonas.Autosave(purpose, ("version", "1"), ("title", "x"), ("text", "et \u0001 tegn"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_sees_what_the_others_changed_since_they_looked_and_who_is_there()
    {
        await using var house = await Visits.Open(cluster);
        var (jonas, birgit) = (await house.As("jonas"), await house.As("birgit"));
        var id = await jonas.BeginPolicy(with: "birgit");
        var purpose = await house.AddressOf(id, "T03.S3.1");
        await birgit.Get($"/policies/{id}/draft");
        await house.Wait(TimeSpan.FromHours(2));
        await jonas.Get(purpose);
        await jonas.Autosave(purpose, ("version", "1"), ("title", "Formål"), ("text", "nyt"));

        var page = await birgit.Get($"/policies/{id}/draft");
        page.Text.ShouldContain("Jonas Bech skrev her");
        page.Text.ShouldContain("Jonas Bech har afsnittet »Formål« åbent");
        await house.Wait(TimeSpan.FromHours(1));
        (await birgit.Get($"/policies/{id}/draft")).Text.ShouldNotContain("Jonas Bech skrev her");
    }
}
