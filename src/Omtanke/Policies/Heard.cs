using Microsoft.EntityFrameworkCore;
using Omtanke.Data;

namespace Omtanke.Policies;

/// <summary>A section as it was taken round, and what was said of it.</summary>
public sealed record Heard(RoundSection Section, IReadOnlyList<Said> Comments)
{
    /// <summary>Reads a round with the comments that may be seen.</summary>
    public static async Task<IReadOnlyList<Heard>> In(Round round, Database db, Func<Comment, bool> mayBeSeen)
    {
        var sections = await db.RoundSections.AsNoTracking().Where(section => section.Round == round.Id).OrderBy(section => section.Position).ToListAsync();
        // By their random ids: the order tells nothing of who came first.
        var comments = await db.Comments.AsNoTracking().Where(comment => comment.Round == round.Id).OrderBy(comment => comment.Id).ToListAsync();
        var ids = comments.ConvertAll(comment => comment.Id);
        var replies = ids.Count == 0 ? [] : await db.Replies.AsNoTracking().Where(reply => ids.Contains(reply.Comment)).ToDictionaryAsync(reply => reply.Comment);
        var said = comments.Where(mayBeSeen).Select(comment => new Said(comment, replies.GetValueOrDefault(comment.Id))).ToLookup(one => one.Comment.Section);
        return [.. sections.Select(section => new Heard(section, [.. said[section.Id]]))];
    }
}

/// <summary>A comment, and the group's answer to it.</summary>
public sealed record Said(Comment Comment, Reply? Reply);
