using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Security;

namespace Omtanke.Actions;

/// <summary>The tables of the plan, the questions other rooms ask about it, and how the gate finds an action.</summary>
public static class ActionData
{
    extension(Database db)
    {
        public DbSet<PlannedAction> Actions => db.Set<PlannedAction>();
        public DbSet<ActionEvent> ActionEvents => db.Set<ActionEvent>();

        /// <summary>The actions of one workshop, collection, APV or meeting, those due first at the top; not those put aside.</summary>
        public Task<List<PlannedAction>> ActionsOf(Origin origin, Guid id) =>
            db.Actions.AsNoTracking().Where(action => action.Origin == origin && action.OriginId == id && !action.IsOut).OrderBy(action => action.DueOn == null).ThenBy(action => action.DueOn).ThenBy(action => action.Position).ThenBy(action => action.Id).ToListAsync();

        /// <summary>An action as it stands this moment, held until the end of the transaction; null when there is none, or it is not to be seen.</summary>
        public async Task<PlannedAction?> ClaimAction(Guid action) =>
            (await db.Actions.FromSql($"select * from actions where id = {action} for update").ToListAsync()).FirstOrDefault();

        /// <summary>The same; null when it is not of this workshop, collection, APV or meeting.</summary>
        public async Task<PlannedAction?> ClaimAction(Origin origin, Guid id, Guid action) =>
            await db.ClaimAction(action) is { } found && found.Origin == origin && found.OriginId == id ? found : null;

        /// <summary>The action the gate has found, as it stands this moment, held until the end of the transaction: whoever else writes in it waits.</summary>
        public async Task<PlannedAction> HeldAction(Guid id)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from actions where id = {id} for update");
            var found = await db.FoundAction(id);
            await db.Entry(found).ReloadAsync();
            return found;
        }

        /// <summary>Keeps what was changed in an action that whoever changed it need not see any longer: they gave it out of their hands, or to fewer than before.</summary>
        public async Task SaveAndLetGo(PlannedAction action, CancellationToken stop)
        {
            await db.Set("omtanke.action_let_go", action.Id.ToString());
            await db.SaveChangesAsync(stop);
            await db.Set("omtanke.action_let_go", "");
        }

        /// <summary>The action the gate has found in this visit: it is at hand already.</summary>
        public async Task<PlannedAction> FoundAction(Guid id) => (await db.Actions.FindAsync(id))!;
    }

    /// <summary>Finds an action: as those who answer for it or for the plan it stands in, as the one who is asked to take it on, or as everybody else who sees it.</summary>
    internal sealed class Known(Database db) : IRecords<PlannedAction>
    {
        public async Task<Found?> Find(Guid id, Guid person, bool toWrite, CancellationToken stop)
        {
            // Row-level security has hidden what this person may not see.
            if (await Tracked(id) is not { } found)
                return null;
            var relation = found.Owner == person || found.Keeper == person ? Relation.Keeper
                : found.OfferedTo == person ? Relation.Successor
                : toWrite && await Keeps(found, stop) ? Relation.Keeper
                : Relation.Reader;
            return new Found(id, relation, found.IsOut ? State.Closed : State.Active, id, null);
        }

        public Task Ahead(Guid id) => Tracked(id);

        // Those who keep what it came of, and whoever leads the group that sees it: the same as the database lets write. It works for this person already.
        private async Task<bool> Keeps(PlannedAction action, CancellationToken stop) => (await db.Database.SqlQuery<bool>($"""
            select keeps_origin({action.Origin.ToString()}, {action.OriginId}) or ({action.Shown != Shown.Few} and leads_one({action.Units})) as "Value"
            """).ToListAsync(stop))[0];

        private async Task<PlannedAction?> Tracked(Guid id) =>
            db.Actions.Local.FindEntry(id) is { } already ? already.Entity : await db.Actions.FirstOrDefaultAsync(action => action.Id == id);
    }

    private sealed class Mapping : IEntityTypeConfiguration<PlannedAction>, IEntityTypeConfiguration<ActionEvent>
    {
        public void Configure(EntityTypeBuilder<PlannedAction> builder)
        {
            builder.ToTable("actions");
            builder.Property(one => one.Origin).HasConversion<string>();
            builder.Property(one => one.Level).HasConversion<string>();
            builder.Property(one => one.Status).HasConversion<string>();
            builder.Property(one => one.Effect).HasConversion<string>();
            builder.Property(one => one.Shown).HasConversion<string>();
            builder.Ignore(one => one.IsOpen).Ignore(one => one.IsFinished).Ignore(one => one.LookOn).Ignore(one => one.IsForMany);
        }

        public void Configure(EntityTypeBuilder<ActionEvent> builder)
        {
            builder.ToTable("action_events").HasOne<PlannedAction>().WithMany().HasForeignKey(one => one.Action);
            builder.Property(one => one.What).HasConversion<string>();
            builder.Property(one => one.Status).HasConversion<string>();
            builder.Property(one => one.Effect).HasConversion<string>();
            builder.Property(one => one.Before).HasColumnType("jsonb");
        }
    }
}
