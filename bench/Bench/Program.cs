using System.Globalization;
using Omtanke.Bench;
using Omtanke.Bench.Live;

return args switch
{
    ["pages", .. var options] => await Pages.Run(Options.Read(options)),
    ["live"] => await Live.Run(hall: 2000),
    ["live", "--hall", var people] => await Live.Run(int.Parse(people, CultureInfo.InvariantCulture)),
    ["live", "--only", var one] => await Live.Run(hall: 2000, one),
    ["bare", var port] => await Bare.Serve(int.Parse(port, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        bin/bench pages [--people 60000] [--conversations 20000] [--requests 400] [--only 'my page']
        bin/bench live [--hall 2000 | --only 'killed']
        """);
    return 2;
}
