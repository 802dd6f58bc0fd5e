using Ml.Gan.Native;

namespace Ml.Gan.Tests.Packages;

/// <summary>The packages in programs of people who have nothing else of this repository.</summary>
[TestClass]
[TestCategory("Packages")]
public sealed class PackagesTests
{
    private const string Library = "libLibTorchSharp.so", Notice = "Ml.Gan: '";

    private const string Program = """
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Ml.Gan;
        using Ml.Gan.Networks;
        using Ml.Gan.Onnx;

        var mlContext = new MLContext(seed: 1);
        var random = new Random(1);
        var points = mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, 256).Select(_ => new Row { Point = [random.NextSingle(), 1 + random.NextSingle()] }));

        using var model = mlContext.Gan().Generator("Generated", "Point", network: new Mlp(), steps: 3).Fit(points);
        model.ExportToOnnx("generator.onnx");

        using var generator = OnnxGenerator.Load("generator.onnx");
        var samples = generator.Sample(count: 5, seed: 1);
        Console.WriteLine($"{samples.Count} samples of {samples.Values.Length} numbers");

        class Row
        {
            [VectorType(2)]
            public float[] Point { get; set; } = [];
        }
        """;

    /// <summary>Files that are large and many are linked, not copied.</summary>
    private static readonly string[] s_links =
        [.. new[] { "CopyFilesToOutputDirectory", "CopyAdditionalFiles", "CopyLocal", "PublishFiles" }
            .Select(what => $"CreateHardLinksFor{what}IfPossible")];

    private static readonly PackageFeed s_feed = new(PackageFeed.Libraries);
    private static string? s_unusable;

