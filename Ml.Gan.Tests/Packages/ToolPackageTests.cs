using System.Text.Json;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Packages;

/// <summary>The tool, packed for this platform and installed from a folder.</summary>
[TestClass]
[TestCategory("Packages")]
public sealed class ToolPackageTests
{
    private const long MostBytes = 200 << 20;

    private static readonly PackageFeed s_feed = new("Ml.Gan.Cli");

    [ClassInitialize]
    public static void PackAndInstall(TestContext context)
    {
        if (PackageFeed.Platform is not ("linux-x64" or "win-x64" or "osx-arm64"))
            return;
        s_feed.PackProject(
            "Ml.Gan.Cli/Ml.Gan.Cli.csproj",
            [
                $"-p:ToolPackageRuntimeIdentifiers={PackageFeed.Platform}", "-p:BuildProjectReferences=false",
                "--no-restore", .. PackageFeed.Links,
            ]);
        DotnetCommand.Run(
            s_feed["."], "tool", "install", "mlgan", "--tool-path", s_feed["tools"], "--add-source", s_feed.Source,
            "--version", s_feed.Version).Succeeded();
    }

    [ClassCleanup]
    public static void RemoveAll() => s_feed.Dispose();

    [TestInitialize]
    public void NeedsPlatform()
    {
        if (!Directory.Exists(s_feed["tools"]))
            Assert.Inconclusive($"There is no tool for {PackageFeed.Platform}.");
    }

    [TestMethod]
    public void A_package_for_a_platform_is_small_and_has_nothing_of_others()
    {
        string package = $"mlgan.{PackageFeed.Platform}";
        Assert.IsLessThan(MostBytes, new FileInfo(s_feed.PathOf(package)).Length);
        using var file = s_feed.Open(package);
        string[] names = [.. file.Names.Select(name => Path.GetFileName(name))];
        Assert.Contains("resnet18.onnx", names);
        Assert.HasCount(1, names.Where(name => name.Contains("LibTorchSharp", StringComparison.Ordinal)).ToArray());
        foreach (string unused in (string[])["python", "cuda", "tensorrt", "_test", ".dbg", ".dwarf", ".lib"])
            Assert.IsFalse(names.Any(name => name.Contains(unused, StringComparison.Ordinal)), unused);
        string others = OperatingSystem.IsLinux() ? "onnxruntime.dll" : "libonnxruntime.so";
        Assert.DoesNotContain(others, names);

        using var named = s_feed.Open("mlgan");
        foreach (var page in (PackageFile[])[file, named])
        {
            Assert.AreEqual(("expression", "MIT"), page.License);
            Assert.AreEqual("README.md", page.Text("readme"));
            Assert.Contains("README.md", page.Names);
            Assert.AreEqual("icon.png", page.Text("icon"));
            Assert.IsGreaterThan(40, page.Text("description")!.Length);
        }
        Assert.IsLessThan(100_000, new FileInfo(s_feed.PathOf("mlgan")).Length);
    }

    [TestMethod]
    public void It_examines_the_machine()
    {
        using var report = JsonDocument.Parse(Tool("doctor", "--json").Output);
        Assert.AreEqual(
            BuiltFrom.CentralVersion("OnnxRuntimeVersion"),
            report.RootElement.GetProperty("versions").GetProperty("onnx_runtime").GetString());
    }

    [TestMethod]
    public void It_trains_samples_and_evaluates()
    {
        Tool(
            "train", "--data", "builtin:glyphs", "--out", "run", "--width", "2", "--batch", "4", "--latent", "5",
            "--size", "16", "--steps", "3");
        Tool("sample", "run/generator.onnx", "--out", "grid.png", "--count", "4");
        Assert.IsTrue(File.Exists(s_feed["grid.png"]));
        using (var generator = OnnxGenerator.Load(s_feed["run/generator.onnx"]))
            CollectionAssert.AreEqual(
                ImageGrid.Create(generator.Sample(4, seed: 1)).ToPng(), File.ReadAllBytes(s_feed["grid.png"]));
        Assert.IsTrue(File.Exists(s_feed["run/README.md"]));
        var evaluated = Tool(
            "evaluate", "run/generator.onnx", "--data", "builtin:glyphs", "--features", "resnet18", "--count", "20");
        Assert.Contains("ResNet-18", evaluated.Output);
    }

    private static DotnetCommand Tool(params string[] args) =>
        DotnetCommand.Start(s_feed[OperatingSystem.IsWindows() ? "tools/mlgan.exe" : "tools/mlgan"], s_feed["."], args)
            .Succeeded();
}
