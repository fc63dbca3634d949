using System.Globalization;
using Omtanke.Bench;
using Omtanke.Bench.Live;

return args switch
{
    ["pages", .. var options] => await Pages.Run(Options.Read(options)),
    ["plan", .. var options] => await Pages.Run(Options.Read(options, new(Conversations: 2000, Actions: 200_000))),
    ["cases", .. var options] => await Pages.Run(Options.Read(options, new(Conversations: 100, Cases: 150_000, Psychologists: 150))),
    ["live"] => await Live.Run(hall: 2000),
    ["live", "--hall", var people] => await Live.Run(int.Parse(people, CultureInfo.InvariantCulture)),
    ["live", "--only", var one] => await Live.Run(hall: 2000, one),
    ["answers"] => await Answers.Run(people: 4000),
    ["answers", "--people", var people] => await Answers.Run(int.Parse(people, CultureInfo.InvariantCulture)),
    ["insight"] => await Insight.Run(byFilter: true),
    ["insight", "--units-only"] => await Insight.Run(byFilter: false),
    ["reminders"] => await Reminders.Run(people: 20_000),
    ["reminders", "--people", var people] => await Reminders.Run(int.Parse(people, CultureInfo.InvariantCulture)),
    ["bare", var port] => await Bare.Serve(int.Parse(port, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        bin/bench pages [--people 60000] [--conversations 20000] [--requests 400] [--only 'my page']
        bin/bench plan [--people 60000] [--actions 200000] [--requests 400] [--only 'the open plan']
        bin/bench cases [--people 60000] [--cases 150000] [--psychologists 150] [--requests 400] [--only 'call list']
        bin/bench live [--hall 2000 | --only 'killed']
        bin/bench answers [--people 4000]
        bin/bench insight [--units-only]
        bin/bench reminders [--people 20000]
        """);
    return 2;
}