    [ClassInitialize]
    public static void PackAndBuild(TestContext context)
    {
        s_feed.Pack();
        s_feed.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RuntimeIdentifiers>{PackageFeed.Platform}</RuntimeIdentifiers>
                {string.Concat(s_links.Select(link => $"<{link}>true</{link}>"))}
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(s_feed.References.Select(Reference))}
              </ItemGroup>
            </Project>
            """);
        s_feed.Write("app/Program.cs", Program);
        var restored = InApp("restore");
        if (restored.Code != 0)
            s_unusable = $"The packages could not be restored: {restored.Output}";
        else
            InApp("build", "--no-restore", "--configuration", "Release").Succeeded();
    }

    [ClassCleanup]
    public static void RemoveAll() => s_feed.Dispose();

    [TestInitialize]
    public void NeedsPackages()
    {
        if (s_unusable != null)
            Assert.Inconclusive(s_unusable);
    }

    [TestMethod]
    public void A_program_trains_exports_and_samples() =>
        Trained(InApp("run", "--no-build", "--configuration", "Release"), "app");

    [TestMethod]
    public void A_program_in_one_file_trains_exports_and_samples()
    {
        string[] lines =
        [
            .. s_feed.References.Select(package => $"#:package {package.Name}@{package.Version}"),
            "#:property PublishAot=false",
            .. s_links.Select(link => $"#:property {link}=true"),
        ];
        s_feed.Write("script/train.cs", string.Join('\n', lines) + "\n" + Program);
        Trained(DotnetCommand.Run(s_feed["script"], "run", "train.cs"), "script");
    }

    [TestMethod]
    public void A_published_program_runs_also_where_it_was_published_for_a_newer_system()
    {
        InApp("publish", "--no-build", "--output", s_feed["published"]).Succeeded();
        string native = s_feed[$"published/runtimes/linux-x64/native/{Library}"];
        Assert.IsTrue(IsMet(native));
        Trained(DotnetCommand.Run(s_feed["published"], "app.dll"), "published");

        File.Delete(native);
        File.Copy(Path.Combine(OriginalFolder, Library), native);
        Trained(DotnetCommand.Run(s_feed["published"], "app.dll"), "published");
        Assert.AreEqual(!IsMet(native), Directory.Exists(s_feed["published/cache/ml.gan"]));
    }

    [TestMethod]
    public void The_libtorch_of_the_package_is_taken_where_the_system_has_another()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("This is for Linux.");
        // A library that loads, and has nothing of what is asked of libtorch.
        string other = Path.Combine(
            BuiltFrom.PackagesFolder, "libtorch-cpu-linux-x64", LibtorchVersion, "runtimes", "linux-x64", "native",
            "libtorch_global_deps.so");
        foreach (string name in (string[])["libc10.so", "libtorch_cpu.so", "libtorch.so"])
            s_feed.Write($"system/{name}", File.ReadAllBytes(other));
        InApp("publish", "--no-build", "--output", s_feed["beside"]).Succeeded();
        string[] run = [$"LD_LIBRARY_PATH={s_feed["system"]}", "dotnet", "app.dll"];
        Trained(DotnetCommand.Start("env", s_feed["beside"], run), "beside");

        s_feed.Write("beside/app.runtimeconfig.json", File.ReadAllText(s_feed["beside/app.runtimeconfig.json"]).Replace(
            "\"configProperties\": {", "\"configProperties\": { \"Ml.Gan.MarkLibTorchSharp\": false,",
            StringComparison.Ordinal));
        Assert.AreNotEqual(0, DotnetCommand.Start("env", s_feed["beside"], run).Code, "the other one isn't found");
    }

    [TestMethod]
    public void A_program_published_as_a_single_file_runs()
    {
        InApp("publish", "--no-restore", "--runtime", PackageFeed.Platform, "--self-contained", "false",
            "-p:PublishSingleFile=true", "--output", s_feed["single"]).Succeeded();
        Assert.IsFalse(File.Exists(s_feed["single/Ml.Gan.dll"]));
        Trained(DotnetCommand.Start(s_feed["single/app"], s_feed["single"]), "single");
    }

    [TestMethod]
    public void The_copy_is_made_once_cleaned_away_and_not_made_when_it_is_not_wanted()
    {
        string copy = s_feed[$"app/obj/Debug/net10.0/Ml.Gan/{Library}"];
        bool needed = OperatingSystem.IsLinux() && !IsMet(Path.Combine(OriginalFolder, Library));
        byte[] original = File.ReadAllBytes(Path.Combine(OriginalFolder, Library));

        string first = InApp("build", "--no-restore").Succeeded().Output;
        Assert.AreEqual(needed, first.Contains(Notice), first);
        Assert.AreEqual(needed, File.Exists(copy));
        var written = File.GetLastWriteTimeUtc(copy);
        Assert.DoesNotContain(Notice, InApp("build", "--no-restore").Succeeded().Output);
        Assert.AreEqual(written, File.GetLastWriteTimeUtc(copy));

        InApp("clean").Succeeded();
        Assert.IsFalse(File.Exists(copy));
        Assert.DoesNotContain(
            Notice, InApp("build", "--no-restore", "-p:MlGanMarkLibTorchSharp=false").Succeeded().Output);
        Assert.IsFalse(File.Exists(copy));
        CollectionAssert.AreEqual(
            original, File.ReadAllBytes(s_feed[$"app/bin/Debug/net10.0/runtimes/linux-x64/native/{Library}"]));
        Assert.Contains(
            "\"Ml.Gan.MarkLibTorchSharp\": false",
            File.ReadAllText(s_feed["app/bin/Debug/net10.0/app.runtimeconfig.json"]));
    }

    private static string OriginalFolder => Path.Combine(
        BuiltFrom.PackageFolder("TorchSharp", typeof(TorchSharp.torch).Assembly), "runtimes", "linux-x64", "native");

    private static string LibtorchVersion => Path.GetFileName(
        Directory.GetDirectories(Path.Combine(BuiltFrom.PackagesFolder, "libtorch-cpu-linux-x64")).Order().Last());

    private static bool IsMet(string library) =>
        LibStdCppRequirement.FindLibStdCpp() is not { } system || LibStdCppRequirement.Of(library, system).IsMet;

    private static string Reference((string Name, string Version) package) =>
        $"""<PackageReference Include="{package.Name}" Version="{package.Version}" />""";

    private static DotnetCommand InApp(params string[] args) => DotnetCommand.Run(s_feed["app"], args);

    private static void Trained(DotnetCommand run, string folder)
    {
        run.Succeeded();
        Assert.Contains("5 samples of 10 numbers", run.Output);
        string model = s_feed[Path.Combine(folder, "generator.onnx")];
        Assert.IsTrue(File.Exists(model));
        File.Delete(model);
    }
}
