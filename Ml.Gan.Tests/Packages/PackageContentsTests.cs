using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;

namespace Ml.Gan.Tests.Packages;

/// <summary>What is in the libraries' packages.</summary>
[TestClass]
[TestCategory("Packages")]
public sealed class PackageContentsTests
{
    /// <summary>Kind of the sources that symbols carry, from the specification of portable PDBs.</summary>
    private static readonly Guid s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static readonly PackageFeed s_feed = new([.. PackageFeed.Libraries, "Ml.Gan.Hosting", "Ml.Gan.Mpi"]);
    private static string s_said = "";

    [ClassInitialize]
    public static void Pack(TestContext context) => s_said = s_feed.Pack();

    [ClassCleanup]
    public static void RemoveAll() => s_feed.Dispose();

    [TestMethod]
    public void Packing_warns_of_nothing() =>
        Assert.IsFalse(s_said.Contains("warn", StringComparison.OrdinalIgnoreCase)
            || s_said.Contains("missing a readme", StringComparison.Ordinal), s_said);

    [TestMethod]
    [DataRow("Ml.Gan")]
    [DataRow("Ml.Gan.Onnx")]
    [DataRow("Ml.Gan.Hosting")]
    [DataRow("Ml.Gan.Mpi")]
    public void A_page_of_the_package_has_what_it_shows(string package)
    {
        using var file = s_feed.Open(package);
        Assert.AreEqual(("expression", "MIT"), file.License);
        Assert.AreEqual("README.md", file.Text("readme"));
        string readme = Encoding.UTF8.GetString(file.Read("README.md"));
        Assert.StartsWith($"# {package}\n", readme);
        Assert.DoesNotContain("](", readme, "what it would link to isn't in the package");
        Assert.AreEqual("icon.png", file.Text("icon"));
        AssertIcon(file.Read("icon.png"));
        Assert.IsGreaterThan(40, file.Text("description")!.Length);
        Assert.IsGreaterThan(4, file.Text("tags")!.Split(' ').Length);
        Assert.AreEqual("The Ml.Gan authors", file.Text("authors"));
        Assert.StartsWith("## [", file.Text("releaseNotes")!);
        Assert.IsNull(file.Text("projectUrl"));
    }

    [TestMethod]
    [DataRow("Ml.Gan.Onnx", "Google.Protobuf,Microsoft.ML.OnnxRuntime.Managed,System.IO.Hashing")]
    [DataRow("Ml.Gan", "CsvHelper,Microsoft.ML,Microsoft.ML.ImageAnalytics,Microsoft.ML.OnnxTransformer,Ml.Gan.Onnx,"
        + "SkiaSharp,TorchSharp")]
    public void It_asks_for_what_it_uses_and_carries_its_own_files_alone(string package, string dependencies)
    {
        using var file = s_feed.Open(package);
        CollectionAssert.IsSubsetOf(dependencies.Split(','), file.Dependencies);
        foreach (string native in (string[])["TorchSharp-cpu", "Microsoft.ML.OnnxRuntime", "YamlDotNet", "Grpc.Tools"])
            Assert.DoesNotContain(native, file.Dependencies);
        Assert.IsFalse(file.Names.Any(name => name.StartsWith("runtimes/", StringComparison.Ordinal)));
        CollectionAssert.AreEqual(
            (string[])[$"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml"],
            file.Names.Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order().ToArray());
    }

    [TestMethod]
    [DataRow("Ml.Gan", "T:Ml.Gan.GanEstimator")]
    [DataRow("Ml.Gan.Onnx", "T:Ml.Gan.Onnx.OnnxGenerator")]
    public void Its_members_are_documented(string package, string type)
    {
        using var file = s_feed.Open(package);
        var members = XElement.Parse(Encoding.UTF8.GetString(file.Read($"lib/net10.0/{package}.xml")))
            .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
        Assert.IsFalse(string.IsNullOrWhiteSpace(members[type].Element("summary")!.Value));
        Assert.IsGreaterThan(200, members.Count);
    }

    [TestMethod]
    [DataRow("Ml.Gan")]
    [DataRow("Ml.Gan.Onnx")]
    public void Symbols_and_sources_are_in_the_assembly_and_name_no_folder_of_the_build(string package)
    {
        using var file = s_feed.Open(package);
        using var assembly = new PEReader(new MemoryStream(file.Read($"lib/net10.0/{package}.dll")));
        var embedded = assembly.ReadDebugDirectory()
            .Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        var symbols = provider.GetMetadataReader();
        Assert.IsGreaterThan(50, symbols.Documents.Count);
        foreach (var handle in symbols.Documents)
        {
            string name = symbols.GetString(symbols.GetDocument(handle).Name);
            Assert.IsFalse(name.Contains(BuiltFrom.Repository.TrimEnd('/'), StringComparison.Ordinal), name);
            Assert.IsTrue(
                symbols.GetCustomDebugInformation(handle).Any(information =>
                    symbols.GetGuid(symbols.GetCustomDebugInformation(information).Kind) == s_embeddedSource),
                $"{name} has no source");
        }
    }

    private static void AssertIcon(byte[] png)
    {
        Assert.IsLessThanOrEqualTo(15 * 1024, png.Length);
        CollectionAssert.AreEqual((byte[])[0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.AreEqual(128, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.AreEqual(128, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }
}
