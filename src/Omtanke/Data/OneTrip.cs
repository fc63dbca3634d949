using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Omtanke.Data;

/// <summary>
/// Questions that need not wait for each other, in one round trip to the database. Whoever asks is written as if alone. When all of them wait for an answer,
/// what they wait for goes out together; then each reads its own and goes on to its next question, or its end, before the next one's turn: two are never at work at once.
/// </summary>
internal sealed class OneTrip(NpgsqlConnection connection)
{
    private readonly List<(DbCommand Question, TaskCompletionSource<DbDataReader> Answer)> waiting = [];
    private TaskCompletionSource quiet = new();
    private int atWork = 1;

    /// <summary>Lets each ask, until all are done.</summary>
    public async Task Run(IEnumerable<Func<Task>> askers)
    {
        var asking = UntilDone();
        await quiet.Task;
        while (waiting.Count > 0)
            await Answer();
        await asking;

        async Task UntilDone()
        {
            try
            {
                await Each(askers);
            }
            finally
            {
                Rest();
            }
        }
    }

    /// <summary>One who asks lets several ask for it, and waits for them.</summary>
    public async Task Each(IEnumerable<Func<Task>> askers)
    {
        var (asking, busy) = (new List<Task>(), 1);
        foreach (var asker in askers)
        {
            (busy, atWork) = (busy + 1, atWork + 1);
            asking.Add(One(asker));
        }
        Done();
        await Task.WhenAll(asking);

        async Task One(Func<Task> asker)
        {
            try
            {
                await asker();
            }
            finally
            {
                Done();
            }
        }

        // The last one's place at work goes to the one who waited for them.
        void Done()
        {
            if (--busy > 0)
                Rest();
        }
    }

    /// <summary>The answer to one question, when its turn comes.</summary>
    public Task<DbDataReader> Ask(DbCommand question)
    {
        var answer = new TaskCompletionSource<DbDataReader>();
        waiting.Add((question, answer));
        Rest();
        return answer.Task;
    }

    private void Rest()
    {
        if (--atWork == 0)
            quiet.TrySetResult();
    }

    private Task Resume(Action go)
    {
        (quiet, atWork) = (new(), 1);
        go();
        return quiet.Task;
    }

    private async Task Answer()
    {
        var round = waiting.ToList();
        waiting.Clear();
        var answered = 0;
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var (question, _) in round)
                batch.BatchCommands.Add(Copy(question));
            await using var answers = await batch.ExecuteReaderAsync();
            for (; answered < round.Count; await answers.NextResultAsync())
            {
                var answer = round[answered++].Answer;
                await Resume(() => answer.SetResult(new OneAnswer(answers)));
            }
        }
        catch (DbException refused)
        {
            // Whoever has no answer yet gets none: the transaction is over for all.
            foreach (var (_, answer) in round.Skip(answered))
                await Resume(() => answer.SetException(refused));
        }
    }

    private static NpgsqlBatchCommand Copy(DbCommand question)
    {
        var copy = new NpgsqlBatchCommand(question.CommandText);
        foreach (NpgsqlParameter value in question.Parameters)
            copy.Parameters.Add(value.Clone());
        return copy;
    }
}

/// <summary>While a trip is being made up, what the model asks comes along.</summary>
internal sealed class JoinTheTrip : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        eventData.Context is Database { Trip: { } trip } ? InterceptionResult<DbDataReader>.SuppressWithResult(await trip.Ask(command)) : result;
}
