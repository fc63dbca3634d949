using Omtanke.Content;

namespace Omtanke.Tests.Conversations;

/// <summary>What looks like the name of an illness or a medicine, and what does not.</summary>
public sealed class DiagnosisHintTests
{
    [Theory]
    [InlineData("Hun har fået konstateret depression.", "depression")]
    [InlineData("DEPRESSIONEN fylder", "DEPRESSIONEN")]
    [InlineData("har ADHD-medicin med", "ADHD")]
    [InlineData("kræft", "kræft")]
    [InlineData("Hun fik brystkræft i foråret", "brystkræft")]
    [InlineData("er begyndt på sertralin", "sertralin")]
    [InlineData("han er manio-depressiv", "manio-depressiv")]
    [InlineData("diagnosen kom i går", "diagnosen")]
    [InlineData("diskusprolapsen generer", "diskusprolapsen")]
    [InlineData("has been diagnosed", "diagnosed")]
    [InlineData("told me about the cancer", "cancer")]
    [InlineData("takes antidepressants", "antidepressants")]
    [InlineData("PTSD", "PTSD")]
    public void Looks_like_one(string text, string word) => DiagnosisHint.In(text, Visits.Library.IllnessWords).ShouldBe(word);

    [Theory]
    [InlineData("")]
    [InlineData("Hun er træt og ked af det og mister overblikket.")]
    [InlineData("Der er ingen kræfter tilbage, og det er kræftigt arbejde.")]
    [InlineData("Vi bekræfter aftalen.")]
    [InlineData("Maja er stresset af de mange skift.")]
    [InlineData("Please add a desk, and tell Ms Holm.")]
    [InlineData("Han er sygemeldt til den 1.")]
    [InlineData("Han hev i tovet; et hiv til.")]
    [InlineData("Vi skal have kol på grillen.")]
    [InlineData("back pain when lifting")]
    [InlineData("2026 🌿 <b>")]
    public void Does_not(string text) => DiagnosisHint.In(text, Visits.Library.IllnessWords).ShouldBeNull();
}
