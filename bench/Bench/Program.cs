using Omtanke.Bench;

return args switch
{
    ["pages", .. var options] => await Pages.Run(Options.Read(options)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bin/bench pages [--people 60000] [--conversations 20000] [--requests 400] [--only 'my page']");
    return 2;
}
