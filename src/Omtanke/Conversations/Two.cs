using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Conversations;

/// <summary>The two people of a conversation.</summary>
public sealed record Two(Person Employee, Person Leader)
{
    /// <summary>Finds them.</summary>
    public static async Task<Two> Of(Conversation conversation, Database db) =>
        new((await db.People.FindAsync(conversation.Employee))!, (await db.People.FindAsync(conversation.Leader))!);

    /// <summary>The one with this id.</summary>
    public Person One(Guid id) => id == Employee.Id ? Employee : Leader;

    /// <summary>The other one.</summary>
    public Person Other(Guid id) => id == Employee.Id ? Leader : Employee;
}
