using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Omtanke.Content;

namespace Omtanke.Steps;

/// <summary>The kinds of steps there are. A new one is a folder and a line here.</summary>
public static class StepKinds
{
    static readonly FrozenDictionary<string, StepKind> kinds = new StepKind[]
    {
        new("explain", Explain.Read, typeof(ExplainView), typeof(ExplainView)),
        new("film", Film.Read, typeof(FilmView), typeof(FilmView)),
        new("cards", Cards.Read, typeof(CardsView), typeof(CardsPaper)),
        new("positions", Positions.Read, typeof(PositionsView), typeof(PositionsPaper)),
        new("form", Form.Read, typeof(FormView), typeof(FormPaper)),
        new("checklist", Checklist.Read, typeof(ChecklistView), typeof(ChecklistPaper)),
        new("circles", Circles.Read, typeof(CirclesView), typeof(CirclesPaper)),
        new("mind-map", MindMap.Read, typeof(MindMapView), typeof(MindMapPaper)),
        new("wheel", Wheel.Read, typeof(WheelView), typeof(WheelPaper)),
        new("hours", Hours.Read, typeof(HoursView), typeof(HoursPaper)),
        new("agenda", Agenda.Read, typeof(AgendaView), typeof(AgendaPaper)),
        new("pairs", Pairs.Read, typeof(PairsView), typeof(PairsPaper)),
        new("board", Board.Read, typeof(BoardView), typeof(BoardPaper)),
        new("grid", Grid.Read, typeof(GridView), typeof(GridPaper)),
        new("plan", Plan.Read, typeof(PlanView), typeof(PlanPaper)),
        new("scale", Scale.Read, typeof(ScaleView), typeof(ScalePaper)),
        new("signs", Signs.Read, typeof(SignsView), typeof(SignsPaper)),
        new("temperature", Temperature.Read, typeof(TemperatureView), typeof(TemperaturePaper)),
        new("question-model", QuestionModel.Read, typeof(QuestionModelView), typeof(QuestionModelPaper)),
        new("document", Document.Read, typeof(DocumentView), typeof(DocumentPaper)),
        new("roles", Roles.Read, typeof(RolesView), typeof(RolesPaper)),
        new("expectations", Expectations.Read, typeof(ExpectationsView), typeof(ExpectationsPaper)),
        new("prioritise", Prioritise.Read, typeof(PrioritiseView), typeof(PrioritisePaper)),
        new("themes", Themes.Read, typeof(ThemesView), typeof(ThemesPaper)),
        new("survey", Survey.Read, typeof(SurveyView), typeof(SurveyPaper)),
        new("examples", Examples.Read, typeof(ExamplesView), typeof(ExamplesView)),
    }.ToFrozenDictionary(kind => kind.Name);

    static readonly ConditionalWeakTable<Step, Sheet> read = [];

    /// <summary>What the kinds are called.</summary>
    public static IReadOnlyCollection<string> Names => kinds.Keys;

    /// <summary>The kind of a step.</summary>
    public static StepKind Of(Step step) => kinds.TryGetValue(step.Kind, out var kind)
        ? kind
        : throw step.Part.Wrong($"knows no kind '{step.Kind}'; it knows {string.Join(", ", kinds.Keys.Order(StringComparer.Ordinal))}");

    /// <summary>The step as its kind understands it.</summary>
    public static Sheet Read(Step step) => read.GetValue(step, step => Of(step).Read(step));

    /// <summary>The step as an answer began with it: with the themes a group has agreed on, where it has.</summary>
    public static Step For(Step step, Answer answer)
    {
        if (Read(step) is not Themes ours || ours.For(answer) is not { } theirs || ReferenceEquals(theirs, ours))
            return step;
        var own = step with { };
        read.Add(own, theirs with { Step = own });
        return own;
    }

    /// <summary>What the kinds miss in the content: unknown kinds and keys, and texts they cannot do without.</summary>
    public static IEnumerable<ContentError> Check(Library library) => library.Tools.SelectMany(tool => tool.Steps).SelectMany(step => Faults(step, library));

    /// <summary>The same for one tool of the library.</summary>
    public static IEnumerable<ContentError> Check(Tool tool, Library library) => tool.Steps.SelectMany(step => Faults(step, library));

    /// <summary>The library, if every step of it can be shown; a <see cref="ContentException"/> with all that is missing otherwise.</summary>
    public static Library MustServe(Library library) => Check(library).ToList() is { Count: > 0 } missing ? throw new ContentException(missing) : library;

    static List<ContentError> Faults(Step step, Library library)
    {
        try
        {
            var missing = from text in Read(step).Texts.Prepend((step.Id, "title"))
                          from language in library.Languages
                          where !language.Has(text.Item1, text.Item2)
                          select new ContentError(step.Part.File, step.Part.Line, text.Item1, $"needs '{text.Item2}' in {language.Code}");
            return [.. missing];
        }
        catch (ContentException broken)
        {
            return [.. broken.Errors];
        }
    }
}

/// <summary>A kind of step: how its part of the file is read, and the components that show it by hand and on paper.</summary>
public sealed record StepKind(string Name, Func<Step, Sheet> Read, Type View, Type Paper);
