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
        await Database.ExecuteSqlAsync(
            $"select set_config('omtanke.person', {person}, true), set_config('omtanke.chores', {chores}, true)", stop);
        return transaction;
    }

    /// <summary>
    /// The first row of a question that every visit asks; null when there is none. Goes past the model, whose way to a query costs more than these take to answer.
    /// </summary>
    /// <param name="sql">The question; values are named $1, $2 ….</param>
    /// <param name="read">Makes something of the row.</param>
    /// <param name="values">The values, in order.</param>
    public async Task<T?> First<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] values) where T : class
    {
        await Database.OpenConnectionAsync();
        try
        {
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)Database.GetDbConnection());
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            await using var rows = await command.ExecuteReaderAsync();
            return await rows.ReadAsync() ? read(rows) : null;
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(Database).Assembly);
        SnakeCase.Name(modelBuilder.Model);
    }
}
