using System.Text;
using Ml.Gan.Cli.Doctor;

namespace Ml.Gan.Tests.Cli.Doctor;

[TestClass]
public sealed class StandardLibraryTests
{
    [TestMethod]
    [DataRow("GLIBCXX_3.4.9\0GLIBCXX_3.4.31\0GLIBCXX_3.4.4\0", "GLIBCXX_3.4.31", false)]
    [DataRow("\xff\0GLIBCXX_3.4.32\0GLIBCXX_3.4\0", "GLIBCXX_3.4.32", true)]
    [DataRow("GLIBCXX_3.5\0GLIBCXX_LDBL_3.9\0GLIBCXX_3.99.1 in a sentence", "GLIBCXX_3.5", true)]
    [DataRow("CXXABI_1.3\0", null, false)]
    public void The_newest_version_counts_by_its_numbers(string content, string? newest, bool enough)
    {
        string? found = StandardLibrary.NewestVersion(Encoding.Latin1.GetBytes(content));
        var library = new StandardLibrary("libstdc++.so.6", found);
        Assert.AreEqual(newest, library.Newest);
        Assert.AreEqual(enough, library.HasRequired);
    }

    /// <summary>Whatever runs .NET on Linux has one.</summary>
    [TestMethod]
    public void This_process_has_one_on_linux_alone()
    {
        var library = StandardLibrary.Find();
        Assert.AreEqual(OperatingSystem.IsLinux(), library is not null);
        if (library is not null)
            Assert.Contains(library.Newest + "\0", Encoding.Latin1.GetString(File.ReadAllBytes(library.Path!)));
    }
}
