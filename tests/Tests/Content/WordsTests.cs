namespace Omtanke.Tests.Content;

/// <summary>The interface's words.</summary>
public sealed class WordsTests
{
    static readonly Dictionary<string, string> texts = new()
    {
        ["a.hello"] = "Hej {name}", ["a.days.one"] = "{n} dag til {who}", ["a.days.other"] = "{n} dage til {who}", ["a.amount"] = "{x} kroner",
    };

    readonly Words words = new("da", texts);

    [Fact]
    public void Holes_are_filled_once_and_never_read_again() => words.With("a.hello", ("name", "{name} <b>")).ShouldBe("Hej {name} <b>");

    [Fact]
    public void One_or_other_follows_the_number()
    {
        words.Count("a.days", 1, ("who", "Maja")).ShouldBe("1 dag til Maja");
        words.Count("a.days", 0, ("who", "Maja")).ShouldBe("0 dage til Maja");
    }

    [Fact]
    public void Numbers_follow_the_language() => words.With("a.amount", ("x", 1.5)).ShouldBe("1,5 kroner");

    [Fact]
    public void A_missing_word_throws_while_we_build_and_shows_itself_in_production()
    {
        Should.Throw<KeyNotFoundException>(() => words["a.b"]).Message.ShouldContain("da.yaml has no 'a.b'");
        Should.Throw<KeyNotFoundException>(() => words.With("a.hello"));
        new Words("da", texts, strict: false)["a.b"].ShouldBe("a.b");
    }
}
