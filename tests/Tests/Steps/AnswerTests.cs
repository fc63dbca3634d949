using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>An answer survives everything it goes through.</summary>
public sealed class AnswerTests
{
    [Fact]
    public void Goes_to_json_and_back_unchanged() => Prop.ForAll<(string, string)[]>(fields =>
    {
        var answer = Shelf.Filled([.. fields.Where(field => field.Item1 is not null).Select(field => (field.Item1, Whole(field.Item2 ?? "")))]);
        return Answer.FromJson(answer.ToJson()).Equals(answer);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Setting_one_field_leaves_the_others() => Prop.ForAll<string, string, string>((one, other, value) =>
    {
        (one, other, value) = (one ?? "", other ?? "", value ?? "");
        return one == other || Shelf.Filled((one, "kept")).With(other, value)[one] == "kept";
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Emptying_a_field_takes_it_out()
    {
        Shelf.Filled(("a", "x")).With("a", "").ShouldBe(Answer.Empty);
        Answer.Empty.IsEmpty.ShouldBeTrue();
        Answer.Empty["a"].ShouldBe("");
    }

    [Fact]
    public void Fields_no_step_asks_for_any_longer_are_kept() =>
        Answer.FromJson("""{"T01.OLD":"still here"}""").With("T07.F2.1", "new")["T01.OLD"].ShouldBe("still here");

    [Fact]
    public void What_is_no_answer_is_refused() => Should.Throw<JsonException>(() => Answer.FromJson("[1]"));

    // Half characters cannot be typed nor stored; posted ones are mended before they become an answer.
    static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
