namespace Omtanke.Data.Mail;

/// <summary>Carries letters out of the house.</summary>
public interface IPostman
{
    /// <summary>Whether there is a way out; while there is none, letters wait.</summary>
    bool IsReady { get; }

    /// <summary>Carries one letter. Returns when somebody else has taken it over, and throws when nobody has.</summary>
    Task Carry(Letter letter, LetterBody body, CancellationToken stop);
}
