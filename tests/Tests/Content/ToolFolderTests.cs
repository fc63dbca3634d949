using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Omtanke.Steps;

namespace Omtanke.Tests.Content;

/// <summary>A tool as a folder to carry about: ours come back as they went, and what somebody else packed is believed in nothing.</summary>
public sealed partial class ToolFolderTests
{
    static readonly Library library = Visits.Library;

    static readonly Own own = new(3, 1, "T06", []);

    public static TheoryData<string> Tools => [.. library.Tools.Select(tool => tool.Id)];

    [Theory]
    [MemberData(nameof(Tools))]
    public void A_tool_of_ours_sent_taken_in_and_sent_again_is_the_same_bytes_and_is_whole(string id)
    {
        var folder = library.FolderOf(library.Tool(id)!);
        var sent = folder.ToZip();
        var taken = Unpack(sent);
        taken.ToZip().ShouldBe(sent);
        taken.Hash.ShouldBe(folder.Hash);

        var read = OwnTool.Read(taken, own, library);
        var whole = library.With([read]);
        Check.Of(read).Concat(StepKinds.Check(read.Tool, whole)).ShouldBeEmpty();
        Check.AdviceOn(whole, read).ShouldBeEmpty();
        read.Tool.Own!.Borrowed.ShouldBeEmpty();
        // Under an id of its own it collides with nothing, and says what ours says.
        foreach (var (ours, theirs) in library.Tool(id)!.Steps.Zip(read.Tool.Steps))
        {
            theirs.Id.ShouldStartWith("W3.");
            StepKinds.Read(theirs).Fields.Count.ShouldBe(StepKinds.Read(ours).Fields.Count);
            whole.Text(theirs.Id, "title", "da").ShouldBe(library.Text(ours.Id, "title", "da"));
        }
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void What_is_written_again_after_a_change_says_the_same(string id)
    {
        var folder = library.FolderOf(library.Tool(id)!);
        var first = folder.Outline().Lists[0].Items[0].Id;
        var there = folder.Say("da", first, "title", "Noget helt andet: »her« - #1").Set(first, "minutes", "7");
        foreach (var language in (string[])["da", "en"])
            foreach (var ((code, one, field), text) in folder.Said().Where(said => said.Key.Code == language))
                there = there.Said()[(code, one, field)] == text || (one, field) == (first, "title") ? there : throw new ShouldAssertException($"{code} {one} {field}");
        ToolEdit.Differences(folder, there).Select(difference => difference.What).ShouldBe(folder.Outline().Find(first)!.Values.GetValueOrDefault("minutes") == "7" ? [Differs.Text] : [Differs.Text, Differs.Value], ignoreOrder: true);
        Check.Of(OwnTool.Read(there, own, library)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("to linjer\n\nog et afsnit\n- punkt: \"citat\"\n")]
    [InlineData("  indrykket først")]
    [InlineData("true")]
    [InlineData("- ikke en liste")]
    [InlineData("{hul} & *stjerne* # ingen kommentar")]
    [InlineData("'enkelt' \"dobbelt\" \\ skråstreg")]
    [InlineData("a: b\n  c: d\n\ttab")]
    [InlineData("slutter med mellemrum \n ")]
    public void Whatever_somebody_writes_comes_back_as_it_was(string text)
    {
        var folder = library.FolderOf(library.Tool("T06")!).Say("da", "T06.Q1", "text", text);
        folder.Said()[("da", "T06.Q1", "text")].ShouldBe(text);
        Unpack(folder.ToZip()).Said()[("da", "T06.Q1", "text")].ShouldBe(text);
    }

    [Fact]
    public void Parts_are_moved_added_taken_out_and_brought_back()
    {
        var ours = library.FolderOf(library.Tool("T06")!);
        Items(ours.Move("T06.Q2", up: true)).ShouldBe(["T06.Q2", "T06.Q1", "T06.Q3", "T06.Q4", "T06.Q5"]);
        Items(ours.Move("T06.Q1", up: true)).ShouldBe(Items(ours));
        var more = ours.Add("T06.S3", "statements", "T06.S3.o1").Say("da", "T06.S3.o1", "text", "Jeg siger til, når det er for meget.");
        var read = OwnTool.Read(more, own, library);
        Check.Of(read).Concat(StepKinds.Check(read.Tool, library.With([read]))).ShouldBeEmpty();
        read.Tool.Own!.Borrowed.ShouldBe(["en"]);
        library.With([read]).Text("W3.S3.o1", "text", "en").ShouldBe("Jeg siger til, når det er for meget.");

        var less = more.Remove("T06.Q3").Remove("T06.S4");
        Items(less).ShouldBe(["T06.Q1", "T06.Q2", "T06.Q4", "T06.Q5", "T06.S3.o1"]);
        less.Files.Keys.ShouldNotContain("drawings/bench.svg");
        less.Said().Keys.ShouldNotContain(key => key.Id == "T06.Q3" || key.Id.StartsWith("T06.S4"));
        var back = less.Insert(ours, "T06.Q3").Insert(ours, "T06.S4");
        Items(back).ShouldBe(["T06.Q1", "T06.Q2", "T06.Q3", "T06.Q4", "T06.Q5", "T06.S3.o1"]);
        back.Files.Keys.ShouldContain("drawings/bench.svg");
        ToolEdit.Differences(more, back).ShouldBeEmpty();

        static IEnumerable<string> Items(ToolFolder folder) => folder.Outline().Find("T06.S3")!.Lists.Single(list => list.Key == "statements").Items.Select(item => item.Id);
    }

    [Fact]
    public void A_card_of_a_deck_that_tools_share_is_changed_in_the_copy_alone()
    {
        var folder = library.FolderOf(library.Tool("T06")!);
        var sign = folder.Outline().Find("T06.S1")!.Lists.First(list => list.Key == "cards").Items[0].Id;
        var read = OwnTool.Read(folder.Say("da", sign, "text", "Jeg griner ikke længere."), own, library);
        var whole = library.With([read]);
        whole.Text($"W3.{sign}", "text", "da").ShouldBe("Jeg griner ikke længere.");
        whole.Text(sign, "text", "da").ShouldBe(library.Text(sign, "text", "da"));
    }

    [Fact]
    public void What_changed_in_ours_is_told_text_by_text_and_taken_in_one_by_one()
    {
        var then = library.FolderOf(library.Tool("T06")!);
        var now = then.Say("da", "T06.Q1", "text", "En ny ordlyd.").Say("en", "T06.Q2", "text", "A new wording.").Remove("T06.Q5").Add("T06.S3", "statements", "T06.Q6")
            .Say("da", "T06.Q6", "text", "Helt nyt.").Say("en", "T06.Q6", "text", "All new.").Move("T06.S1", up: false).Set("T06.S2", "minutes", "25");
        var changes = ToolEdit.Differences(then, now);
        changes.Select(change => (change.What, change.Id)).ShouldBe(
            [(Differs.Order, "T06"), (Differs.Value, "T06.S2"), (Differs.Text, "T06.Q1"), (Differs.Text, "T06.Q2"), (Differs.Added, "T06.Q6"), (Differs.Removed, "T06.Q5")], ignoreOrder: true);

        // Each taken into a copy that has its own text elsewhere; one after the other there is nothing left to take.
        var copy = then.Say("da", "T06.Q3", "text", "Vores egen.");
        var known = then;
        foreach (var change in changes)
            (copy, known) = (copy.TakeIn(now, change), known.TakeIn(now, change));
        ToolEdit.Differences(known, now).ShouldBeEmpty();
        ToolEdit.Differences(copy, now).ShouldHaveSingleItem().Before.ShouldBe("Vores egen.");
    }

    [Fact]
    public void A_bom_windows_lines_and_what_computers_leave_behind_are_no_trouble()
    {
        var zip = Zip(("T/tool.yaml", "\uFEFFid: T9\r\nslug: x\r\n"), ("__MACOSX/T/._tool.yaml", "x"), ("T/.DS_Store", "x"));
        Unpack(zip).Files["tool.yaml"].ShouldBe("id: T9\nslug: x\n");
    }

    [Theory]
    [InlineData("../../etc/passwd", "points outside")]
    [InlineData("/etc/passwd", "points outside")]
    [InlineData("drawings\\..\\x.svg", "points outside")]
    [InlineData("C:x.yaml", "points outside")]
    [InlineData("drawings/photo.png", "is no file of a tool")]
    [InlineData("drawings/a/b.svg", "is no file of a tool")]
    [InlineData("run.sh", "is no file of a tool")]
    [InlineData("other.zip", "is no file of a tool")]
    [InlineData("TOOL.yaml", "is no file of a tool")]
    public void A_file_that_has_no_place_in_a_tool_is_named(string path, string says) => Refusal(Zip(("tool.yaml", "id: T9"), (path, "x"))).ShouldContain(error => error.Message.Contains(says));

    [Fact]
    public void Two_tools_in_one_are_refused() => Refusal(Zip(("A/tool.yaml", "id: A"), ("B/tool.yaml", "id: B"))).ShouldHaveSingleItem().Message.ShouldContain("one tool's folder, and holds A, B");

    [Fact]
    public void A_bomb_is_put_down_after_its_first_quarter_of_a_megabyte()
    {
        var bomb = Zip(("tool.yaml", new string('a', 50_000_000)));
        bomb.Length.ShouldBeLessThan(100_000);
        Refusal(bomb).ShouldHaveSingleItem().Message.ShouldContain("larger than 256 KB");
    }

    [Fact]
    public void Too_many_files_and_too_much_together_are_refused()
    {
        Refusal(Zip([("tool.yaml", "id: T9"), .. Enumerable.Range(0, 200).Select(number => ($"drawings/d{number}.svg", "x"))])).ShouldContain(error => error.Message.Contains("150 at most"));
        Refusal(Zip([("tool.yaml", "id: T9"), .. Enumerable.Range(0, 20).Select(number => ($"drawings/d{number}.svg", new string('x', 200_000)))])).ShouldContain(error => error.Message.Contains("2 MB at most"));
    }

    [Fact]
    public void A_link_to_another_file_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var tool = zip.CreateEntry("tool.yaml").Open()) tool.Write("id: T9"u8);
            var link = zip.CreateEntry("da.yaml");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var target = link.Open();
            target.Write("/etc/passwd"u8);
        }
        Refusal(bytes.ToArray()).ShouldHaveSingleItem().Message.ShouldContain("is a link");
    }

    [Fact]
    public void The_same_file_twice_is_refused() => Refusal(Zip(("tool.yaml", "id: A"), ("tool.yaml", "id: B"))).ShouldHaveSingleItem().Message.ShouldContain("twice");

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("this is no zip file at all, it is a letter to somebody")]
    public void What_is_no_zip_says_so(string sent) => Refusal(Encoding.UTF8.GetBytes(sent)).ShouldHaveSingleItem();

    [Fact]
    public void Every_beginning_of_a_zip_is_refused_or_read_and_never_breaks_anything()
    {
        var whole = library.FolderOf(library.Tool("T01")!).ToZip();
        for (var length = 0; length < whole.Length; length += 97)
            try
            {
                ToolFolder.FromZip(new MemoryStream(whole, 0, length));
            }
            catch (ContentException refused)
            {
                refused.Errors.ShouldNotBeEmpty();
            }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            using (var tool = zip.CreateEntry("tool.yaml").Open()) tool.Write([0x69, 0xff, 0xfe, 0x00]);
        Refusal(bytes.ToArray()).ShouldHaveSingleItem().Message.ShouldContain("no text in UTF-8");
    }

    [Theory]
    [InlineData("kind: scale", "kind: skale", "tool.yaml", "knows no kind 'skale'")]
    [InlineData("minutes: 120", "minutes: 99999", "tool.yaml", "'minutes' is 99999")]
    [InlineData("slug: leader-as-role-model", "slug: ../x", "tool.yaml", "'slug' should be")]
    [InlineData("audience: [leader, hr]", "audience: [bosses]", "tool.yaml", "knows no 'bosses'")]
    [InlineData("drawing: gauge", "drawing: nowhere", "tool.yaml", "no drawing 'nowhere'")]
    [InlineData("lix: 45", "lix: 45\nscript: x", "tool.yaml", "does not know the key 'script'")]
    [InlineData("T06.Q5]", "T06.Q1]", "tool.yaml", "is already used")]
    [InlineData("T06.Q5]", "\"<b>\"]", "tool.yaml", "should be an id of")]
    [InlineData("decks: [signs-psychological,", "decks: [signs-psychological, signs-psychological,", "tool.yaml", "twice")]
    [InlineData("deck: temperature-green", "deck: T06.S2", "tool.yaml", "knows no deck")]
    [InlineData("steps:\n", "steps: &all\n", "tool.yaml", "may not refer to itself")]
    [InlineData("lix: 45\n", "lix: 45\n---\n", "tool.yaml", "one document")]
    [InlineData("lix: 45\n", "lix: 45\n  x: [\n", "tool.yaml", "is not readable YAML")]
    [InlineData("audience: [leader, hr]", "audience: [[[[[[[[[[[[[[leader]]]]]]]]]]]]]]", "tool.yaml", "deep")]
    public void A_bad_line_is_named_with_its_file(string from, string to, string file, string says)
    {
        var folder = library.FolderOf(library.Tool("T06")!);
        folder.Files["tool.yaml"].ShouldContain(from);
        Faults(folder.With("tool.yaml", folder.Files["tool.yaml"].Replace(from, to, StringComparison.Ordinal)))
            .ShouldContain(error => error.File == file && error.Line > 0 && error.Message.Contains(says), $"{says}");
    }

    [Fact]
    public void Five_hundred_cards_are_too_many()
    {
        var folder = library.FolderOf(library.Tool("T06")!);
        var ids = string.Join(", ", Enumerable.Range(1, 500).Select(number => $"T06.Q{number}"));
        Faults(folder.With("tool.yaml", folder.Files["tool.yaml"].Replace("T06.Q1, T06.Q2, T06.Q3, T06.Q4, T06.Q5", ids, StringComparison.Ordinal))).ShouldContain(error => error.Message == "has a list of more than 100");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "may not hold <script>")]
    [InlineData("<path onclick='x()' d='M0 0'/>", "may not react by script")]
    [InlineData("<image href='https://evil.example/x.png'/>", "may not hold <image>")]
    [InlineData("<path fill='url(#a) url(https://evil.example/x)' d='M0 0'/>", "may not point outside itself")]
    [InlineData("<path fill='u\\72l(https://evil.example/x)' d='M0 0'/>", "may not point outside itself")]
    [InlineData("<g id='a'><use href='#a'/></g>", "shows itself")]
    [InlineData("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>", "shows itself")]
    public void A_drawing_that_runs_loads_or_never_ends_is_refused_by_line(string inside, string says) =>
        Faults(library.FolderOf(library.Tool("T06")!).With("drawings/bench.svg", $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{'\n'}{inside}</svg>"""))
            .ShouldContain(error => error.File == "drawings/bench.svg" && error.Line == 2 && error.Message.Contains(says));

    [Theory]
    [InlineData("\u0089PNG not a drawing", "is not well-formed")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>", "is not well-formed")]
    [InlineData("<html/>", "should be an svg")]
    public void An_image_that_is_no_drawing_is_refused(string text, string says) =>
        Faults(library.FolderOf(library.Tool("T06")!).With("drawings/bench.svg", text)).ShouldContain(error => error.File == "drawings/bench.svg" && error.Message.Contains(says));

    [Fact]
    public void Ten_uses_of_ten_uses_of_ten_uses_are_too_much()
    {
        var levels = string.Concat(Enumerable.Range(1, 8).Select(level => $"<g id='l{level}'>{string.Concat(Enumerable.Repeat($"<use href='#l{level - 1}'/>", 10))}</g>"));
        Faults(library.FolderOf(library.Tool("T06")!).With("drawings/bench.svg", $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path id="l0" d="M0 0"/>{levels}</svg>""")).ShouldContain(error => error.Message.Contains("too much of itself"));
    }

    [Fact]
    public void A_link_that_would_run_is_refused_where_it_is_written()
    {
        var folder = library.FolderOf(library.Tool("T06")!).Say("da", "T06.Q1", "text", "Se [her](javascript:alert(1)).");
        var error = Faults(folder).ShouldHaveSingleItem();
        (error.File, error.Id).ShouldBe(("da.yaml", "W3.Q1"));
        error.Line.ShouldBeGreaterThan(1);
        error.Says.In(library.In("da").Words).ShouldContain("må kun");
    }

    // Whatever reading a tool can complain about is said in the reader's language: the sentences as they stand in the program against the interface's words.
    [Fact]
    public void Every_complaint_about_a_tool_is_written_in_both_languages()
    {
        var said = ((string[])["Content/Part.cs", "Content/Strictness.cs", "Content/ToolFolder.cs", "Content/LibraryReader.Own.cs", "Content/Drawing.cs", "Content/Prose.cs", "Content/Tool.cs"])
            .Concat(Directory.GetDirectories(Source("Steps")).SelectMany(Directory.GetFiles).Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(Source(""), file)))
            .SelectMany(file => Sentence().Matches(File.ReadAllText(Source(file)))).Select(match => Hole().Replace(match.Groups["says"].Value, "\0")).Distinct().ToList();
        said.Count.ShouldBeGreaterThan(60);
        foreach (var language in library.Languages)
            said.Where(sentence => !language.Words.Has($"faults.{KeyOf(sentence)}")).ShouldBeEmpty();

        static string KeyOf(string sentence)
        {
            var complaint = new Complaint(0, 0);
            foreach (var (part, place) in sentence.Split('\0').Select((part, place) => (part, place)))
            {
                if (place > 0) complaint.AppendFormatted(0);
                complaint.AppendLiteral(part);
            }
            return complaint.Key;
        }
    }

    static string Source(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Omtanke", path);

    [GeneratedRegex(@"(?:Wrong\(|ContentError\([^""\n]*(?:""""[^""\n]*)?|yield return |new\((?:shown|file|path|tool\.File)[^""\n]*(?:""""[^""\n]*)?|broken = new[^""\n]*""""[^""\n]*)\$?""(?<says>[^""{]* [^""]*?(?:\{[^{}]*\}[^""]*?)*)""[,);]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\{(?:[^{}""]|""[^""]*"")*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [Fact]
    public void Without_english_the_danish_is_lent_and_said_to_be()
    {
        var read = OwnTool.Read(library.FolderOf(library.Tool("T05")!).Without("en.yaml"), own, library);
        read.Tool.Own!.Borrowed.ShouldBe(["en"]);
        library.With([read]).Text("W3", "title", "en").ShouldBe(library.Text("T05", "title", "da"));
        Faults(library.FolderOf(library.Tool("T05")!).Without("en.yaml").Without("da.yaml")).ShouldContain(error => error.Message.Contains("has no words"));
    }

    static ToolFolder Unpack(byte[] zip) => ToolFolder.FromZip(new MemoryStream(zip));

    static IReadOnlyList<ContentError> Refusal(byte[] zip) => Should.Throw<ContentException>(() => Unpack(zip)).Errors;

    static IReadOnlyList<ContentError> Faults(ToolFolder folder)
    {
        try
        {
            var read = OwnTool.Read(folder, own, library);
            return [.. Check.Of(read), .. StepKinds.Check(read.Tool, library.With([read]))];
        }
        catch (ContentException broken)
        {
            return broken.Errors;
        }
    }

    static byte[] Zip(params (string Path, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, text) in files)
            {
                using var file = zip.CreateEntry(path).Open();
                file.Write(Encoding.UTF8.GetBytes(text));
            }
        return bytes.ToArray();
    }
}
