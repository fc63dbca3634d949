using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Omtanke.Data;

/// <summary>
/// The one database context. It knows no room: each room maps its own things in an
/// <see cref="IEntityTypeConfiguration{T}"/> and declares its own <c>db.Things</c> as an extension property.
/// </summary>
public sealed class Database(DbContextOptions<Database> options) : DbContext(options)
{
    /// <summary>
    /// Begins a transaction that works for one person. Everything protected is read and written inside one;
    /// outside, the database shows no protected row at all.
    /// </summary>
    public async Task<IDbContextTransaction> Begin(Acting acting, CancellationToken stop = default)
    {
        var transaction = await Database.BeginTransactionAsync(stop);
        var person = acting.Person?.ToString() ?? "";
        var chores = acting.Chores ? "on" : "";
        // A transaction works for nobody until it is told.
        if (acting != Acting.Nobody)
            await Database.ExecuteSqlAsync(
                $"select set_config('omtanke.person', {person}, true), set_config('omtanke.chores', {chores}, true)", stop);
        return transaction;
    }

    /// <summary>Settles something for the rest of the transaction, for its row-level security to go by. May be one question of <see cref="InOneTrip(IEnumerable{Func{Task}})"/>.</summary>
    public async Task Set(string setting, string value) => await First("select set_config($1, $2, true)", row => row.GetString(0), setting, value);

    /// <summary>
    /// The first row of a question that every visit asks; null when there is none. Goes past the model, whose way to a query costs more than these take to answer.
    /// </summary>
    /// <param name="sql">The question; values are named $1, $2 ….</param>
    /// <param name="read">Makes something of the row.</param>
    /// <param name="values">The values, in order.</param>
    public async Task<T?> First<T>(string sql, Func<DbDataReader, T> read, params object[] values) where T : class
    {
        await Database.OpenConnectionAsync();
        try
        {
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)Database.GetDbConnection());
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            await using var rows = Trip is { } trip ? await trip.Ask(command) : await command.ExecuteReaderAsync();
            return await rows.ReadAsync() ? read(rows) : null;
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    /// <summary>
    /// Lets several ask who need not wait for each other: what they ask goes to the database in one round trip, in this order. They only ask; nothing is written meanwhile.
    /// </summary>
    public async Task InOneTrip(params IEnumerable<Func<Task>> askers)
    {
        if (Trip is { } already)
        {
            await already.Each(askers);
            return;
        }
        await Database.OpenConnectionAsync();
        Trip = new((NpgsqlConnection)Database.GetDbConnection());
        try
        {
            await Trip.Run(askers);
        }
        finally
        {
            Trip = null;
            await Database.CloseConnectionAsync();
        }
    }

    /// <summary>Two answers from one round trip.</summary>
    public async Task<(TOne, TOther)> InOneTrip<TOne, TOther>(Func<Task<TOne>> one, Func<Task<TOther>> other)
    {
        var (first, second) = (default(TOne)!, default(TOther)!);
        IEnumerable<Func<Task>> both = [async () => first = await one(), async () => second = await other()];
        await InOneTrip(both);
        return (first, second);
    }

    /// <summary>As many answers as are asked for, from one round trip.</summary>
    public async Task<IReadOnlyList<T>> InOneTrip<T>(IEnumerable<Func<Task<T>>> askers)
    {
        var all = askers.ToList();
        var answers = new T[all.Count];
        IEnumerable<Func<Task>> each = all.Select<Func<Task<T>>, Func<Task>>((asker, n) => async () => answers[n] = await asker());
        await InOneTrip(each);
        return answers;
    }

    /// <summary>Those whose questions are being gathered; null when each goes its own way.</summary>
    internal OneTrip? Trip { get; private set; }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(Database).Assembly);
        SnakeCase.Name(modelBuilder.Model);
    }
}
