using Omtanke.Actions;
using Omtanke.Content;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Assessments.Apv;

/// <summary>Names in an assessment's texts: everybody reads them, and so do those outside. A hint to whoever writes, never a hindrance.</summary>
internal static class Naming
{
    extension(Database db)
    {
        /// <summary>What is said after something was stored: that one of its texts seems to name somebody, or else simply that it was stored.</summary>
        /// <param name="saved">The word for that it was.</param>
        /// <param name="texts">What was written.</param>
        public async Task<string> SaidOf(string saved, params string[] texts) => await db.Mentions(string.Join('\n', texts)) ? "apv.names.saved" : saved;
    }

    /// <summary>Every text of an assessment that is printed for those outside.</summary>
    public static string PrintedOf(Whole whole, Words words) => string.Join('\n',
    [
        whole.Assessment.Title, whole.Absence?.Reason ?? "", .. whole.Topics.Select(topic => topic.Name), .. whole.Sources.Select(source => source.Name),
        .. whole.Problems.SelectMany(problem => new[] { problem.What, problem.Solution }), .. whole.Holding.SelectMany(action => new[] { action.What, whole.FunctionOf(action, words), action.EffectNote }),
        .. whole.Participations.Select(one => one.How),
    ]);
}
