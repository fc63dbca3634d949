using Quartz;

namespace Omtanke.Data.Jobs;

/// <summary>The one job Quartz knows: runs the chore it is named after. Quartz goes by the machine's clock, the chore by ours, which a demo may move.</summary>
[DisallowConcurrentExecution]
public sealed class ChoreJob(ChoreRunner runner, TimeProvider clock, IHostApplicationLifetime life) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, life.ApplicationStopping);
        await runner.Run(context.JobDetail.Key.Name, clock.GetUtcNow(), stop.Token);
    }
}
