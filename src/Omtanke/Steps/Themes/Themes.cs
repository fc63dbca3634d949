using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>Keywords under each theme in three colours: red for what must be solved, yellow for what can wait, green for what works.</summary>
/// <param name="Step">The step.</param>
/// <param name="Parts">The themes, in parts.</param>
/// <param name="Own">How many themes of one's own there is room for.</param>
public sealed record Themes(Step Step, IReadOnlyList<ThemePart> Parts, int Own) : Sheet(Step)
{
    /// <summary>In the order they are asked: the gravest first.</summary>
    public static readonly IReadOnlyList<string> Signals = ["red", "yellow", "green"];

    /// <summary>Those of bullying, violence and other offensive acts: told of many alone, where many are asked.</summary>
    public IReadOnlyList<string> Acts { get; private init; } = [];

    /// <summary>Reads the step.</summary>
    public static Themes Read(Step step)
    {
        step.Part.Only("id", "kind", "minutes", "private", "ask", "parts", "own", "acts");
        var parts = step.Part.Parts("parts").Select(part =>
        {
            part.Only("id", "themes");
            return new ThemePart(part.Text("id"), part.Ids("themes"));
        }).ToList();
        var own = step.Part.MaybeNumber("own") ?? 0;
        return parts.Sum(part => part.Themes.Count) + own > 0 ? new Themes(step, parts, own) { Acts = step.Part.IdsIn("acts") } : throw step.Part.Wrong("has neither themes nor room for own ones");
    }

    /// <summary>Themes that others agreed on and that are none of ours, by their own names.</summary>
    public IReadOnlyList<string> Agreed { get; init; } = [];

    /// <summary>The field that holds which themes were agreed on, each on a line: one of ours by its id, or another by its name. Nobody fills it in; empty, they are all of ours.</summary>
    public static string AgreedOf(string step) => $"{step}.themes";

    /// <summary>The answer a form begins with where a group has agreed on its themes.</summary>
    /// <param name="themes">What they are called, ours by their title in any language.</param>
    /// <param name="languages">The languages.</param>
    public Answer BeginWith(IEnumerable<string> themes, IEnumerable<Language> languages)
    {
        var ours = Parts.SelectMany(part => part.Themes).ToList();
        var agreed = themes.Select(name => ours.Find(theme => languages.Any(language => string.Equals(language.Text(theme, "title"), name, StringComparison.OrdinalIgnoreCase))) ?? name).ToList();
        return agreed.Count == 0 || agreed.ToHashSet().SetEquals(ours) ? Answer.Empty : Answer.Empty.With(AgreedOf(Step.Id), string.Join('\n', agreed));
    }

    /// <summary>The form as an answer began with it.</summary>
    public Themes For(Answer answer)
    {
        var (agreed, ours) = (Keywords(answer[AgreedOf(Step.Id)]), Parts.SelectMany(part => part.Themes).ToHashSet());
        return agreed.Count == 0 ? this : this with
        {
            Parts = [.. Parts.Select(part => part with { Themes = [.. part.Themes.Where(agreed.Contains)] }).Where(part => part.Themes.Count > 0)],
            Agreed = [.. agreed.Where(theme => !ours.Contains(theme))],
        };
    }

    /// <summary>The field for a theme's keywords in one colour.</summary>
    public static string FieldOf(string theme, string colour) => $"{theme}.{colour}";

    /// <summary>The themes of a part.</summary>
    public IReadOnlyList<FieldRow> RowsOf(ThemePart part, Language language) =>
        [.. part.Themes.Select(theme => new FieldRow(theme, language.Text(theme, "title"), Cells(theme, language)) { Text = language.Has(theme, "text") ? language.Plain(theme, "text") : null })];

    /// <summary>The themes others agreed on.</summary>
    public IReadOnlyList<FieldRow> AgreedIn(Language language) => [.. Agreed.Select((name, place) => new FieldRow(AgreedId(place), name, Cells(AgreedId(place), language)))];

