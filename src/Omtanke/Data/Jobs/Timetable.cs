using Quartz;

namespace Omtanke.Data.Jobs;

/// <summary>Enters every chore in the timetable that all nodes share, and sees that each is run when it is due, by one of them.</summary>
internal sealed class Timetable(ISchedulerFactory factory, ChoreRunner chores) : IHostedService
{
    private IScheduler? scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        scheduler = await factory.GetScheduler(cancellationToken);
        foreach (var chore in chores.All())
            await Enter(scheduler, chore, cancellationToken);
        await scheduler.Start(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (scheduler is not null)
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
    }

    /// <summary>One that stands there already is left alone, so that a node that starts does not disturb the others.</summary>
    private static async Task Enter(IScheduler scheduler, ChoreEntry chore, CancellationToken stop)
    {
        if (await scheduler.GetTrigger(new TriggerKey(chore.Name), stop) is ISimpleTrigger there && there.RepeatInterval == chore.Every)
            return;
        var job = JobBuilder.Create<ChoreJob>().WithIdentity(chore.Name).Build();
        // What was missed while nobody ran is made up for once, not once for each time it was missed.
        var trigger = TriggerBuilder.Create().WithIdentity(chore.Name).ForJob(job).StartNow()
            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(chore.Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
            .Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, stop);
    }
}
