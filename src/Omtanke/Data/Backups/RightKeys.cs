namespace Omtanke.Data.Backups;

/// <summary>Which key file the texts of a database are sealed under. A new one made in silence where the right one is missing would look like a good start, and open nothing.</summary>
internal static class RightKeys
{
    private const string Fact = "key-file";

    /// <summary>Refuses a database that was sealed under another key file, or under one that is not there. Looks before anything is made or changed.</summary>
    /// <param name="owner">The owner's connection string.</param>
    /// <param name="path">Where the key file lies, or should.</param>
    /// <param name="fingerprint">Its fingerprint; null where there is none.</param>
    /// <param name="stop">Stops looking.</param>
    /// <exception cref="StartFailure">It does not fit.</exception>
    public static async Task MustBe(string owner, string path, string? fingerprint, CancellationToken stop)
    {
        await using var connection = await Owner.Open(owner, stop);
        if (!await connection.Ask<bool>("select to_regclass('public.facts') is not null", stop))
            return;
        if (fingerprint is null && await connection.Ask<bool>("select exists (select from facts where name = 'installation')", stop))
            throw StartFailure.KeyFileMissing(path);
        if (fingerprint is not null && await connection.Ask<bool>("select exists (select from facts where name = $1 and value <> $2)", stop, Fact, fingerprint))
            throw StartFailure.KeyFileOfAnother(path);
    }

    /// <summary>Notes it, from the first start on.</summary>
    public static async Task Note(string owner, string fingerprint, CancellationToken stop)
    {
        await using var connection = await Owner.Open(owner, stop);
        await connection.Do("insert into facts (name, value, at) values ($1, $2, now()) on conflict (name) do update set value = excluded.value where facts.value <> excluded.value", stop, Fact, fingerprint);
    }
}
