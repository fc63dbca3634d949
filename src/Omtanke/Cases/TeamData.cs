using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Web;

namespace Omtanke.Cases;

/// <summary>
/// A case as the team sees it that takes them on: when and how urgent, in what language, and who has it; never whose it is, or why. Nobody finds one here that they are in themself.
/// </summary>
public sealed record Listed(
    Guid Id, string Source, string Urgency, string Language, DateTimeOffset RegisteredAt, DateTimeOffset? AssignedAt, DateTimeOffset? BegunAt, Guid? Psychologist, int Version, int OfAll)
{
    /// <summary>How many stand on a page: the others come up as these are given out.</summary>
    public const int Shown = 25;

    /// <summary>How many psychologists are suggested for each; the others have a page of their own.</summary>
    public const int Suited = 5;

    /// <summary>How many there are besides those that are shown.</summary>
    public static int NotShown(IReadOnlyList<Listed> shown) => shown.Count == 0 ? 0 : shown[0].OfAll - shown.Count;

    /// <summary>How much it hurries.</summary>
    public Urgency Hurry => Enum.Parse<Urgency>(Urgency);

    /// <summary>How much it hurries, as the form that takes it on says.</summary>
    public static Urgency HurryIn(Typed typed) => typed["urgency"] == nameof(Cases.Urgency.Soon) ? Cases.Urgency.Soon : Cases.Urgency.Ordinary;
}

/// <summary>What the team may ask of cases, and do with them; the database itself answers by the role somebody holds.</summary>
public static class TeamData
{
    extension(Database db)
    {
        /// <summary>What psychologists say of themselves; each sees only their own, and whoever leads the team all of it.</summary>
        public DbSet<Staff> CaseStaff => db.Set<Staff>();

        /// <summary>The open cases that nobody has, those that hurry first and then the oldest, as many as stand on a page: to whoever leads the team and to the psychologists; to all others none.</summary>
        public Task<List<Listed>> FreeCases() => db.OfTeam(null, null);

        /// <summary>How many wait for a psychologist, for whoever leads the team; to all others none.</summary>
        public Task<int> CountFree() => db.Database.SqlQuery<int>($"select coalesce(max(of_all), 0) as \"Value\" from cases_of_team(null, null, 1) where leads_cases()").SingleAsync();

        /// <summary>The open cases of one psychologist, in the same order and as many: to whoever leads the team; to all others none.</summary>
        public Task<List<Listed>> CasesOf(Guid psychologist) => db.OfTeam(null, psychologist);

        /// <summary>One open case as the team sees it; none when it is not there for whoever asks.</summary>
        public Task<List<Listed>> ListedCase(Guid id) => db.OfTeam(id, null);

        /// <summary>Whether an open case is the team's to take or to give, whoever has it: what was open when a page was opened may be somebody else's when a button on it is pressed.</summary>
        public Task<bool> IsInTeam(Guid id) => db.Database.SqlQuery<bool>($"select in_team({id}) as \"Value\"").SingleAsync();

        private Task<List<Listed>> OfTeam(Guid? which, Guid? whose) => db.Database.SqlQuery<Listed>($"""
            select id, source, urgency, language, registered_at as "RegisteredAt", assigned_at as "AssignedAt", begun_at as "BegunAt", psychologist, version, of_all as "OfAll" from cases_of_team({which}, {whose}, {Listed.Shown})
            """).ToListAsync();

        /// <summary>How much each psychologist has, for whoever leads the team; to all others nothing. Those who are here and have fewest come first.</summary>
        /// <param name="today">The day.</param>
        /// <param name="most">How many of them; all when left out.</param>
        /// <param name="few">Besides, how many who speak each language.</param>
        /// <param name="asked">Besides, whoever is asked for.</param>
        public Task<List<Load>> CaseLoad(DateOnly today, int? most = null, int few = 0, Guid? asked = null) => db.Database.SqlQuery<Load>($"""
            select person, name, languages, away_from as "AwayFrom", away_until as "AwayUntil", waiting, under_way as "UnderWay", overdue from case_load({today}, {most}, {few}, {asked})
            """).ToListAsync();

        /// <summary>How many contacts are overdue, or come due within some days, at psychologists who are away then, for whoever leads the team; to all others none.</summary>
        public Task<int> LeftLying(DateOnly today, int days) => db.Database.SqlQuery<int>($"select left_lying({today}, {days}) as \"Value\"").SingleAsync();

        /// <summary>Gives a case to a psychologist, or takes it on oneself.</summary>
        /// <param name="which">The case.</param>
        /// <param name="to">The psychologist.</param>
        /// <param name="expected">The version that was decided by.</param>
        /// <param name="first">What is planned first (<see cref="Rail.First"/>).</param>
        /// <param name="now">The moment.</param>
        /// <returns>Whom to tell; null when it was not to be: somebody else was first, or the psychologist is in it themself.</returns>
        public async Task<Given?> Assign(Guid which, Guid to, int expected, (DateOnly Talk, DateOnly Call) first, DateTimeOffset now) =>
            (await db.Database.SqlQuery<Given>($"select * from assign_case({which}, {to}, {expected}, {now}, {first.Talk}, {first.Call})").ToListAsync()).SingleOrDefault();

        /// <summary>The psychologist gives it back to the team, and sees nothing of it from then on.</summary>
        /// <returns>Whether it was theirs to give, and unchanged.</returns>
        public Task<bool> HandBack(Guid which, int expected, DateTimeOffset now) => db.Database.SqlQuery<bool>($"select hand_case_back({which}, {expected}, {now}) as \"Value\"").SingleAsync();
    }

    /// <summary>Whom to tell that a case has a psychologist: ids alone, for a letter that says nothing.</summary>
    public sealed record Given(Guid Employee, Guid? Earlier);

    /// <summary>A case, for the team.</summary>
    internal sealed class OfTheTeam(Database db) : IRecords<Listed>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop) =>
            await db.IsInTeam(id) ? new Found(id, Relation.Colleague, State.Active, id, null) : null;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Staff>
    {
        public void Configure(EntityTypeBuilder<Staff> builder) => builder.ToTable("case_psychologists").HasKey(one => one.Person);
    }
}
