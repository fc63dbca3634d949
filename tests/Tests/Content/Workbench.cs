namespace Omtanke.Tests.Content;

/// <summary>A small content folder of its own for one test, to break on purpose.</summary>
sealed class Workbench : IDisposable
{
    readonly string root = Path.Combine(Path.GetTempPath(), $"omtanke-content-{Guid.NewGuid():N}");

    internal Workbench()
    {
        Write("interface/da.yaml", "front:\n  hello: Hej {name}\n  days:\n    one: '{n} dag'\n    other: '{n} dage'\n");
        Write("interface/en.yaml", "front:\n  hello: Hello {name}\n  days:\n    one: '{n} day'\n    other: '{n} days'\n");
        Write("tools/T99-tea/tool.yaml", """
            id: T99
            slug: tea
            audience: [employee]
            minutes: 5
            people: 1-4
            order: 10
            lix: 35
            drawing: cup
            steps:
              - {id: T99.S1, kind: explain, points: [T99.S1.1]}
              - id: T99.F1
                kind: form
                private: true
                fields: [T99.F1.1, T99.F1.2]
            """);
        Write("tools/T99-tea/da.yaml", """
            T99: {title: Te, purpose: At få varmen}
            T99.S1: {title: Vandet, text: Kog **vand**.}
            T99.S1.1: {text: Vent lidt.}
            T99.F1: {title: Din kop}
            T99.F1.1: {label: Hvilken te?, help: Skriv navnet.}
            T99.F1.2: {label: Hvor længe?, help: I minutter.}
            """);
        Write("tools/T99-tea/en.yaml", """
            T99: {title: Tea, purpose: To get warm}
            T99.S1: {title: The water, text: Boil **water**.}
            T99.S1.1: {text: Wait a little.}
            T99.F1: {title: Your cup}
            T99.F1.1: {label: Which tea?, help: Write its name.}
            T99.F1.2: {label: For how long?, help: In minutes.}
            """);
        Write("tools/T99-tea/drawings/cup.svg", """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1h8"/></svg>""");
        Write("counts.yaml", "T99.F1: 2\n");
    }

    /// <summary>Copies a content folder to work on.</summary>
    internal static Workbench CopyOf(string folder)
    {
        var bench = new Workbench();
        Directory.Delete(bench.root, recursive: true);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            bench.Write(Path.GetRelativePath(folder, file), File.ReadAllText(file));
        return bench;
    }

    internal Library Read() => Library.Read(root);

    /// <summary>All that reading and checking complain about.</summary>
    internal IReadOnlyList<ContentError> Errors()
    {
        try
        {
            return Check.Of(Read());
        }
        catch (ContentException broken)
        {
            return broken.Errors;
        }
    }

    /// <summary>All that is spelt wrongly.</summary>
    internal IReadOnlyList<ContentError> Misspelt() => Spelling.Check(Read(), root);

    internal string Text(string name) => File.ReadAllText(Path.Combine(root, name));

    internal Workbench Write(string name, string text)
    {
        var path = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    internal Workbench Change(string name, string from, string to)
    {
        var path = Path.Combine(root, name);
        var text = File.ReadAllText(path);
        text.ShouldContain(from);
        return Write(name, text.Replace(from, to, StringComparison.Ordinal));
    }

    internal Workbench Remove(string name)
    {
        File.Delete(Path.Combine(root, name));
        return this;
    }

    internal (int Exit, string Output) Run(params string[] args)
    {
        using var output = new StringWriter();
        return (new ContentCommands(folder: root).Run(args, output), output.ToString());
    }

    internal string Shown(string name) => $"{Path.GetFileName(root)}/{name}";

    public void Dispose() => Directory.Delete(root, recursive: true);
}
