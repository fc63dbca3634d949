using System.Globalization;
using Omtanke.Bench;
using Omtanke.Bench.Live;

return args switch
{
    ["pages", .. var options] => await Pages.Run(Options.Read(options)),
    ["live"] => await Live.Run(hall: 2000),
    ["live", "--hall", var people] => await Live.Run(int.Parse(people, CultureInfo.InvariantCulture)),
    ["live", "--only", var one] => await Live.Run(hall: 2000, one),
    ["answers"] => await Answers.Run(people: 4000),
    ["answers", "--people", var people] => await Answers.Run(int.Parse(people, CultureInfo.InvariantCulture)),
    ["insight"] => await Insight.Run(byFilter: true),
    ["insight", "--units-only"] => await Insight.Run(byFilter: false),
    ["bare", var port] => await Bare.Serve(int.Parse(port, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        bin/bench pages [--people 60000] [--conversations 20000] [--requests 400] [--only 'my page']
        bin/bench live [--hall 2000 | --only 'killed']
        bin/bench answers [--people 4000]
        bin/bench insight [--units-only]
        """);
    return 2;
}
