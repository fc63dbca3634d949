namespace Omtanke.Steps;

/// <summary>The sums of the groups of a scale, side by side. They are never added up: a high sum may be good news in one group and bad in another.</summary>
public sealed record Profile(IReadOnlyList<GroupSum> Sums)
{
    /// <summary>Whether every statement is answered.</summary>
    public bool IsComplete => Sums.All(sum => sum.Sum is not null);

    /// <summary>Whether anything can be shown.</summary>
    public bool HasAny => Sums.Any(sum => sum.Sum is not null);

    /// <summary>The groups with the highest sum; none before all statements are answered, or when all groups are alike.</summary>
    public IReadOnlyList<GroupSum> Strongest =>
        !IsComplete || Sums.Select(sum => sum.Share).Distinct().Count() == 1 ? [] : [.. Sums.Where(sum => sum.Share == Sums.Max(other => other.Share))];
}

/// <summary>One group's answers, and what they come to.</summary>
/// <param name="Group">The group.</param>
/// <param name="Most">The highest sum there could be.</param>
/// <param name="Answers">What was answered, statement by statement.</param>
/// <param name="Bands">What the sums mean.</param>
public sealed record GroupSum(StatementGroup Group, int Most, IReadOnlyList<int?> Answers, IReadOnlyList<Band> Bands)
{
    /// <summary>The sum; none before every statement of the group is answered.</summary>
    public int? Sum => Answers.All(answer => answer is not null) ? Answers.Sum(answer => answer!.Value) : null;

    /// <summary>How many statements are not answered yet.</summary>
    public int Missing => Answers.Count(answer => answer is null);

    /// <summary>What the sum means.</summary>
    public Band? Band => Bands.FirstOrDefault(band => Sum >= band.From && Sum <= band.To);

    /// <summary>The sum out of the highest there could be, in thousandths: groups may be of different size.</summary>
    public int Share => (Sum ?? 0) * 1000 / Most;
}
