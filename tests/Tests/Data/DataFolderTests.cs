using Omtanke.Data;

namespace Omtanke.Tests.Data;

/// <summary>The folder that holds everything.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("omtanke-folder-").FullName;

    public void Dispose()
    {
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Others_may_not_look_into_a_new_one()
    {
        var made = Path.Combine(folder, "data");
        using var held = DataFolder.Open(made);
        (File.GetUnixFileMode(made) & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)).ShouldBe(UnixFileMode.None);
    }

    [Fact]
    public void One_that_cannot_be_written_is_named()
    {
        // Root may write nearly everywhere, but not make folders there.
        var closed = Environment.IsPrivilegedProcess ? "/proc/omtanke" : folder;
        if (!Environment.IsPrivilegedProcess) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var refused = Should.Throw<StartFailure>(() => DataFolder.Open(closed));
        refused.Code.ShouldBe(ExitCode.DataFolderNotWritable);
        refused.Sentence.ShouldContain(closed);
    }

    [Fact]
    public void A_file_in_its_place_is_not_a_folder()
    {
        var file = Path.Combine(folder, "data");
        File.WriteAllText(file, "");
        Should.Throw<StartFailure>(() => DataFolder.Open(file)).Code.ShouldBe(ExitCode.DataFolderNotWritable);
    }

    [Fact]
    public void A_nearly_full_disk_is_seen_before_anything_is_written()
    {
        Should.Throw<StartFailure>(() => DataFolder.Open(folder, leastFree: long.MaxValue)).Code.ShouldBe(ExitCode.DiskFull);
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public void It_is_free_again_when_let_go()
    {
        DataFolder.Open(folder).Dispose();
        using var again = DataFolder.Open(folder);
        again.Path.ShouldBe(folder);
    }
}
