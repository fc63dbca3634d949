namespace Omtanke.Tests;

public sealed class VisitsTests(TestCluster cluster)
{
    [Fact]
    public async Task Somebody_who_sits_down_as_maja_sees_majas_page_and_a_stranger_is_asked_to_sign_in()
    {
        await using var house = await Visits.Open(cluster);

        (await (await house.As("maja")).Get("/me")).Text.ShouldContain("Hej Maja");
        var stranger = await house.Browser().Get("/me");
        stranger.Status.ShouldBe(System.Net.HttpStatusCode.SeeOther);
        stranger.Location.ShouldBe("/sign-in?to=%2Fme");
    }
}
