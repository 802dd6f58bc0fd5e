using System.Globalization;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;

namespace Ml.Gan.Tests.Onnx.Loading;

/// <summary>
/// Files that nobody should trust: each is refused, with its reason, in less than a second of one core and 200 MB.
/// </summary>
[TestClass]
public sealed class HostileModelTests
{
    /// <summary>The command of the tests' own program that refuses the models of a folder and measures that.</summary>
    internal const string Command = "refuse-models";

    private const double MostSeconds = 1;
    private const double MostMegabytes = 200;

    private static readonly OnnxGeneratorOptions s_options = new() { Device = GeneratorDevice.Cpu };

    [TestMethod]
    public void Each_is_refused_with_its_reason_in_a_second_and_200_megabytes()
    {
        using var folder = new TemporaryModels();
        var models = HostileModels.All().ToArray();
        for (int i = 0; i < models.Length; i++)
            File.WriteAllBytes(folder.Path($"{i:D3}.onnx"), models[i].Bytes);
        using (var zeros = File.Create(folder.Path("zeros.onnx")))
            zeros.SetLength(2_000_000_000);
        (string Name, string Words)[] expected =
            [.. models.Select(model => (model.Name, model.Words)), ("2 GB of zeros", "cannot be read")];

        string[] lines = OwnProcess.Run([Command, folder.Folder]).Output.Split(
            '\n', StringSplitOptions.RemoveEmptyEntries);

        List<string> wrong = [];
        Assert.HasCount(expected.Length, lines);
        foreach (var ((name, words), line) in expected.Zip(lines))
        {
            string[] parts = line.Split('\t');
            double seconds = double.Parse(parts[0], CultureInfo.InvariantCulture);
            double megabytes = double.Parse(parts[1], CultureInfo.InvariantCulture);
            bool isNamed = parts[2].Contains($"'{folder.Folder}", StringComparison.Ordinal);
            if (!parts[2].Contains(words, StringComparison.Ordinal) || !isNamed || seconds > MostSeconds
                || megabytes > MostMegabytes)
                wrong.Add($"{name}: {line}");
        }

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    [TestMethod]
    public void Discriminators_are_checked_in_the_same_way()
    {
        var graph = new OnnxGraph("discriminator");
        var size = graph.Constant("size", [1_000_000L, 1_000_000], 2);
        graph.Output("score", graph.ReduceSum("sum", graph.Input("sample", null, 2), axis: 1));
        graph.Output("large", graph.Node("ConstantOfShape", "large", [size], [1_000_000, 1_000_000]));
        Thrown.With<GanOnnxException>(
            "the ConstantOfShape 'large' makes 1,000,000,000,000 numbers",
            () => OnnxDiscriminator.Load(graph.ToBytes(), s_options));
    }

    [TestMethod]
    public void Damaged_models_are_read_or_refused_but_nothing_else_fails()
    {
        var random = new Random(1);
        byte[][] models =
        [
            .. HostileModels.All().Select(model => model.Bytes).Where(bytes => bytes.Length < 5000),
            Generators.Image(), Generators.FromSeeds(), EchoGenerator.Bytes("[\"a\", \"b\", \"c\"]", 2, "3,c2"),
        ];
        int read = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = (byte[])models[i % models.Length].Clone();
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                var file = ModelFile.FromBytes(damaged, long.MaxValue);
                ModelSafety.Check(file);
                GeneratorInfoReader.Read(file);
                read++;
            }
            catch (GanOnnxException)
            {
            }
        }

        Assert.IsGreaterThan(100, read);
    }

    [TestMethod]
    public void A_file_without_an_end_is_empty()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Devices are files on Linux.");
        Thrown.With<GanOnnxException>("it is empty", () => OnnxGenerator.Load("/dev/zero", s_options));
    }

    /// <summary>Writes a line for each model: seconds of processors, megabytes at most, and the message.</summary>
    internal static int Start(string[] arguments)
    {
        OnnxGenerator.Load(Generators.Image(), s_options).Dispose();
        foreach (string path in Directory.GetFiles(arguments[0]).Order(StringComparer.Ordinal))
        {
            GC.Collect();
            double before = Megabytes("VmRSS");
            if (OperatingSystem.IsLinux())
                File.WriteAllText("/proc/self/clear_refs", "5"); // the peak begins anew
            var start = Environment.CpuUsage.TotalTime;
            string message = Refusal(path);
            double seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{seconds:F3}\t{Megabytes("VmHWM") - before:F0}\t{message.ReplaceLineEndings(" ")}"));
        }

        return 0;
    }

    private static string Refusal(string path)
    {
        try
        {
            OnnxGenerator.Load(path, s_options).Dispose();
            return "loaded";
        }
        catch (GanOnnxException refusal)
        {
            return refusal.Message;
        }
    }

    private static double Megabytes(string what) => !OperatingSystem.IsLinux()
        ? 0
        : double.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith(what, StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
            CultureInfo.InvariantCulture) / 1024;

    private sealed class TemporaryModels : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("mlgan").FullName;

        public string Path(string name) => System.IO.Path.Combine(Folder, name);

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