    /// <summary>Room for themes of one's own.</summary>
    public IReadOnlyList<FieldRow> OwnIn(Language language) =>
        [.. Enumerable.Range(1, Own).Select(number => new FieldRow(OwnId(number), language.Words.With("steps.themes.own", ("number", number)), Cells(OwnId(number), language)) { OwnName = NameOf(number) })];

    /// <summary>All of them.</summary>
    public IReadOnlyList<FieldRow> RowsIn(Language language) => [.. Parts.SelectMany(part => RowsOf(part, language)), .. AgreedIn(language), .. OwnIn(language)];

    /// <summary>What was written in a colour, theme by theme; themes with nothing there are left out.</summary>
    public IReadOnlyList<(string Theme, IReadOnlyList<string> Keywords)> In(string colour, Language language, Answer answer) =>
    [
        .. from row in RowsIn(language)
           let keywords = Keywords(answer[FieldOf(row.Id, colour)])
           where keywords.Count > 0
           select (row.Named(answer), keywords),
    ];

    static IReadOnlyList<string> Keywords(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    string OwnId(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Step.Id}.O{number}");

    string AgreedId(int place) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Step.Id}.A{place + 1}");

    Field NameOf(int number) => Field.Text($"{OwnId(number)}.name", Step.Id);

    IEnumerable<Field> FieldsOf(string theme) => Signals.Select(colour => Field.Text(FieldOf(theme, colour), Step.Id));

    List<Cell> Cells(string theme, Language language) =>
        [.. Signals.Select(colour => new Cell(Field.Text(FieldOf(theme, colour), Step.Id), language.Words[$"steps.themes.{colour}"], Colour: colour))];

    /// <inheritdoc/>
    public override string Outcome => $"{Step.Id}-sum";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields =>
        [.. Parts.SelectMany(part => part.Themes).Concat(Agreed.Select((_, place) => AgreedId(place))).SelectMany(FieldsOf), .. Enumerable.Range(1, Own).SelectMany(number => FieldsOf(OwnId(number)).Prepend(NameOf(number)))];

    /// <inheritdoc/>
    public override IEnumerable<(string Id, string Field)> Texts => Parts.SelectMany(part => part.Themes.Prepend(part.Id)).Select(id => (id, "title"));

    /// <inheritdoc/>
    public override IEnumerable<Line> Lines(Language language, Answer answer) =>
    [
        .. Parts.SelectMany(part => RowsOf(part, language).SelectMany(row => row.Lines(answer, language.Text(part.Id, "title")))),
        .. AgreedIn(language).SelectMany(row => row.Lines(answer, language.Words["steps.themes.agreed"])),
        .. OwnIn(language).SelectMany(row => row.Lines(answer, language.Words["steps.themes.own-themes"])),
    ];

    /// <summary>What is to be solved or to be remembered: what works is held on to, and nothing to act on.</summary>
    public override IEnumerable<Proposal> Proposals(Language language, Answer answer) =>
        from row in RowsIn(language)
        from colour in Signals.Where(colour => colour != "green")
        from one in Proposal.Each(FieldOf(row.Id, colour), answer[FieldOf(row.Id, colour)])
        select one with { Issue = row.Named(answer) };

    /// <inheritdoc/>
    public override void Write(Pen pen)
    {
        foreach (var part in Parts)
        {
            pen.Heading(part.Id);
            pen.Rows(pen.Language.Text(part.Id, "title"), pen.Language.Words["steps.themes.theme"], RowsOf(part, pen.Language));
        }
        if (Agreed.Count > 0)
        {
            pen.Paper.Heading(1, pen.Language.Words["steps.themes.agreed"]);
            pen.Rows(pen.Language.Words["steps.themes.agreed"], pen.Language.Words["steps.themes.theme"], AgreedIn(pen.Language));
        }
        if (Own == 0) return;
        pen.Paper.Heading(1, pen.Language.Words["steps.themes.own-themes"]);
        pen.Rows(pen.Language.Words["steps.themes.own-themes"], pen.Language.Words["steps.themes.theme"], OwnIn(pen.Language));
    }
}

/// <summary>Themes that belong together.</summary>
public sealed record ThemePart(string Id, IReadOnlyList<string> Themes);
