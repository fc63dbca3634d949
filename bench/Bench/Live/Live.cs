using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Omtanke.Data.Embedded;

namespace Omtanke.Bench.Live;

/// <summary>
/// Workshops under load and under fault: the real program as processes of their own on one PostgreSQL, phones and screens as clients on loopback.
/// Prints JSON; what it holds the figures against stands beside them.
/// </summary>
internal static class Live
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<int> Run(int hall, string? only = null)
    {
        var folder = Directory.CreateTempSubdirectory("omtanke-live-").FullName;
        try
        {
            await using var postgres = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(Directory.CreateDirectory(Path.Combine(folder, "postgres")).FullName), CancellationToken.None);
            await using var first = await Node.Start(Path.Combine(folder, "node"), postgres.ConnectionString);
            var database = postgres.ConnectionString;
            var leader = await Leader.SitDown(first.Address, "jonas");
            (string Name, Func<Task<object>> Measure)[] all =
            [
                ("many workshops", () => ManyWorkshops(first, leader, database)),
                ("burst", () => Burst(first, leader, database)),
                ("hall", () => Hall(first, leader, database, hall)),
                ("polling alone", () => Polling(first, leader, database)),
                ("cut", () => Cut(first, leader, database)),
                ("killed", () => Killed(first, leader, database)),
                ("two nodes", () => TwoNodes(first, leader, database, Path.Combine(folder, "node"))),
            ];
            var results = new Dictionary<string, object> { ["processors"] = Environment.ProcessorCount };
            foreach (var (name, measure) in all.Where(one => only is null || one.Name == only))
            {
                await Console.Error.WriteLineAsync(name);
                results[name.Replace(' ', '_')] = await measure();
            }
            Console.WriteLine(JsonSerializer.Serialize(results, Json));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One workshop of 120 and twenty of twelve, all at once: how long from the facilitator's press until a phone or the screen shows it; what a participant weighs.</summary>
    private static async Task<object> ManyWorkshops(Node node, Leader leader, string database)
    {
        var rooms = new List<(Guid Id, List<Phone> Phones, Phone Screen)>();
        await Warm(node, leader, database);
        var before = await Settled(node);
        foreach (var people in Enumerable.Repeat(12, 20).Prepend(120))
        {
            var id = await leader.Begin("T04");
            var (phones, _) = await Leader.Join(node.Address, database, id, people);
            var screen = new Phone(node.Address, $"/workshops/{id}/screen", leader.Cookie);
            foreach (var phone in phones.Append(screen))
                phone.Listen();
            rooms.Add((id, phones, screen));
        }
        await Everybody([.. rooms.SelectMany(room => room.Phones)], phone => phone.Shown.Version > 0);
        var weight = (await Settled(node) - before) / rooms.Sum(room => room.Phones.Count);
        var (times, screens) = (new List<double>(), new List<double>());
        for (var round = 0; round < 10; round++)
            await Task.WhenAll(rooms.Select(async room =>
            {
                var items = await Items(database, room.Id);
                var began = Stopwatch.GetTimestamp();
                var told = await Change(database, room.Id, () => leader.GoTo(room.Id, items[round % items.Count]));
                await Everybody([.. room.Phones, room.Screen], phone => phone.Shown.Version >= told);
                lock (times)
                {
                    times.AddRange(room.Phones.Select(phone => Since(began, phone)));
                    screens.Add(Since(began, room.Screen));
                }
            }));
        await Leave(rooms.SelectMany(room => room.Phones.Append(room.Screen)));
        return new { Participants = rooms.Sum(room => room.Phones.Count), Workshops = rooms.Count, ScreenP95Ms = At(screens, .95), PhoneP95Ms = At(times, .95), ScreenBoundMs = 1000, KibPerParticipant = weight / 1024, KibBound = 60 };
    }

    /// <summary>Five hundred phones that join at the same moment; then eighty of them vote at once.</summary>
    private static async Task<object> Burst(Node node, Leader leader, string database)
    {
        var id = await leader.Begin("T04");
        var (phones, took) = await Leader.Join(node.Address, database, id, 500);
        var inside = await Leader.One<long>(database, "select count(*) from workshop_participants where workshop = $1", id);
        var board = await Leader.One<Guid>(database, "select id from workshop_items where workshop = $1 and step = 'T04.S4'", id);
        await leader.GoTo(id, board);
        var ideas = new List<Guid>();
        foreach (var phone in phones.Take(5))
        {
            ideas.Add(Guid.NewGuid());
            await phone.Send("ideas", ("item", board.ToString()), ("id", ideas[^1].ToString()), ("place", "T04.S4.L1"), ("text", "En ide"));
        }
        await leader.Turn(id, board, "Voting");
        var began = Stopwatch.GetTimestamp();
        var taken = await Task.WhenAll(phones.Take(80).Select(phone => phone.Send("votes", ("item", board.ToString()), ("idea", ideas[0].ToString()))));
        var voting = Stopwatch.GetElapsedTime(began);
        var votes = await Leader.One<long>(database, "select count(*) from workshop_votes where item = $1", board);
        return new { Joined = inside, JoinedInMs = Math.Round(took.TotalMilliseconds), JoinedBoundMs = 2000, Voters = taken.Count(one => one), Votes = votes, VotedInMs = Math.Round(voting.TotalMilliseconds) };
    }

    /// <summary>One hall: from the press until the last phone shows the next item, beside a bare server that fans out the same bytes.</summary>
    private static async Task<object> Hall(Node node, Leader leader, string database, int people)
    {
        var id = await leader.Begin("T04");
        var phones = new List<Phone>();
        // A hall fills in minutes, not in a second.
        while (phones.Count < people)
            phones.AddRange((await Leader.Join(node.Address, database, id, Math.Min(250, people - phones.Count))).Phones);
        foreach (var group in phones.Chunk(200))
        {
            foreach (var phone in group)
                phone.Listen();
            await Everybody(group, phone => phone.Shown.Version > 0);
        }
        await Quiet(database, id, phones);
        var items = await Items(database, id);
        var (ours, bare) = (new List<double>(), new List<double>());
        var bytes = 0;
        for (var round = 0; round < 8; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var told = await Change(database, id, () => leader.GoTo(id, items[(round + 1) % items.Count]));
            await Everybody(phones, phone => phone.Shown.Version >= told);
            ours.Add(phones.Max(phone => Since(began, phone)));
            bytes = Math.Max(bytes, phones[0].Bytes);
        }
        await Leave(phones);

        using var server = Bare.Start(out var port);
        var address = new Uri($"http://localhost:{port}");
        var listeners = Enumerable.Range(0, people).Select(_ => new Phone(address, "", "x=y")).ToList();
        foreach (var group in listeners.Chunk(200))
        {
            foreach (var listener in group)
                listener.Listen();
            await Everybody(group, phone => phone.Shown.At > 0);
        }
        for (var round = 1; round <= 8; round++)
        {
            var began = Stopwatch.GetTimestamp();
            using (await Phone.Client.PostAsync(new Uri(address, string.Create(CultureInfo.InvariantCulture, $"/fire?bytes={bytes}")), null))
                await Everybody(listeners, phone => phone.Shown.Version >= round);
            bare.Add(listeners.Max(phone => Since(began, phone)));
        }
        server.Kill();
        await Leave(listeners);
        return new { People = people, Bytes = bytes, LastPhoneMs = At(ours, .5), LastPhoneWorstMs = ours.Max(), BoundMs = 1000, BareLastMs = At(bare, .5), TimesBare = Math.Round(At(ours, .5) / At(bare, .5), 2), TimesBound = 3 };
    }

    /// <summary>No streams at all: phones that ask every two seconds show the same.</summary>
    private static async Task<object> Polling(Node node, Leader leader, string database)
    {
        var id = await leader.Begin("T04");
        var (phones, _) = await Leader.Join(node.Address, database, id, 60);
        var items = await Items(database, id);
        var times = new List<double>();
        using var stop = new CancellationTokenSource();
        var asking = phones.Select((phone, number) => Task.Run(async () =>
        {
            await Task.Delay(number * 2000 / phones.Count);
            while (!stop.IsCancellationRequested)
            {
                await phone.Poll();
                await Task.Delay(2000);
            }
        })).ToList();
        for (var round = 1; round <= 4; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var told = await Change(database, id, () => leader.GoTo(id, items[round % items.Count]));
            await Everybody(phones, phone => phone.Shown.Version >= told);
            times.AddRange(phones.Select(phone => Since(began, phone)));
        }
        await stop.CancelAsync();
        await Task.WhenAll(asking);
        return new { People = phones.Count, LastPhoneMs = Math.Round(times.Max()), BoundMs = 5000 };
    }

    /// <summary>All streams are cut for three minutes, in which the room goes on; then they come back.</summary>
    private static async Task<object> Cut(Node node, Leader leader, string database)
    {
        var id = await leader.Begin("T04");
        var (phones, _) = await Leader.Join(node.Address, database, id, 120);
        foreach (var phone in phones)
            phone.Listen();
        await Everybody(phones, phone => phone.Shown.Version > 0);
        await Task.WhenAll(phones.Select(phone => phone.Cut()));
        var items = await Items(database, id);
        var told = 0;
        for (var minute = 1; minute <= 3; minute++)
        {
            told = await Change(database, id, () => leader.GoTo(id, items[minute % items.Count]));
            await Task.Delay(TimeSpan.FromMinutes(1));
        }
        var back = Stopwatch.GetTimestamp();
        foreach (var phone in phones)
            phone.Listen();
        await Everybody(phones, phone => phone.Shown.Version >= told);
        var times = phones.ConvertAll(phone => Since(back, phone));
        await Leave(phones);
        return new { People = phones.Count, CutSeconds = 180, LastRightMs = Math.Round(times.Max()), BoundMs = 5000 };
    }

    /// <summary>SIGKILL in the middle of a brainstorm with sixty writers: what was said to be saved is there, what was not arrives, and everybody is on the right item within five seconds of the start.</summary>
    private static async Task<object> Killed(Node node, Leader leader, string database)
    {
        var id = await leader.Begin("T04");
        var (phones, _) = await Leader.Join(node.Address, database, id, 60);
        var board = await Leader.One<Guid>(database, "select id from workshop_items where workshop = $1 and step = 'T04.S4'", id);
        await leader.GoTo(id, board);
        foreach (var phone in phones)
            phone.Listen();
        await Everybody(phones, phone => phone.Shown.Version > 0);
        var (saved, sent) = (new HashSet<Guid>(), new HashSet<Guid>());
        var (savedBefore, killed) = (0, false);
        var writing = phones.Select(phone => Task.Run(async () =>
        {
            for (var number = 0; number < 6; number++)
            {
                var idea = Guid.NewGuid();
                lock (sent)
                    sent.Add(idea);
                // As the outbox does: the same idea again and again, until it is taken.
                while (!await Try(() => phone.Send("ideas", ("item", board.ToString()), ("id", idea.ToString()), ("place", "T04.S4.L1"), ("text", $"Ide {idea}"))))
                    await Task.Delay(500);
                lock (sent)
                {
                    saved.Add(idea);
                    if (!killed)
                        savedBefore++;
                }
                await Task.Delay(50);
            }
        })).ToList();
        await Until(() => { lock (sent) return saved.Count > 90; });
        lock (sent)
            killed = true;
        await node.Kill();
        var dead = Stopwatch.GetTimestamp();
        await node.Rise();
        var began = Stopwatch.GetTimestamp();
        var told = await Leader.One<int>(database, "select version from workshop_versions where workshop = $1", id);
        await Everybody(phones, phone => phone.Shown.Version >= told && phone.Shown.At > dead);
        // Some are back before the program has said that it is open.
        var back = Math.Max(0, phones.Max(phone => Since(began, phone)));
        await Task.WhenAll(writing);
        var stored = await Leader.One<long>(database, "select count(distinct id) from workshop_ideas where item = $1", board);
        await Leave(phones);
        return new { Writers = phones.Count, SavedBeforeTheKill = savedBefore, Sent = sent.Count, Stored = stored, Lost = sent.Count - stored, AllBackMs = Math.Round(back), BoundMs = 5000 };
    }

    /// <summary>Two processes on one database with people on both: the same frames; one is killed, and its people go on with the other.</summary>
    private static async Task<object> TwoNodes(Node first, Leader leader, string database, string folder)
    {
        // Another node has the same keys.
        var other = $"{folder}-2";
        Directory.CreateDirectory(other);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => file.Contains("key", StringComparison.OrdinalIgnoreCase)))
        {
            var copy = Path.Combine(other, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
        await using var second = await Node.Start(other, database);
        var id = await leader.Begin("T04");
        var here = (await Leader.Join(first.Address, database, id, 30)).Phones;
        var there = (await Leader.Join(second.Address, database, id, 30)).Phones;
        foreach (var phone in here.Concat(there))
            phone.Listen();
        await Everybody([.. here, .. there], phone => phone.Shown.Version > 0);
        var items = await Items(database, id);
        var times = new List<double>();
        for (var round = 1; round <= 4; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var told = await Change(database, id, () => leader.GoTo(id, items[round % items.Count]));
            await Everybody([.. here, .. there], phone => phone.Shown.Version >= told);
            times.AddRange(there.Select(phone => Since(began, phone)));
        }
        await first.Kill();
        // A balancer in front would do this.
        foreach (var phone in here)
            phone.Server = second.Address;
        leader.Server = second.Address;
        var cut = Stopwatch.GetTimestamp();
        var after = await Change(database, id, () => leader.GoTo(id, items[1]));
        await Everybody([.. here, .. there], phone => phone.Shown.Version >= after);
        var moved = here.Max(phone => Since(cut, phone));
        await Leave(here.Concat(there));
        return new { OtherNodeLastMs = Math.Round(times.Max()), GoOnWithTheOtherMs = Math.Round(moved), BoundMs = 5000 };
    }

    // What a house weighs that has been open for a while.
    private static async Task Warm(Node node, Leader leader, string database)
    {
        var id = await leader.Begin("T04");
        var (phones, _) = await Leader.Join(node.Address, database, id, 100);
        foreach (var phone in phones)
            phone.Listen();
        await Everybody(phones, phone => phone.Shown.Version > 0);
        foreach (var item in await Items(database, id))
            await leader.GoTo(id, item);
        await Leave(phones);
    }

    private static async Task<long> Settled(Node node)
    {
        var last = node.Memory;
        for (var look = 0; look < 6; look++)
        {
            await Task.Delay(1000);
            last = node.Memory;
        }
        return last;
    }

    private static async Task<int> Change(string database, Guid workshop, Func<Task> change)
    {
        await change();
        return await Leader.One<int>(database, "select version from workshop_versions where workshop = $1", workshop);
    }

    private static async Task<List<Guid>> Items(string database, Guid workshop) =>
        [.. await Leader.One<Guid[]>(database, "select array(select id from workshop_items where workshop = $1 and not is_out order by position)", workshop)];

    // Coming in is told too, a little later: then nothing more is under way.
    private static async Task Quiet(string database, Guid workshop, IReadOnlyList<Phone> phones)
    {
        for (var (same, last) = (0, -1); same < 4; await Task.Delay(1000))
        {
            var version = await Leader.One<int>(database, "select version from workshop_versions where workshop = $1", workshop);
            (same, last) = version == last ? (same + 1, last) : (0, version);
        }
        _ = phones;
    }

    private static async Task Everybody(IReadOnlyCollection<Phone> phones, Func<Phone, bool> isSo)
    {
        var patience = Stopwatch.GetTimestamp();
        while (!phones.All(isSo))
        {
            if (Stopwatch.GetElapsedTime(patience) > TimeSpan.FromSeconds(60))
                throw new TimeoutException($"{phones.Count(phone => !isSo(phone))} of {phones.Count} phones never got there: {phones.FirstOrDefault(phone => !isSo(phone))?.Trouble}");
            await Task.Delay(5);
        }
    }

    private static async Task Until(Func<bool> isSo)
    {
        while (!isSo())
            await Task.Delay(5);
    }

    private static async Task<bool> Try(Func<Task<bool>> send)
    {
        try
        {
            return await send();
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static Task Leave(IEnumerable<Phone> phones) => Task.WhenAll(phones.Select(async phone => await phone.DisposeAsync()));

    private static double Since(long began, Phone phone) => Stopwatch.GetElapsedTime(began, phone.Shown.At).TotalMilliseconds;

    private static double At(List<double> times, double share)
    {
        var sorted = times.Order().ToList();
        return Math.Round(sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))], 1);
    }
}
