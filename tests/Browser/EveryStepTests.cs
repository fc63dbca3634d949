using System.Net;
using System.Text.RegularExpressions;
using Omtanke.Content;
using Omtanke.Steps;
using Omtanke.Tests.Steps;

namespace Omtanke.Browser;

/// <summary>Every step of every tool, alone and on paper: begun, filled in, saved, seen again. A window stands at one step of each kind; the rest is posted and read.</summary>
public sealed partial class EveryStepTests(TestCluster cluster, Chromium chromium)
{
    private const int Windows = 3;

    static readonly IReadOnlyList<(Tool Tool, Step Step)> all = [.. Visits.Library.Tools.SelectMany(tool => tool.Steps.Select(step => (tool, step)))];

    /// <summary>What somebody may fill in for themself; a form that two fill in together is not among it.</summary>
    static readonly IReadOnlyList<Step> alone = [.. all.Select(pair => pair.Step).Where(step => FormDocument.Exists(step) && (step.Private || step.Kind != "form"))];

    [Fact]
    public async Task Alone_every_step_is_begun_filled_in_saved_and_seen_again()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var henrik = await chromium.Window(house.Address, script: false);
        await henrik.SitDownAs("henrik");
        List<string> wrong = [];
        foreach (var step in alone)
        {
            var fields = StepKinds.Read(step).Fields;
            var address = await Begin(henrik, step);
            var form = henrik.APIRequest.CreateFormData().Set("version", "0");
            foreach (var field in fields) form.Append(field.Name, Filling.ValueOf(field, "Ord"));
            var saved = await henrik.APIRequest.PostAsync(address, new() { Form = form, MaxRedirects = 0 });
            var page = await (await henrik.APIRequest.GetAsync(address)).TextAsync();
            if (saved.Status != 303) wrong.Add($"{step.Id}: {saved.Status}");
            wrong.AddRange(fields.Where(field => !Stands(page, field, Filling.ValueOf(field, "Ord"))).Select(field => $"{step.Id}: {field.Name} is not seen again"));
        }
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
        alone.Count.ShouldBeGreaterThan(60);
    }

    [Fact]
    public async Task In_a_window_a_step_of_each_kind_is_filled_in_field_by_field_and_seen_again()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var kinds = alone.DistinctBy(step => (step.Kind, (StepKinds.Read(step) as Cards)?.Talk)).ToList();
        var wrong = await Task.WhenAll(Enumerable.Range(0, Windows).Select(async window =>
        {
            var page = await chromium.Window(house.Address, phone: window == 1, script: false);
            await page.SitDownAs(window == 0 ? "henrik" : window == 1 ? "maja" : "jonas");
            List<string> found = [];
            foreach (var step in kinds.Where((_, place) => place % Windows == window)) found.AddRange(await FillIn(page, step));
            return found;
        }));
        wrong.SelectMany(found => found).ShouldBeEmpty();
    }

    [Fact]
    public async Task On_paper_every_step_of_every_tool_stands_with_its_title_and_something_below_it()
    {
        await using var house = await Visits.Open(cluster, network: true);
        var page = await chromium.Window(house.Address, script: false);
        await page.GotoAsync("/tools?lang=da");
        List<string> wrong = [];
        foreach (var (tool, step) in all)
        {
            var answer = await page.APIRequest.GetAsync($"/tools/{tool.Slug}/{step.Id}/paper");
            var text = Regex.Replace(await answer.TextAsync(), "<[^>]*>", " ", RegexOptions.None, TimeSpan.FromSeconds(5));
            if (answer.Status != 200 || !WebUtility.HtmlDecode(text).Contains(Visits.Library.In("da").Text(step.Id, "title"), StringComparison.Ordinal)) wrong.Add($"{step.Id}: {answer.Status}");
        }
        // One of each kind as it comes out of the printer: nothing to press, and nothing wider than the sheet.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(650, 920);
        foreach (var (tool, step) in all.DistinctBy(pair => pair.Step.Kind))
        {
            await page.GotoAsync($"/tools/{tool.Slug}/{step.Id}/paper");
            if (await page.Locator(".om-header").IsVisibleAsync() || await page.Locator("main .button:visible").CountAsync() > 0) wrong.Add($"{step.Id}: there is something to press on paper");
            if ((await page.Locator(".om-record").BoundingBoxAsync())!.Height < 60) wrong.Add($"{step.Id}: an empty sheet");
        }
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    /// <summary>The first field of each sort that the step asks for, as a hand would fill it in.</summary>
    private static async Task<List<string>> FillIn(IPage page, Step step)
    {
        var fields = StepKinds.Read(step).Fields.GroupBy(field => field.Takes).Select(sort => sort.First()).ToList();
        var address = await Begin(page, step);
        await page.GotoAsync(address);
        foreach (var field in fields)
        {
            var value = Filling.ValueOf(field, "Ord");
            var place = page.Locator($"[name='{field.Name}']");
            if (field.Takes is Takes.Text or Takes.Number) await place.FillAsync(value);
            else if (await place.First.EvaluateAsync<string>("it => it.tagName") == "SELECT") await place.SelectOptionAsync(value);
            else await page.Locator($"[name='{field.Name}'][value='{value}']").CheckAsync(new() { Force = true });
        }
        await page.Press("autosave.save");
        await page.Reaches("#");
        await page.GotoAsync(address);
        var seen = await page.ContentAsync();
        return [.. fields.Where(field => !Stands(seen, field, Filling.ValueOf(field, "Ord"))).Select(field => $"{step.Id}: {field.Name}")];
    }

    private static async Task<string> Begin(IPage page, Step step)
    {
        var begun = await page.APIRequest.PostAsync("/reflections", new() { MaxRedirects = 0, Form = page.APIRequest.CreateFormData().Set("step", step.Id) });
        begun.Status.ShouldBe(303, step.Id);
        return begun.Headers["location"];
    }

    /// <summary>Whether the field holds the value: written in it, ticked, or chosen.</summary>
    private static bool Stands(string page, Field field, string value)
    {
        var name = Regex.Escape(field.Name);
        return field.Takes is Takes.Text ? WebUtility.HtmlDecode(page).Contains(value, StringComparison.Ordinal)
            : field.Takes is Takes.Number ? Regex.IsMatch(page, $"<input[^>]*name=\"{name}\"[^>]*value=\"{value}\"|<input[^>]*value=\"{value}\"[^>]*name=\"{name}\"", RegexOptions.None, TimeSpan.FromSeconds(5))
            : Tags().Matches(page).Any(tag => tag.Value.Contains($"name=\"{field.Name}\"", StringComparison.Ordinal) && tag.Value.Contains($"value=\"{value}\"", StringComparison.Ordinal) && tag.Value.Contains(" checked", StringComparison.Ordinal))
              || Regex.IsMatch(page, $"<select[^>]*name=\"{name}\"(?:(?!</select>).)*<option[^>]*(?:value=\"{value}\"[^>]* selected| selected[^>]*value=\"{value}\")", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
    }

    [GeneratedRegex("<input[^>]*>", RegexOptions.None, 5000)] private static partial Regex Tags();
}
