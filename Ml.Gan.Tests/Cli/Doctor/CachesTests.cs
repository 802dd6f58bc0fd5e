using System.Text;
using Ml.Gan.Cli.Doctor;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Doctor;

[TestClass]
public sealed class CachesTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Data_and_unified_caches_are_read_and_instructions_are_not()
    {
        Write("index0", "1", "Instruction", "64K");
        Write("index1", "1", "Data", "48K");
        Write("index2", "2", "Unified", "1280K");
        Write("index10", "3", "Unified", "32M");
        Assert.AreEqual(new Caches(48 << 10, 1280 << 10, 32 << 20) { Hidden = false }, Caches.Read(_folder.Path));
    }

    [TestMethod]
    public void A_cache_that_is_left_out_is_null()
    {
        Write("index0", "2", "Unified", "512K");
        Assert.AreEqual(new Caches(null, 512 << 10, null) { Hidden = false }, Caches.Read(_folder.Path));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("-1K")]
    [DataRow("many")]
    public void Caches_without_sizes_are_hidden(string? size)
    {
        Write("index0", "1", "Data", size);
        Assert.AreEqual(new Caches(null, null, null) { Hidden = true }, Caches.Read(_folder.Path));
    }

    [TestMethod]
    public void No_folder_is_hidden_too() =>
        Assert.AreEqual(new Caches(null, null, null) { Hidden = true }, Caches.Read(_folder["none"]));

    private void Write(string index, string level, string type, string? size)
    {
        foreach ((string name, string? text) in ((string, string?)[])[("level", level), ("type", type), ("size", size)])
        {
            if (text is not null)
                _folder.Write($"{index}/{name}", Encoding.UTF8.GetBytes(text + "\n"));
        }
    }
}
