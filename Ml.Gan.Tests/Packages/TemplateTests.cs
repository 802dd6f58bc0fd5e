using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Packages;

/// <summary>The template, installed from its package into a place of the test's own.</summary>
[TestClass]
[TestCategory("Packages")]
public sealed class TemplateTests
{
    private static readonly PackageFeed s_feed = new(PackageFeed.Libraries);

    private static string Hive => s_feed["hive"];

    [ClassInitialize]
    public static void PackAndInstall(TestContext context)
    {
        s_feed.Pack();
        s_feed.PackProject("templates/Ml.Gan.Templates.csproj");
        DotnetCommand.Run(
            s_feed["."], "new", "install", s_feed.PathOf("Ml.Gan.Templates"), "--debug:custom-hive", Hive).Succeeded();
    }

    [ClassCleanup]
    public static void RemoveAll() => s_feed.Dispose();

    [TestMethod]
    public void An_app_trains_saves_a_card_and_draws_and_one_that_samples_draws_the_same()
    {
        New("Trainer");
        Run("Trainer", "builtin:glyphs", "2", "16");
        using (var generator = OnnxGenerator.Load(s_feed["Trainer/generator.onnx"]))
            Assert.AreEqual((1, 16, 16), (generator.Info.Channels, generator.Info.Height, generator.Info.Width));
        Assert.Contains("unconditional-image-generation", File.ReadAllText(s_feed["Trainer/README.md"]));

        New("Sampler", "--sampler-only");
        Run("Sampler", s_feed["Trainer/generator.onnx"], "1");
        CollectionAssert.AreEqual(
            File.ReadAllBytes(s_feed["Trainer/grid.png"]), File.ReadAllBytes(s_feed["Sampler/grid.png"]));
        string[] files =
            [.. Directory.GetFiles(s_feed["Sampler"], "*", SearchOption.AllDirectories).Select(Path.GetFileName)!];
        Assert.Contains("Sample.cs", files);
        Assert.DoesNotContain("Train.cs", files);
        Assert.DoesNotContain("TorchSharp.dll", files);
    }

    [TestMethod]
    public void A_project_takes_the_runtime_for_gpus_where_that_is_asked_for()
    {
        New("Gpu", "--gpu");
        string project = File.ReadAllText(s_feed["Gpu/Gpu.csproj"]);
        Assert.Contains($"\"Ml.Gan\" Version=\"{s_feed.Version}\"", project);
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", project);
        Assert.DoesNotContain("#if", project);
        Assert.DoesNotContain("PACKAGE_VERSION", project);
    }

    private static void New(string name, params string[] options) => DotnetCommand.Run(
        s_feed["."], ["new", "mlgan-app", "--name", name, "--debug:custom-hive", Hive, .. options]).Succeeded();

    private static void Run(string name, params string[] args)
    {
        var restored = DotnetCommand.Run(s_feed[name], "restore");
        if (restored.Code != 0)
            Assert.Inconclusive($"The packages could not be restored: {restored.Output}");
        DotnetCommand.Run(s_feed[name], ["run", .. PackageFeed.Links, "--", .. args]).Succeeded();
    }
}
