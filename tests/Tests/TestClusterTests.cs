using Npgsql;

namespace Omtanke.Tests;

/// <summary>The ground that all other tests stand on.</summary>
public sealed class TestClusterTests(TestCluster cluster)
{
    [Fact]
    public async Task Databases_made_from_a_template_do_not_see_each_other()
    {
        var template = await cluster.Template("cluster_tests", connection => Do(connection, "CREATE TABLE word (text text)"));
        var both = await Task.WhenAll(cluster.NewDatabase(template), cluster.NewDatabase(template));
        await Do(both[0], "INSERT INTO word VALUES ('first')");
        (await Do(both[1], "SELECT text FROM word")).ShouldBeNull();
    }

    private static async Task<object?> Do(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
