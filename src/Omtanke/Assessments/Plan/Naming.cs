using Microsoft.EntityFrameworkCore;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;
using Omtanke.Web;

namespace Omtanke.Assessments.Plan;

/// <summary>What is promised, and to whom answers with a name go, as a form has them.</summary>
internal static class Naming
{
    /// <summary>The mode that was chosen; what held before where the form says nothing.</summary>
    public static Mode ModeOf(Typed typed, Mode before)
    {
        if (!typed.Has("mode"))
            return before;
        var known = Enum.TryParse<Mode>(typed["mode"], out var mode) && Enum.IsDefined(mode) && !int.TryParse(typed["mode"], out _);
        typed.Errors.AddWhen(!known, "mode", "collections.plan.errors.mode");
        return known ? mode : before;
    }

    /// <summary>Says so beside the field where somebody else's questions are not to be asked under names.</summary>
    public static void Judge(Typed typed, Mode mode, Pack? pack) => typed.Errors.AddWhen(mode != Mode.Anonymous && pack is { Anonymous: true }, "mode", "collections.plan.errors.unnamed");

    /// <summary>The named few: a name or an address on each line. Asked for only where answers are confidential.</summary>
    public static async Task<IReadOnlyList<Guid>> ReadersOf(Typed typed, Mode before, Database db)
    {
        if (ModeOf(typed, before) != Mode.Confidential)
            return [];
        typed.Errors.AddWhen(typed.LinesIn("readers").Count == 0, "readers", "collections.plan.errors.readers-none");
        return await typed.People("readers", Collection.MostReaders, "collections.plan.errors.readers-many", db);
    }

    /// <summary>The named few as one types them.</summary>
    public static async Task<string> Written(IReadOnlyCollection<Guid> readers, Database db) =>
        readers.Count == 0 ? "" : string.Join('\n', await db.People.AsNoTracking().Where(person => readers.Contains(person.Id)).OrderBy(person => person.Name).Select(person => person.Name + " · " + person.Email).ToListAsync());
}
