using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Steps;
using Omtanke.Web;

namespace Omtanke.Reflections.Compare;

/// <summary>The times I have answered a step, the oldest first.</summary>
/// <param name="Step">The step.</param>
/// <param name="All">Each with what I answered.</param>
/// <param name="Older">How many still older ones are not shown.</param>
/// <param name="Language">My language.</param>
public sealed record Times(Step Step, IReadOnlyList<(Reflection Reflection, Answer Answer)> All, int Older, Language Language)
{
    private static readonly JsonSerializerOptions readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>What was said when.</summary>
    public Comparison Comparison { get; } = Comparison.Of(StepKinds.Read(Step), Language, [.. All.Select(time => time.Answer)]);

    /// <summary>What each time is called: its day, and which of that day's where there are several.</summary>
    public IReadOnlyList<string> Named(Visit visit)
    {
        var days = All.Select(time => Clock.Day(time.Reflection.BegunAt)).ToList();
        return [.. days.Select((day, place) => days.Count(other => other == day) == 1 ? visit.ShortDay(day) : $"{visit.ShortDay(day)} ({days.Take(place + 1).Count(other => other == day)})")];
    }

    /// <summary>How it moved, as a drawing; none where nothing can be counted twice.</summary>
    public string? Drawn(Visit visit) => TrendDrawing.Suits(Comparison) ? TrendDrawing.Of($"{Step.Id}-over", Language.Text(Step.Id, "title"), Comparison, Named(visit)) : null;

    /// <summary>What I drew each time, for a step that is drawn.</summary>
    public IEnumerable<string> Drawings => StepKinds.Read(Step) is IDrawn drawn ? All.Select((time, place) => drawn.Draw(Language, time.Answer).Replace($"\"{Step.Id}-", $"\"{Step.Id}-{place}-", StringComparison.Ordinal)) : [];

    /// <summary>As a Word document.</summary>
    public byte[] Word(Visit visit)
    {
        var (named, title) = (Named(visit), Language.Text(Step.Id, "title"));
        var paper = new WordPaper(title, visit.Culture).Title(visit["reflections.compare.title"]);
        if (Drawn(visit) is { } drawn)
            paper.Picture(drawn, TrendDrawing.Told(Comparison, named));
        foreach (var (drawing, place) in Drawings.Select((drawing, place) => (drawing, place)))
            paper.Heading(1, named[place]).Picture(drawing, $"{title}, {named[place]}", 80);
        var share = 66 / named.Count;
        return paper.Table(title, [(visit["reflections.compare.what"], 100 - (share * named.Count)), .. named.Select(name => (name, share))],
            Comparison.Rows.Select(row => (IReadOnlyList<WordCell>)[new(row.Name), .. row.Cells.Select(cell => new WordCell(cell))])).Small(visit["reflections.promise"]).Save();
    }

    /// <summary>As data.</summary>
    public IResult Json(Visit visit) => Results.File(
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            Step = Step.Id, Title = Language.Text(Step.Id, "title"),
            Times = All.Select((time, place) => new
            {
                time.Reflection.BegunAt, time.Reflection.SavedAt,
                Answer = time.Answer.Fields.ToDictionary(field => field, field => time.Answer[field], StringComparer.Ordinal),
                InWords = Comparison.Rows.Where(row => row.Cells[place].Length > 0).Select(row => $"{row.Name}: {row.Cells[place]}"),
            }),
        }, readable), "application/json", $"{Step.Id}.json");
}
