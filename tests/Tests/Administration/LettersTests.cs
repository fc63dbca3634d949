using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Omtanke.Data;
using Omtanke.Data.Mail;
using Omtanke.Tests.Data.Mail;

namespace Omtanke.Tests.Administration;

public sealed class LettersTests(TestCluster cluster)
{
    [Fact]
    public async Task A_letter_nobody_could_deliver_is_seen_by_the_administrator_without_a_word_of_it_and_can_be_tried_again()
    {
        using var server = new MailServer { Refusal = "550 no such user" };
        await using var house = await Dead(server);
        var admin = await house.As("admin");

        (await admin.Get("/me")).Text.ShouldContain("Et brev kunne ikke sendes");
        var page = (await admin.Get("/administration/letters")).Text;
        page.ShouldContain("maja@fjordby.example");
        page.ShouldContain("postkassen ikke findes");
        page.ShouldContain("6 forsøg");
        page.ShouldNotContain("hemmeligt indhold");
        page.ShouldNotContain("Emnet");
        // Who is written to in the same minute would tell who talks with whom.
        Regex.Matches(page, "<td data-title.*?</td>", RegexOptions.Singleline).Select(cell => cell.Value).ShouldAllBe(cell => !Regex.IsMatch(cell, @"\b\d{1,2}[.:]\d{2}\b"));

        server.Refusal = null;
        var id = await house.Ask(db => db.Letters.Select(letter => letter.Id).SingleAsync());
        (await admin.Post($"/administration/letters/{id}/tries")).Location.ShouldBe("/administration/letters");
        await house.DoChores();

        server.Letters.Count.ShouldBe(1);
        (await admin.Get("/administration/letters")).Text.ShouldNotContain("maja@fjordby.example");
        (await admin.Get("/me")).Text.ShouldNotContain("kunne ikke sendes");
    }

    [Fact]
    public async Task A_letter_that_is_given_up_is_gone_and_is_not_written_again()
    {
        using var server = new MailServer { Refusal = "550 no such user" };
        await using var house = await Dead(server);
        var admin = await house.As("admin");
        var id = await house.Ask(db => db.Letters.Select(letter => letter.Id).SingleAsync());

        await admin.Post($"/administration/letters/{id}/removal");
        await admin.Post($"/administration/letters/{id}/tries");
        server.Refusal = null;
        await Write(house);
        await house.DoChores();

        server.Letters.ShouldBeEmpty();
        (await house.Ask(db => db.Letters.SingleAsync())).ShouldSatisfyAllConditions(letter => letter.Body.ShouldBeNull(), letter => letter.ToEmail.ShouldBe(""));
        (await admin.Get("/administration/letters")).Text.ShouldContain("Ingen breve er opgivet");
    }

    private async Task<Visits> Dead(MailServer server)
    {
        var house = await Visits.Open(cluster, adjust: builder =>
        {
            var office = new PostOffice(server.Address, "omtanke@localhost");
            builder.Services.AddSingleton(office);
            builder.Services.AddSingleton<IPostman>(new SmtpPostman(office));
        });
        await Write(house);
        await house.DoChores();
        foreach (var wait in SendLetters.Waits)
            await house.Wait(wait + TimeSpan.FromSeconds(30));
        return house;
    }

    private static async Task Write(Visits house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Outbox>().Write("one", ("Maja Holm", "maja@fjordby.example"), "Emnet", new LetterBody("hemmeligt indhold"));
    }
}
