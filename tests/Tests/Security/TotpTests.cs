using System.Text;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

/// <summary>The digits of a code app, against the examples of RFC 6238 (SHA-1; the last six of its eight digits).</summary>
public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082"), InlineData(1111111109, "081804"), InlineData(1111111111, "050471"), InlineData(1234567890, "005924"), InlineData(2000000000, "279037"), InlineData(20000000000, "353130")]
    public void The_standards_examples(long seconds, string digits) => Totp.Code(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(digits);

    [Fact]
    public void A_clock_may_be_half_a_minute_wrong_and_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = Totp.StepAt(now);
        foreach (var off in (int[])[-1, 0, 1])
            Totp.StepOf(Key, Totp.Code(Key, step + off), now).ShouldBe(step + off);
        Totp.StepOf(Key, Totp.Code(Key, step - 2), now).ShouldBeNull();
        Totp.StepOf(Key, Totp.Code(Key, step + 2), now).ShouldBeNull();
        Totp.StepOf(Key, "", now).ShouldBeNull();
        Totp.StepOf(Key, "٠٠٥٩٢٤", now).ShouldBeNull();
    }

    [Fact]
    public void The_secret_is_written_as_code_apps_read_it()
    {
        Totp.Text(Encoding.ASCII.GetBytes("fooba")).ShouldBe("MZXW6YTB");
        Totp.Text(Key).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        Totp.Address(Key, "maja+x@fjordby.example").ShouldBe("otpauth://totp/Omtanke:maja%2Bx%40fjordby.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Omtanke&digits=6&period=30");
    }
}

/// <summary>Which passwords are good enough.</summary>
public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("gule ænder på isen"), InlineData("korrekt hest batteri hæfteklamme"), InlineData("majas kat sover under bordet"), InlineData("Zv9#kkLp02!x")]
    public void Good_ones(string password) => PasswordRule.Judge(password, "Maja Holm", "maja@fjordby.example").ShouldBeNull();

    [Theory]
    [InlineData("kort og god", "account.password.too-short"), InlineData("", "account.password.too-short")]
    [InlineData("maja@fjordby.example", "account.password.about-you"), InlineData("MajaHolm1234", "account.password.about-you"), InlineData("omtanke12345", "account.password.about-you"), InlineData("Omtanke-Fjordby-1", "account.password.about-you")]
    [InlineData("passwordpassword", "account.password.obvious"), InlineData("Adgangskode123", "account.password.obvious"), InlineData("123456789012", "account.password.obvious"), InlineData("aaaaaaaaaaaaaa", "account.password.obvious"), InlineData("Qwertyuiop12!", "account.password.obvious"), InlineData("sommersommersommer", "account.password.obvious")]
    public void Bad_ones_and_why(string password, string why) => PasswordRule.Judge(password, "Maja Holm", "maja@fjordby.example").ShouldBe(why);

    [Fact]
    public void Too_long_is_said_too() => PasswordRule.Judge(new string('x', 90) + string.Concat(Enumerable.Range(0, 120)), "", "").ShouldBe("account.password.too-long");
}
