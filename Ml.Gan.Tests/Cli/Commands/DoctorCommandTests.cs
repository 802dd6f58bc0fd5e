using System.Diagnostics;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using TorchSharp;

namespace Ml.Gan.Tests.Cli.Commands;

[TestClass]
public sealed class DoctorCommandTests
{
    private static JsonElement s_report;

    [ClassInitialize]
    public static void Examine(TestContext _)
    {
        var run = Tool.Run("doctor", "--json");
        run.Succeeded();
        Assert.AreEqual("", run.Error);
        s_report = Parse(run.Output);
    }

    [TestMethod]
    public void Versions_are_those_of_what_runs()
    {
        var versions = s_report.GetProperty("versions");
        IsOf("ml_gan", typeof(LatentGan));
        IsOf("torchsharp", typeof(torch));
        IsOf("microsoft_ml", typeof(MLContext));
        Assert.AreEqual(torch.__version__, versions.GetProperty("libtorch").GetString());
        Assert.AreEqual(OrtEnv.Instance().GetVersionString(), versions.GetProperty("onnx_runtime").GetString());
        Assert.AreEqual(Environment.Version.ToString(), versions.GetProperty("dotnet").GetString());

        void IsOf(string name, Type type)
        {
            string product = FileVersionInfo.GetVersionInfo(type.Assembly.Location).ProductVersion!;
            Assert.AreEqual(product.Split('+')[0], versions.GetProperty(name).GetString());
        }
    }

    [TestMethod]
    public void Convolutions_and_threads_are_those_of_a_training()
    {
        var (convolutions, threads) = (s_report.GetProperty("convolutions"), s_report.GetProperty("threads"));
        string path = ConvolutionProbe.Path == ConvolutionPath.Direct ? "direct" : "padded_channels";
        Assert.AreEqual(path, convolutions.GetProperty("path").GetString());
        var error = convolutions.GetProperty("relative_error");
        if (double.IsFinite(ConvolutionProbe.RelativeError))
            Assert.AreEqual(ConvolutionProbe.RelativeError, error.GetDouble());
        else
            Assert.AreEqual(JsonValueKind.Null, error.ValueKind);
        Assert.AreEqual(ConvolutionProbe.Description, convolutions.GetProperty("description").GetString());
        Assert.AreEqual(torch.get_num_threads(), threads.GetProperty("torch").GetInt32());
        Assert.AreEqual(torch.get_num_interop_threads(), threads.GetProperty("torch_interop").GetInt32());
        Assert.AreEqual(torch.cuda.is_available(), s_report.GetProperty("cuda").GetBoolean());
        var memory = s_report.GetProperty("memory");
        Assert.AreEqual(FreedMemory.IsGlibc ? "glibc" : "other", memory.GetProperty("allocator").GetString());
        Assert.AreEqual(FreedMemory.IsKept, memory.GetProperty("keeps_freed_memory").GetBoolean());
    }

    [TestMethod]
    public void The_processor_is_the_one_that_linux_describes()
    {
        const string Description = "/proc/cpuinfo";
        var processor = s_report.GetProperty("processor");
        var features = processor.GetProperty("features");
        Assert.AreEqual(Environment.ProcessorCount, processor.GetProperty("count").GetInt32());
        if (!File.Exists(Description) || !features.TryGetProperty("avx2", out _))
            Assert.Inconclusive("This is for Linux on x86.");

        Assert.AreEqual(Line("model name"), processor.GetProperty("name").GetString());
        string[] flags = Line("flags").Split(' ');
        foreach ((string feature, string flag) in ((string, string)[])
                 [("avx2", "avx2"), ("avx512", "avx512f"), ("avx512_bf16", "avx512_bf16"), ("amx_bf16", "amx_bf16")])
            Assert.AreEqual(flags.Contains(flag), features.GetProperty(feature).GetBoolean(), feature);

        static string Line(string name)
        {
            string line = File.ReadLines(Description).First(line => line.StartsWith(name, StringComparison.Ordinal));
            return line.Split(':', 2)[1].Trim();
        }
    }

