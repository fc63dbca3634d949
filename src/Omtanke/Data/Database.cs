using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

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

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(Database).Assembly);
        SnakeCase.Name(modelBuilder.Model);
    }
}
