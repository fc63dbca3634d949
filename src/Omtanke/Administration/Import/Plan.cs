using System.Security.Cryptography;
using System.Text;
using Omtanke.Organisation;

namespace Omtanke.Administration.Import;

/// <summary>What a line of the file comes to.</summary>
public enum Outcome
{
    Wrong,
    New,
    Changed,
    Unchanged,
}

/// <summary>A line of the preview.</summary>
/// <param name="Line">Where in the file.</param>
/// <param name="Name">Whose line, as written.</param>
/// <param name="Email">Their address, as written.</param>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Says">What changes, or what is wrong.</param>
public sealed record PlanLine(int Line, string Name, string Email, Outcome Outcome, IReadOnlyList<Finding> Says);

/// <summary>Somebody else leads a unit, or those who move to it: the conversations they have with the one before pause.</summary>
/// <param name="Unit">Which unit.</param>
/// <param name="Leader">Who leads them then; null when nobody does.</param>
/// <param name="Before">Who led the unit until now; null when only those who move there are meant.</param>
/// <param name="Movers">How many move to the unit and get another leader by it; 0 when it is the unit itself that does.</param>
public sealed record NewLeader(string Unit, string? Leader, string? Before, int Movers);

/// <summary>
/// What a file would do to the workplace as it stands: every line judged, and the whole of it ready to be done at once. Making it changes nothing.
/// </summary>
public sealed record Plan(
    IReadOnlyList<PlanLine> Lines, IReadOnlyList<Unit> NewUnits, IReadOnlyList<Person> NewPeople, IReadOnlyList<Person> Corrected, IReadOnlyList<Guid> Returned,
    IReadOnlyList<(Guid Person, Guid Unit)> Moves, IReadOnlyList<RoleHolding> Given, IReadOnlyList<Guid> Ended, IReadOnlyList<(Guid Person, DateOnly Day)> Left, IReadOnlyList<string> MissingUnits)
{
    /// <summary>Who gets another leader by it, unit by unit.</summary>
    public IReadOnlyList<NewLeader> NewLeaders { get; init; } = [];

    /// <summary>How many lines come to this.</summary>
    public int Count(Outcome outcome) => Lines.Count(line => line.Outcome == outcome);

    /// <summary>Whether anything is wrong; then nothing of it is done.</summary>
    public bool HasErrors => Count(Outcome.Wrong) > 0;

    /// <summary>Whether it would change anything.</summary>
    public bool DoesSomething => Count(Outcome.New) + Count(Outcome.Changed) > 0;

    /// <summary>A mark of what was shown: what is done is exactly that, or it is shown again.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lines.Select(line =>
        $"{line.Line}|{line.Email}|{line.Outcome}|{string.Join('|', line.Says.Select(finding => finding.Key + string.Concat(finding.Values.Select(value => "¦" + value.Value))))}").Concat(NewLeaders.Select(leader => leader.ToString()))))))[..32];
}
