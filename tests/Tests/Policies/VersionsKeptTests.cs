using FsCheck;
using FsCheck.Fluent;
using Omtanke.Policies;

namespace Omtanke.Tests.Policies;

/// <summary>Which savings become versions: a sitting is one, and nothing that another wrote, or that was given to others, is ever lost.</summary>
public sealed class VersionsKeptTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid[] People = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

    [Fact]
    public void What_one_person_saves_in_one_sitting_is_one_version()
    {
        var (section, versions) = Begun();
        Save(section, versions, People[0], "a", 0);
        Save(section, versions, People[0], "ab", 1);
        Save(section, versions, People[0], "abc", 9);
        versions.Select(version => version.Text).ShouldBe(["start", "abc"]);
        Save(section, versions, People[0], "abcd", 11);
        versions.Select(version => version.Text).ShouldBe(["start", "abc", "abcd"]);
    }

    [Fact]
    public void Somebody_else_begins_another_and_so_does_one_who_comes_back()
    {
        var (section, versions) = Begun();
        Save(section, versions, People[0], "hendes", 0);
        Save(section, versions, People[1], "hans", 1);
        Save(section, versions, People[0], "hendes igen", 2);
        versions.Select(version => version.Text).ShouldBe(["start", "hendes", "hans", "hendes igen"]);
    }

    [Fact]
    public void Emptying_a_section_in_the_middle_of_a_sitting_keeps_what_stood_there()
    {
        var (section, versions) = Begun();
        var written = new string('x', 500);
        Save(section, versions, People[0], written, 0);
        Save(section, versions, People[0], "", 1);
        versions.ShouldContain(version => version.Text == written);
    }

    [Fact]
    public void A_version_taken_out_again_is_a_new_one_and_nothing_is_written_into_it()
    {
        var (section, versions) = Begun();
        Save(section, versions, People[0], "ny", 0);
        versions.Add(section.Restore(versions[0], versions[^1], People[0], Start.AddMinutes(1)));
        Save(section, versions, People[0], "endnu nyere", 2);
        versions.Select(version => (version.Text, version.RestoredFrom)).ShouldBe([("start", null), ("ny", null), ("start", 1), ("endnu nyere", null)]);
    }

    [Fact]
    public void Whoever_saves_what_and_when_the_last_version_is_the_text_and_what_stood_before_another_wrote_or_a_long_pause_is_kept()
    {
        var savings = (from person in Gen.Choose(0, 2) from length in Gen.Choose(0, 600) from letter in Gen.Choose('a', 'z') from pause in Gen.Choose(0, 15) select (person, new string((char)letter, length), pause)).ListOf().ToArbitrary();
        Prop.ForAll(savings, list =>
        {
            var (section, versions) = Begun();
            var (minutes, must) = (0, new List<string> { "start" });
            foreach (var (person, text, pause) in list)
            {
                minutes += pause;
                if (section.Says(section.Title, text))
                    continue;
                if (section.SavedBy != People[person] || pause >= SectionVersion.OneSitting.TotalMinutes || section.Text.Length - text.Length > 200)
                    must.Add(section.Text);
                Save(section, versions, People[person], text, minutes);
            }
            return versions[^1].Text == section.Text && versions.Select(version => version.Number).SequenceEqual(Enumerable.Range(1, versions.Count)) && must.TrueForAll(text => versions.Exists(version => version.Text == text));
        }).QuickCheckThrowOnFailure();
    }

    private static (Section Section, List<SectionVersion> Versions) Begun()
    {
        var (section, first) = Section.Begin(Guid.NewGuid(), 1, null, "Formål", "start", People[0], Start);
        return (section, [first]);
    }

    private static void Save(Section section, List<SectionVersion> versions, Guid person, string text, int minutes)
    {
        if (section.Write(section.Title, text, versions[^1], person, Start.AddMinutes(minutes)) is { } version)
            versions.Add(version);
    }
}
