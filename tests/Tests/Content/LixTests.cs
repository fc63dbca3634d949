using FsCheck;
using FsCheck.Fluent;

namespace Omtanke.Tests.Content;

/// <summary>The readability figure.</summary>
public sealed class LixTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Kom ind. Sid ned.", 2)]
    [InlineData("Du kan altid bede om en samtale.", 21)]  // 7 words, 1 sentence, 1 of 7 long
    [InlineData("Arbejdsmiljørepræsentant", 101)]
    public void Counts_words_sentences_and_long_words(string text, int lix) => Lix.Of(text).ShouldBe(lix);

    [Fact]
    public void Marks_and_link_targets_do_not_count() =>
        Lix.Of("Du kan **altid** læse [mere her](https://www.forvaltning.example/arbejdsmiljoe).").ShouldBe(Lix.Of("Du kan altid læse mere her."));

    [Fact]
    public void Points_of_a_list_are_sentences() => Lix.Of("Husk\n- at spise\n- at sove\n- at gå").ShouldBe(Lix.Of("Husk. At spise. At sove. At gå."));

    [Fact]
    public void A_short_form_does_not_end_a_sentence() => Lix.Of("Spørg f.eks. en kollega.").ShouldBe(Lix.Of("Spørg f eks en kollega."));

    [Fact]
    public void Takes_any_text() => Prop.ForAll<string>(text => Lix.Of(text ?? "") >= 0).QuickCheckThrowOnFailure();
}
