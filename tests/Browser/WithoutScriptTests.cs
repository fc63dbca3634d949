using Omtanke.Data;

namespace Omtanke.Browser;

/// <summary>Where scripts are switched off the course is the same, with buttons to save by.</summary>
public sealed class WithoutScriptTests(TestCluster cluster, Chromium chromium)
{
    [Fact]
    public async Task A_conversation_is_asked_for_answered_prepared_held_and_agreed_on()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var maja = await chromium.Window(house.Address, phone: true, script: false);
        var henrik = await chromium.Window(house.Address, script: false);

        await maja.SitDownAs("maja");
        await maja.GotoAsync("/conversations/new");
        await maja.FillAsync("[name=message]", "Kan vi tale sammen?");
        await maja.Press("conversations.ask.send");
        await maja.Shows("Kan vi tale sammen?");
        var home = new Uri(maja.Url).AbsolutePath;

        await henrik.SitDownAs("henrik");
        await henrik.GotoAsync(home);
        await henrik.Press("conversations.answer.accept");
        await henrik.Shows(Journey.Say("conversations.answer.accepted"));

        await maja.GotoAsync($"{home}/preparation/E2.B");
        await maja.FillAsync("[name='E2.B1']", "Jeg når ikke at hvile.");
        await maja.Press("autosave.save");
        (await maja.InputValueAsync("[name='E2.B1']")).ShouldBe("Jeg når ikke at hvile.");
        await maja.GotoAsync($"{home}/preparation/line?from=E2.B1");
        (await maja.InputValueAsync("#f-text")).ShouldBe("Jeg når ikke at hvile.");
        await maja.Press("conversations.prepare.bring.show", ("name", "Henrik"));
        await maja.Press("conversations.prepare.bring.button");

        await henrik.GotoAsync($"{home}/talk");
        await henrik.CheckAsync("[name=together]");
        await henrik.Press("conversations.hold.begin");
        await henrik.Shows("Jeg når ikke at hvile.");
        await henrik.FillAsync("[name='T07.F2.1']", "Maja er træt.");
        await henrik.Press("autosave.save");
        await maja.GotoAsync($"{home}/talk");
        await maja.Shows("Maja er træt.");
        await maja.FillAsync("[name='T07.F2.1']", "Der er for kort mellem vagterne.");
        await maja.Press("autosave.save");
        await henrik.Press("conversations.hold.fetch", ("name", "Maja"));
        await henrik.ReloadAsync();
        await henrik.Shows("Der er for kort mellem vagterne.");
        await henrik.Press("conversations.hold.on", ("phase", Journey.Say("conversations.hold.phase.1.title")));
        await henrik.Press("conversations.hold.on", ("phase", Journey.Say("conversations.hold.phase.2.title")));
        await henrik.Press("conversations.hold.to-agreements");

        await henrik.FillAsync("[name=what]", "Mindst elleve timer mellem to vagter");
        await henrik.CheckAsync("[name=who][value=Leader]");
        await henrik.FillAsync("[name=due]", Clock.Day(house.Clock.GetUtcNow()).AddDays(14).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await henrik.Press("conversations.agree.add-do");
        await henrik.Press("conversations.agree.confirm");
        await maja.GotoAsync($"{home}/agreements");
        await maja.Shows("Mindst elleve timer");
        await maja.Press("conversations.agree.confirm");
        await maja.Shows(Journey.Say("conversations.agree.settled"));
    }
}
