using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Data.Backups;
using Omtanke.Security;

namespace Omtanke.Tests.Security;

public sealed class ErasureTests(TestCluster cluster)
{
    [Fact]
    public async Task What_is_erased_loses_its_key_and_gets_a_tombstone_in_the_database_and_in_the_file()
    {
        await using var house = await Visits.Open(cluster);
        var (record, key) = (Ids.New(), Ids.New());
        await house.Do(async db =>
        {
            db.Add(new DataKey { Id = key, Kind = Kind.Private, Owner = Ids.New(), KekVersion = 1, Wrapped = [1], MadeAt = house.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        });

        foreach (var _ in Enumerable.Range(0, 2))
            await Note(house, record, key);

        (await house.Ask(db => db.DataKeys.CountAsync(found => found.Id == key))).ShouldBe(0);
        (await house.Ask(db => db.Tombstones.SingleAsync())).ShouldSatisfyAllConditions(
            stone => stone.Record.ShouldBe(record), stone => stone.Kind.ShouldBe("reflections"), stone => stone.Key.ShouldBe(key));
        house.Services.GetRequiredService<TombstoneFile>().Read().ShouldContain(stone => stone.Record == record && stone.Key == key && stone.Kind == "reflections");
    }

    [Fact]
    public void A_line_that_a_power_cut_left_half_spoils_no_other()
    {
        var file = TombstoneFile.In(Scratch.Folder("stones"));
        var (one, two) = (Stone(), Stone() with { Key = null });
        file.Add(one);
        File.AppendAllText(file.Path, "2026-11-21T09:00:00.0000000Z conver");
        file.Add(two);

        file.Read().ShouldBe([one, two]);
        File.GetUnixFileMode(file.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static Gravestone Stone() => new(Ids.New(), "conversations", Ids.New(), new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));

    private static async Task Note(Visits house, Guid record, Guid key)
    {
        await using var scope = house.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Erasure>().Note(record, "reflections", key);
    }
}
