using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Omtanke.Administration.Commands;
using Omtanke.Administration.SelfCheck;
using Omtanke.Data;
using Omtanke.Security;
using Omtanke.Tests.Data.Mail;
using Omtanke.Web;

namespace Omtanke.Tests.Administration;

public sealed class SelfCheckTests(TestCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_loosened_key_file_is_found()
    {
        await using var house = await Visits.Open(cluster);
        var settings = NewPlace();
        (await Look(house, settings)).ShouldContain(finding => finding.Name == "keys" && finding.Health == Health.Ok);

        File.SetUnixFileMode(KeyFile.PathIn(settings.Data), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var found = (await Look(house, settings)).Single(finding => finding.Name == "keys");
        (found.Says, found.KeepsClosed).ShouldBe(("loose", true));
    }

    [Theory]
    [InlineData("alter table notes no force row level security")]
    [InlineData("alter table notes disable row level security")]
    public async Task A_table_whose_walls_somebody_took_down_is_found(string deed)
    {
        await using var house = await Visits.Open(cluster);
        var settings = NewPlace();
        (await Look(house, settings)).Single(finding => finding.Name == "walls").Health.ShouldBe(Health.Ok);

        await Given.Tampering(house, deed);

        (await Look(house, settings)).Single(finding => finding.Name == "walls").Sentence(Visits.Library.In("da").Words).ShouldContain("public.notes");
    }

    [Fact]
    public async Task Of_all_a_house_has_only_the_tests_own_shortcuts_are_wrong()
    {
        await using var house = await Visits.Open(cluster);
        await house.Services.GetRequiredService<Omtanke.Data.Jobs.ChoreRunner>().RunAll(house.Clock.GetUtcNow(), Stop);

        // The tests' database does not write to the disk before it says saved.
        (await Look(house, NewPlace())).Where(finding => finding.Health == Health.Failed).Select(finding => finding.Name).ShouldBe(["writes"]);
    }

    [Fact]
    public async Task In_production_an_unsafe_state_keeps_the_app_closed_with_a_sentence()
    {
        await using var house = await Visits.Open(cluster);
        var settings = NewPlace() with { Production = true, Address = new Uri("http://omtanke.example.org") };

        var refused = await Should.ThrowAsync<StartFailure>(() => DoctorCommand.MustBeSafe(settings, house.Connection, Visits.Library, Stop));

        refused.Code.ShouldBe(ExitCode.UnsafeStart);
        refused.Sentence.ShouldContain("OMTANKE_ADDRESS=https://");
    }

    [Fact]
    public async Task The_administrator_sees_it_and_a_letter_to_oneself_arrives()
    {
        await using var house = await Visits.Open(cluster);
        var admin = await house.As("admin");

        (await admin.Get("/administration/self-check")).Text.ShouldContain("Hvem ser hvad i databasen");
        (await admin.Post("/administration/self-check/letter")).Location.ShouldBe("/administration/self-check");

        (await house.Ask(db => db.Letters.SingleAsync())).ToEmail.ShouldBe("admin@fjordby.example");
    }

    [Fact]
    public async Task A_mail_server_is_asked_how_it_is()
    {
        await using var house = await Visits.Open(cluster);
        using var server = new MailServer();
        var settings = NewPlace() with { Smtp = server.Address };
        (await Look(house, settings)).Single(finding => finding.Name == "letters").Says.ShouldBe("ok");
        server.Heard.ShouldContain("NOOP");

        server.Dispose();
        (await Look(house, settings)).Single(finding => finding.Name == "letters").Says.ShouldBe("trouble-server");
    }

    [Fact]
    public async Task The_doctor_walks_the_log_itself_and_ends_with_the_verdict()
    {
        await using var house = await Visits.Open(cluster);
        var settings = NewPlace() with { Database = house.Connection };
        await house.Do(async db =>
        {
            foreach (var _ in Enumerable.Range(0, 3))
                db.Add(new Opening { At = house.Clock.GetUtcNow(), Person = Ids.New(), Operation = Operation.Read, Kind = Kind.Shared, Record = Ids.New() });
            await db.SaveChangesAsync();
        }, Acting.AtChores);
        await new LinkOpenings(house.Services.CreateScope().ServiceProvider.GetRequiredService<Database>()).Do(house.Clock.GetUtcNow(), Stop);

        var whole = await Doctor(settings);
        whole.Said.ShouldContain("The log of openings holds: 3 links walked");
        whole.Said.ShouldContain("ok      The log of openings");

        // Nobody has walked it since: what the house last found is of no use here.
        await Given.Tampering(house, "update openings set person = gen_random_uuid() where id = (select opening from opening_chain order by link offset 1 limit 1)");
        var broken = await Doctor(settings);
        broken.Said.ShouldContain("The log of openings is broken at link 2.");
        broken.Said.ShouldContain("FAILED  The log of openings");
        broken.Code.ShouldBe((int)ExitCode.UnsafeStart);

        static async Task<(int Code, string Said)> Doctor(Settings settings)
        {
            await using var said = new StringWriter();
            return (await new DoctorCommand(settings, said).Run(Stop), said.ToString());
        }
    }

    private static async Task<IReadOnlyList<Finding>> Look(Visits house, Settings settings)
    {
        await using var source = NpgsqlDataSource.Create(house.Connection);
        return Judgement.Of(await new Observer(settings, source, []).Look(house.Clock.GetUtcNow(), () => Visits.Library, knock: true, Stop));
    }

    private static Settings NewPlace()
    {
        var settings = Visits.SettingsFor(demo: false) with { Data = Scratch.Folder("place") };
        KeyFile.At(KeyFile.PathIn(settings.Data));
        return settings;
    }
}
