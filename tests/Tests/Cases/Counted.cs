using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Cases;
using Omtanke.Data;
using Omtanke.Tests.Assessments;

namespace Omtanke.Tests.Cases;

/// <summary>What is counted of cases, and what is learnt of them, put straight into its place.</summary>
internal static class Counted
{
    /// <summary>What the workplace can learn.</summary>
    public const string Text = "Når to vagter skifter på samme tid, er der ingen til at tage telefonen.";

    /// <summary>Something to count; whichever.</summary>
    public static CaseFact Some(Guid? group, int number) => Some(group, new Random(number), 0.4);

    /// <summary>Something to count; of so many the second answer, the rest whichever.</summary>
    public static CaseFact Some(Guid? group, Random chance, double bias) =>
        new(group, Facts.Questions.Where(_ => chance.Next(12) > 0).ToDictionary(question => question.Id, question => chance.NextDouble() < bias ? 1 : chance.Next(question.Options)));

    /// <summary>Something to count, so that several in turn are spread enough to be told.</summary>
    public static CaseFact Spread(Guid? group, int number) => new(group, Facts.Questions.ToDictionary(question => question.Id, question => number % question.Options));

    /// <summary>Puts something into the box of that day.</summary>
    public static Task Put(this Visits house, CaseFact fact, DateTimeOffset at, Counting what = Counting.Facts) => house.Within(async (db, services) =>
    {
        await services.GetRequiredService<CountBox>().Put(what, fact, at);
        await db.SaveChangesAsync();
        return true;
    }, Acting.AtChores);

    /// <summary>A point of somebody's, a draft or published by somebody else.</summary>
    public static Task<Guid> APoint(this Visits house, Guid writer, string theme = "T10.G1", string text = Text, (Guid Reader, DateOnly On)? published = null) => house.Ask(async db =>
    {
        var point = new LearningPoint { Id = Ids.New(), Theme = theme, Text = text, Language = "da", WrittenBy = writer, WrittenOn = Clock.Day(house.Clock.GetUtcNow()) };
        if (published is var (reader, on))
            point.Confirm(reader, on);
        db.Add(point);
        await db.SaveChangesAsync();
        return point.Id;
    }, Acting.AtChores);
}
