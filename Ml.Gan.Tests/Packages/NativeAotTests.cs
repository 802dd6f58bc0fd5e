using Ml.Gan.Onnx;
using Ml.Gan.Tests.Cli;

namespace Ml.Gan.Tests.Packages;

/// <summary>A sampler that is compiled ahead of time, of the package and ONNX Runtime alone.</summary>
[TestClass]
[TestCategory("Packages")]
public sealed class NativeAotTests
{
    private const string Program = """
        using Ml.Gan.Onnx;

        using var generator = OnnxGenerator.Load(args[0]);
        var conditions = new GeneratorConditions { Classes = ["7"] };
        File.WriteAllBytes(args[1], generator.Sample(count: 20, seed: 7, conditions).ToBytes());
        ImageGrid.Save(args[2], generator.Sample(count: 20, seed: 7));
        ModelCard.For(args[0]).Save("README.md");
        Console.WriteLine(System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported ? "JIT" : "AOT");
        """;

    private static readonly PackageFeed s_feed = new("Ml.Gan.Onnx");

    public TestContext TestContext { get; set; } = null!;

    [ClassCleanup]
    public static void RemoveAll() => s_feed.Dispose();

    [TestMethod]
    public void It_is_published_without_warnings_and_draws_what_the_jit_draws()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("The linker of this system isn't looked for.");
        string linker = ((string[])["clang", "gcc"]).FirstOrDefault(IsInPath)
            ?? throw new AssertInconclusiveException("There is neither clang nor gcc, which link native programs.");
        s_feed.Pack();
        s_feed.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <PublishAot>true</PublishAot>
                <CppCompilerAndLinker>{linker}</CppCompilerAndLinker>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Ml.Gan.Onnx" Version="{s_feed.Version}" />
                <PackageReference Include="Microsoft.ML.OnnxRuntime" ExcludeAssets="build"
                                  Version="{BuiltFrom.CentralVersion("OnnxRuntimeVersion")}" />
              </ItemGroup>
            </Project>
            """);
        s_feed.Write("app/Program.cs", Program);
        var restored = DotnetCommand.Run(s_feed["app"], "restore", "--runtime", PackageFeed.Platform);
        if (restored.Code != 0)
            Assert.Inconclusive($"The packages could not be restored: {restored.Output}");
        var published = DotnetCommand.Run(
            s_feed["app"], "publish", "--no-restore", "--runtime", PackageFeed.Platform, "--output", s_feed["native"]);
        if (published.Code != 0 && published.Output.Contains("cannot find -lz", StringComparison.Ordinal))
            Assert.Inconclusive("There is no zlib to link with (Debian: zlib1g-dev).");
        published.Succeeded();
        Assert.DoesNotContain("warning IL", published.Output);

        Tool.Train(s_feed["run"], "--steps", "2", "--condition", "label").Succeeded();
        string model = s_feed["run/generator.onnx"];
        var run = DotnetCommand.Start(s_feed["native/app"], s_feed["native"], model, "pixels", "grid.png");
        run.Succeeded();
        Assert.Contains("AOT", run.Output);
        using var generator = OnnxGenerator.Load(model);
        CollectionAssert.AreEqual(
            generator.Sample(20, seed: 7, new GeneratorConditions { Classes = ["7"] }).ToBytes(),
            File.ReadAllBytes(s_feed["native/pixels"]));
        CollectionAssert.AreEqual(
            ImageGrid.Create(generator.Sample(20, seed: 7)).ToPng(), File.ReadAllBytes(s_feed["native/grid.png"]));
        Assert.AreEqual(
            ModelCard.For(model).ToMarkdown(), File.ReadAllText(s_feed["native/README.md"]));
        foreach (string file in (string[])["app", "libonnxruntime.so"])
            TestContext.WriteLine($"{file}: {new FileInfo(s_feed[$"native/{file}"]).Length:N0} bytes");
    }

    private static bool IsInPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
