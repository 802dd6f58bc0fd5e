using Ml.Gan.Native;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Native;

[TestClass]
public sealed class LibStdCppRequirementTests
{
    private const string Marker = "_ZSt21ios_base_library_initv";

    private static readonly (string, string[]) s_old = ("GLIBCXX_3.4.30", ["_ZNSt18condition_variable4waitEv"]);

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Nothing_is_missing_where_the_system_has_the_version()
    {
        var requirement = Of(
            ElfBytes.Needing("libstdc++.so.6", s_old, ("GLIBCXX_3.4.32", ["new"])), "GLIBCXX_3.4.30", "GLIBCXX_3.4.32");
        Assert.IsTrue(requirement.IsMet);
        Assert.IsEmpty(requirement.MissingSymbols);
    }

    [TestMethod]
    public void Versions_of_other_libraries_are_none_of_its_business() =>
        Assert.IsTrue(Of(ElfBytes.Needing("libc.so.6", ("GLIBC_2.99", ["new"])), "GLIBCXX_3.4.30").IsMet);

    [TestMethod]
    public void A_version_for_the_link_marker_alone_is_marked_weak_and_nothing_else_changes()
    {
        byte[] library = ElfBytes.Needing("libstdc++.so.6", s_old, ("GLIBCXX_3.4.32", [Marker]));
        var requirement = Of(library, "GLIBCXX_3.4.30");
        Assert.IsFalse(requirement.IsMet);
        Assert.IsEmpty(requirement.MissingSymbols);
        Assert.Contains(
            "'library' needs GLIBCXX_3.4.32 of libstdc++.so.6, which 'libstdc++' lacks",
            Named(requirement.Description));

        byte[] marked = requirement.Marked();
        Assert.AreEqual((0, 2), Enumerable.Range(0, library.Length).Where(i => library[i] != marked[i])
            .Select(i => ((int)library[i], (int)marked[i])).Single());
        CollectionAssert.AreEqual(library, File.ReadAllBytes(_folder["library"]));
        Assert.IsTrue(Of(marked, "GLIBCXX_3.4.30").IsMet);
    }

    [TestMethod]
    public void Symbols_that_are_used_are_named_and_nothing_is_marked()
    {
        var requirement = Of(
            ElfBytes.Needing("libstdc++.so.6", ("GLIBCXX_3.4.32", [Marker, "used"]), ("GLIBCXX_3.4.33", ["too"])),
            "GLIBCXX_3.4.30");
        CollectionAssert.AreEqual(new[] { "used", "too" }, requirement.MissingSymbols.ToArray());
        string message = Assert.ThrowsExactly<InvalidOperationException>(requirement.Marked).Message;
        Assert.Contains("'library' needs GLIBCXX_3.4.32, GLIBCXX_3.4.33 of", Named(message));
        Assert.Contains("symbols of that version: used, too. Expected at most", message);
    }

    [TestMethod]
    public void Every_truncation_is_refused_by_the_files_name()
    {
        byte[] library = ElfBytes.Needing("libstdc++.so.6", s_old, ("GLIBCXX_3.4.32", [Marker]));
        for (int length = 0; length < library.Length; length++)
            Assert.Contains("'library' is no ELF shared library that can be read: ", Named(Refusal(library[..length])));
    }

    [TestMethod]
    public void Garbage_in_any_place_is_read_or_refused()
    {
        byte[] library = ElfBytes.Needing("libstdc++.so.6", s_old, ("GLIBCXX_3.4.32", [Marker]));
        for (int i = 0; i < library.Length; i++)
        {
            byte[] damaged = [.. library[..i], 0xff, .. library[(i + 1)..]];
            try
            {
                Of(damaged, "GLIBCXX_3.4.30");
            }
            catch (InvalidDataException refusal)
            {
                Assert.Contains("'library' is no ELF", Named(refusal.Message));
            }
        }
    }

    [TestMethod]
    public void Other_files_are_refused()
    {
        byte[] library = ElfBytes.Needing("libstdc++.so.6", s_old);
        Assert.Contains("it doesn't begin as an ELF file does", Refusal("MZ, hello"u8.ToArray()));
        Assert.Contains(
            "its class is 1 and its byte order 1, expected 2 (64 bits) and 1",
            Refusal([.. library[..4], 1, .. library[5..]]));
        Assert.Contains(
            "its class is 2 and its byte order 2, expected 2 (64 bits) and 1",
            Refusal([.. library[..5], 2, .. library[6..]]));
    }

    [TestMethod]
    public void A_file_is_written_whole_and_replaces_what_was_there()
    {
        string file = _folder.Write("copy.so", [1, 2, 3]);
        Parallel.For(0, 20, i => LibStdCppRequirement.Write([(byte)i, (byte)i], file));
        byte[] content = File.ReadAllBytes(file);
        Assert.HasCount(2, content);
        Assert.AreEqual(content[0], content[1]);
        CollectionAssert.AreEqual(new[] { file }, Directory.GetFiles(_folder.Path));
    }

    private LibStdCppRequirement Of(byte[] library, params string[] systemVersions) =>
        LibStdCppRequirement.Of(
            _folder.Write("library", library), _folder.Write("libstdc++", ElfBytes.Defining(systemVersions)));

    private string Refusal(byte[] library) =>
        Assert.ThrowsExactly<InvalidDataException>(() => Of(library, "GLIBCXX_3.4.30")).Message;

    private string Named(string message) => message.Replace(_folder.Path + Path.DirectorySeparatorChar, "");
}