    [TestMethod]
    public void Caches_are_those_that_linux_tells()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("This is for Linux.");
        const string Folder = "/sys/devices/system/cpu/cpu0/cache";
        var caches = s_report.GetProperty("processor").GetProperty("caches");
        string[] told = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "size", SearchOption.AllDirectories) : [];
        Assert.AreEqual(told.Length == 0, caches.GetProperty("hidden").GetBoolean());
        foreach (string size in told)
        {
            string? name = (Read("level") + Read("type")) switch
            {
                "1Data" => "l1d_bytes",
                "2Unified" => "l2_bytes",
                "3Unified" => "l3_bytes",
                _ => null,
            };
            if (name is not null)
                Assert.AreEqual(Read("size"), $"{caches.GetProperty(name).GetInt64() / 1024}K");

            string Read(string file) => File.ReadAllText(Path.Combine(Path.GetDirectoryName(size)!, file)).Trim();
        }
    }

    [TestMethod]
    public void Sampling_runs_where_a_generator_does()
    {
        using var generator = OnnxGenerator.Load(Generators.Image());
        var runtime = s_report.GetProperty("onnx_runtime");
        Assert.AreEqual(generator.Device.ToString().ToLowerInvariant(), runtime.GetProperty("device").GetString());
        Assert.AreEqual(generator.DeviceDescription, runtime.GetProperty("description").GetString());
        CollectionAssert.AreEqual(
            OrtEnv.Instance().GetAvailableProviders(),
            runtime.GetProperty("providers").EnumerateArray().Select(name => name.GetString()).ToArray());
    }

    [TestMethod]
    public void People_get_the_same_in_aligned_lines()
    {
        var run = Tool.Run("doctor");
        run.Succeeded();
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.AreEqual("All is well.", lines[^1]);
        foreach (string line in lines)
            Assert.IsLessThanOrEqualTo(100, line.Length, line);
        string text = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (string part in (string[])
                 [
                     $"libtorch {torch.__version__}", ConvolutionProbe.Description,
                     $"on {Environment.ProcessorCount} processors", "CPUExecutionProvider",
                     s_report.GetProperty("onnx_runtime").GetProperty("description").GetString()!,
                 ])
            Assert.Contains(part, text);
    }

    /// <summary>A copy of the tool without any native library: neither libtorch nor ONNX Runtime loads.</summary>
    [TestMethod]
    public void What_cannot_be_loaded_is_said_and_the_rest_is_there()
    {
        using var folder = new TemporaryFolder();
        string[] managed = [.. Directory.GetFiles(AppContext.BaseDirectory, "*.dll"),
            Path.Combine(AppContext.BaseDirectory, "mlgan.runtimeconfig.json")];
        foreach (string file in managed)
            File.Copy(file, folder[Path.GetFileName(file)]);

        var (code, output, error) = Run("doctor", "--json");
        Assert.AreEqual(1, code, error);
        Assert.DoesNotContain("   at ", error);
        var report = Parse(output);
        Assert.IsFalse(report.GetProperty("ok").GetBoolean());
        string[] problems = [.. report.GetProperty("problems").EnumerateArray().Select(text => text.GetString()!)];
        Assert.HasCount(2, problems);
        Assert.Contains("nothing can be trained", problems[0]);
        Assert.Contains("Reference the package TorchSharp-cpu", problems[0]);
        Assert.Contains("Reference the package Microsoft.ML.OnnxRuntime", problems[1]);
        foreach (string part in (string[])["convolutions", "threads", "cuda", "onnx_runtime"])
            Assert.AreEqual(JsonValueKind.Null, report.GetProperty(part).ValueKind, part);
        foreach (string part in (string[])["processor", "libstdcxx", "memory"])
            Assert.AreEqual(s_report.GetProperty(part).ToString(), report.GetProperty(part).ToString(), part);

        (code, output, _) = Run("doctor");
        Assert.AreEqual(1, code);
        CollectionAssert.AreEqual(
            problems.Select(problem => $"Problem: {problem}").ToArray(),
            output.TrimEnd().Split('\n')[^2..].Select(line => line.TrimEnd()).ToArray());

        (int, string, string) Run(params string[] args)
        {
            var start = new ProcessStartInfo("dotnet", [folder["mlgan.dll"], .. args])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            // TorchSharp would go on looking in the packages of the user.
            start.Environment["NUGET_PACKAGES"] = folder.Path;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            string written = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, written, errors.Result);
        }
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
