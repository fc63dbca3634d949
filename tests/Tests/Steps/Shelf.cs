using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using Omtanke.Tests.Content;

using Omtanke.Steps;

namespace Omtanke.Tests.Steps;

/// <summary>The real content, and ways to fill in its steps and look at them.</summary>
static class Shelf
{
    internal static readonly Library Library = Library.Read(Library.Folder());
    internal static readonly Language Danish = Library.In("da");
    internal static readonly Language English = Library.In("en");

    internal static Step Step(string id) => Library.Step(id);

    internal static Sheet Sheet(string id) => StepKinds.Read(Step(id));

    /// <summary>Fields as a browser posts them.</summary>
    internal static IEnumerable<KeyValuePair<string, StringValues>> Posted(params (string Name, string Value)[] fields) =>
        fields.GroupBy(field => field.Name).Select(group => KeyValuePair.Create(group.Key, new StringValues([.. group.Select(field => field.Value)])));

    internal static Answer Filled(params (string Name, string Value)[] fields) =>
        fields.Aggregate(Answer.Empty, (answer, field) => answer.With(field.Name, field.Value));

    /// <summary>The HTML of a step.</summary>
    internal static Task<string> Html(string id, Show show, bool paper = false) => Html(Step(id), show, paper);

    internal static Task<string> Html(Step step, Show show, bool paper = false) =>
        Html<StepView>(new() { ["Step"] = step, ["Show"] = show, ["Paper"] = paper });

    /// <summary>The HTML of a step of another library, in Danish.</summary>
    internal static Task<string> Html(Library library, string id, Func<Language, Show> show, bool paper = false) =>
        Html<StepView>(new() { ["Step"] = library.Step(id), ["Show"] = show(library.In("da")), ["Paper"] = paper });

    /// <summary>The real content with one tool more, T99, of a single step.</summary>
    internal static Workbench Bench(string step, string danish, string english) => Workbench.CopyOf(Library.Folder())
        .Write("tools/T99-tea/tool.yaml", $"id: T99\nslug: tea\naudience: [employee]\nminutes: 5\npeople: 1\norder: 10\nlix: 35\nsteps:\n  - {step}\n")
        .Write("tools/T99-tea/da.yaml", $"T99: {{title: Te}}\n{danish}")
        .Write("tools/T99-tea/en.yaml", $"T99: {{title: Tea}}\n{english}");

    static async Task<string> Html<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
