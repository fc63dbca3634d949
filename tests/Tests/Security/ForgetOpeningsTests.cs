using Npgsql;
using Omtanke.Data;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

/// <summary>The log of openings is forgotten after thirteen months on any server, also where the tables' owner is no superuser.</summary>
public sealed class ForgetOpeningsTests(TestCluster cluster)
{
    [Fact]
    public async Task An_owner_who_is_no_superuser_forgets_as_well()
    {
        var owner = await Given.APlainOwner(cluster);
        await Migrations.Run(owner, House.AppPassword(Visits.Keys), TestContext.Current.CancellationToken);
        await using var source = NpgsqlDataSource.Create(owner);
        foreach (var at in (string[])["2025-01-01", "2025-02-01", "2026-11-01"])
        {
            await using var opened = source.CreateCommand($"""
                begin; set local omtanke.keeping = 'on';
                with opening as (insert into openings (at, person, operation, kind, record) values ('{at}', gen_random_uuid(), 'Read', 'Shared', gen_random_uuid()) returning id)
                insert into opening_chain (opening, hash) select id, '\x01' from opening;
                commit
                """);
            await opened.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await new ForgetOpenings(new OwnerConnection(owner)).Do(Visits.Monday, TestContext.Current.CancellationToken);

        await using var left = source.CreateCommand("""
            begin; set local omtanke.keeping = 'on';
            select (select count(*) from openings) || ' ' || (select count(*) from opening_chain) || ' ' || (select count(*) from opening_anchors)
            """);
        (await left.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("1 1 1");
    }
}
