using System.Diagnostics;
using System.Globalization;
using Omtanke.Steps;
using Omtanke.Tests.Steps;

namespace Omtanke.Browser;

/// <summary>Our Word documents in another program than Word: every tool blank from end to end, and every kind of step filled in.</summary>
public sealed class LibreOfficeTests
{
    [Fact]
    public async Task Every_tool_opens_and_so_does_every_kind_of_form_filled_in()
    {
        if (Office() is not { } office)
        {
            Assert.Skip("LibreOffice is not installed here (soffice): the Word forms were not opened by it.");
            return;
        }
        var (folder, language, culture) = (Scratch.Folder("word"), Visits.Library.In("da"), CultureInfo.GetCultureInfo("da-DK"));
        foreach (var tool in Visits.Library.Tools)
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{tool.Id}.docx"), FormDocument.Whole(tool, language, culture), TestContext.Current.CancellationToken);
        foreach (var step in Visits.Library.Tools.SelectMany(tool => tool.Steps.Select(step => (tool, step))).Where(pair => FormDocument.Exists(pair.step)).DistinctBy(pair => pair.step.Kind))
            await File.WriteAllBytesAsync(Path.Combine(folder, $"filled-{step.step.Kind}.docx"), FormDocument.Of(step.tool, step.step, language, culture, Filling.Of(StepKinds.Read(step.step), "Ord")), TestContext.Current.CancellationToken);

        var documents = Directory.GetFiles(folder, "*.docx");
        var start = new ProcessStartInfo(office, ["--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", folder, .. documents]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var running = Process.Start(start)!;
        await Task.WhenAll(running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), running.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        documents.Where(document => !File.Exists(Path.ChangeExtension(document, "pdf")) || new FileInfo(Path.ChangeExtension(document, "pdf")).Length < 5_000).ShouldBeEmpty();
    }

    private static string? Office() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "soffice")).FirstOrDefault(File.Exists);
}
