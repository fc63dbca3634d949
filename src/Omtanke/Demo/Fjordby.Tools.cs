using Omtanke.Content;
using Omtanke.Data;
using Omtanke.OwnTools;

namespace Omtanke.Demo;

/// <summary>The tool that Fjordby has made its own: the room for the leader's own mental health, with two statements that came out of a leaders' day.</summary>
public static partial class Fjordby
{
    private static readonly (string Da, string En)[] OwnStatements =
    [
        ("Jeg går hjem til tiden mindst tre dage om ugen, og jeg siger det højt.", "I go home on time at least three days a week, and I say so aloud."),
        ("Jeg lader telefonen ligge, når jeg har vagtfri weekend.", "I leave the phone alone on my weekends off duty."),
    ];

    private static async Task MakeTheirOwn(Database db, Bookcase bookcase, Guid keeper, DateTimeOffset now)
    {
        var ours = bookcase.Ours.FolderOf(bookcase.Ours.Tool("T06")!);
        var own = ours.Say("da", "T06", "title", "Ledere i Fjordby: Gå forrest").Say("en", "T06", "title", "Leaders in Fjordby: go first")
            .Say("da", "T06.S3", "title", "Syv sætninger om at passe på sig selv").Say("en", "T06.S3", "title", "Seven statements about looking after yourself");
        foreach (var (statement, place) in OwnStatements.Select((statement, place) => (statement, place + 1)))
        {
            var id = $"T06.S3.o{place}";
            own = own.Add("T06.S3", "statements", id).Say("da", id, "text", statement.Da).Say("en", id, "text", statement.En);
        }
        await using var transaction = await db.Begin(Acting.As(keeper));
        var work = await db.Begin(own, "T06", ours, keeper, now.AddDays(-90));
        db.Add(work.Publish(await db.Drafts.FindAsync(work.Number) ?? throw new InvalidOperationException("A tool begins with a draft."), "To sætninger fra lederdagen", keeper, now.AddDays(-88)));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }
}
