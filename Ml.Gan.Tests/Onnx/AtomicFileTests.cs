using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

/// <summary>Files that can't be written: the message names them, and nothing is left behind.</summary>
[TestClass]
public sealed class AtomicFileTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlgan").FullName;

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_file_of_the_longest_name_is_written()
    {
        string path = Path.Combine(_folder, new string('a', 251) + ".png");
        AtomicFile.Write(path, [1, 2]);
        CollectionAssert.AreEqual(new byte[] { 1, 2 }, File.ReadAllBytes(path));
        Assert.HasCount(1, Directory.GetFiles(_folder));
    }

    [TestMethod]
    public void A_failure_names_the_file_that_was_asked_for()
    {
        string path = Path.Combine(_folder, new string('a', 300) + ".png");
        var failure = Assert.Throws<IOException>(() => AtomicFile.Write(path, [1]));
        StringAssert.StartsWith(failure.Message, $"Cannot write '{path}': ");
        Assert.DoesNotContain(".tmp", failure.Message);
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    public void A_folder_that_is_missing_is_told_before_anything_is_computed()
    {
        string path = Path.Combine(_folder, "none", "x.png");
        Thrown.With<DirectoryNotFoundException>(
            "does not exist. Create it first.", () => AtomicFile.RequireFolder(path));
        Thrown.With<IOException>("it is a folder", () => AtomicFile.RequireFolder(_folder));
        Assert.AreEqual(Path.Combine(_folder, "x"), AtomicFile.RequireFolder(Path.Combine(_folder, "x")));
    }

    /// <summary>A file would take the place of the device, as of /dev/null for a process of root.</summary>
    [TestMethod]
    public void Devices_and_pipes_stay_what_they_are()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("What a path is the name of is told on Linux alone.");
        string pipe = Path.Combine(_folder, "pipe"), link = Path.Combine(_folder, "link");
        using (var process = System.Diagnostics.Process.Start("mkfifo", [pipe]))
            process.WaitForExit();
        File.CreateSymbolicLink(link, "/dev/null");

        foreach (string path in (string[])[pipe, link, "/dev/null"])
        {
            Assert.IsTrue(FileKind.IsSpecial(path));
            Thrown.With<IOException>("it is a device or a pipe", () => AtomicFile.Write(path, [1]));
            Assert.IsTrue(FileKind.IsSpecial(path));
        }

        File.WriteAllBytes(link + "2", []);
        Assert.IsFalse(FileKind.IsSpecial(link + "2"));
        Assert.IsFalse(FileKind.IsSpecial(link + "3"));
        Assert.IsFalse(FileKind.IsSpecial(_folder));
    }

    /// <summary>As for other tools, what a link leads to is written, and the link stays.</summary>
    [TestMethod]
    public void A_link_is_written_through()
    {
        string place = Path.Combine(_folder, "place"), link = Path.Combine(_folder, "link");
        string second = Path.Combine(_folder, "second"), file = Path.Combine(place, "file");
        Directory.CreateDirectory(place);
        File.CreateSymbolicLink(link, Path.Combine("place", "file"));
        File.CreateSymbolicLink(second, link);

        AtomicFile.Write(second, [1, 2]); // there is no such file yet
        CollectionAssert.AreEqual(new byte[] { 1, 2 }, File.ReadAllBytes(file));
        AtomicFile.Write(link, [3]);

        CollectionAssert.AreEqual(new byte[] { 3 }, File.ReadAllBytes(file));
        Assert.AreEqual(Path.Combine("place", "file"), new FileInfo(link).LinkTarget);
        Assert.AreEqual(link, new FileInfo(second).LinkTarget);
        Assert.IsNull(new FileInfo(file).LinkTarget);
        Assert.HasCount(3, Directory.GetFileSystemEntries(_folder));
        Assert.HasCount(1, Directory.GetFileSystemEntries(place));
    }

    [TestMethod]
    public void A_link_that_leads_nowhere_or_to_a_folder_is_told()
    {
        string nowhere = Path.Combine(_folder, "a"), folder = Path.Combine(_folder, "b");
        string round = Path.Combine(_folder, "c");
        File.CreateSymbolicLink(nowhere, Path.Combine(_folder, "none", "file"));
        Directory.CreateSymbolicLink(folder, _folder);
        File.CreateSymbolicLink(round, round);
        string[] before = Directory.GetFileSystemEntries(_folder);
        Thrown.With<DirectoryNotFoundException>(
            $"Cannot write '{nowhere}': the folder '{Path.Combine(_folder, "none")}' does not exist.",
            () => AtomicFile.Write(nowhere, [1]));
        Thrown.With<IOException>("it is a folder", () => AtomicFile.Write(folder, [1]));
        Thrown.With<IOException>($"Cannot write '{round}': ", () => AtomicFile.Write(round, [1]));
        CollectionAssert.AreEquivalent(before, Directory.GetFileSystemEntries(_folder));
    }

    [TestMethod]
    public void A_folder_that_takes_no_files_is_told()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/proc/self"))
            Assert.Inconclusive("/proc is a folder that nothing can be written to on Linux alone.");
        var failure = Assert.Throws<IOException>(() => AtomicFile.Write("/proc/x.png", [1]));
        StringAssert.StartsWith(failure.Message, "Cannot write '/proc/x.png': ");
    }
}
