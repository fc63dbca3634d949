namespace Omtanke.Tests;

/// <summary>Tests leave nothing behind: keys and letters of invented people, too, are rubbish in somebody's temporary folder.</summary>
public sealed class ScratchTests
{
    [Fact]
    public void Whatever_makes_a_temporary_folder_also_removes_it()
    {
        var house = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(house.FullName, "tests", "Tests")))
            house = house.Parent!;
        Directory.GetFiles(Path.Combine(house.FullName, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != $"{nameof(ScratchTests)}.cs" && File.ReadAllText(file) is var code
                && (code.Contains("CreateTempSubdirectory", StringComparison.Ordinal) || code.Contains("GetTempPath", StringComparison.Ordinal))
                && !code.Contains("Directory.Delete(", StringComparison.Ordinal))
            .ShouldBeEmpty("these make temporary folders and leave them: use Scratch.Folder");
    }

    [Fact]
    public void What_a_killed_process_left_is_swept_up_and_what_a_running_one_has_is_not()
    {
        // No process has that number.
        var (dead, alive) = (Path.Combine(Path.GetTempPath(), $"omtanke-scratch-{int.MaxValue}-left"), Scratch.Folder("mine"));
        Directory.CreateDirectory(Path.Combine(dead, "keys-1"));
        Scratch.SweepUp(process => process != int.MaxValue);
        Directory.Exists(dead).ShouldBeFalse();
        Directory.Exists(alive).ShouldBeTrue();
    }
}
