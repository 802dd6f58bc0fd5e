using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Onnx.Loading;

/// <summary>The optimized model beside a generator's file: used where it fits, otherwise written anew.</summary>
[TestClass]
public sealed class KeptModelTests
{
    private const string Name = "g.onnx", Kept = "g.onnx.optimized";

    private static readonly OnnxGeneratorOptions s_options = new()
    {
        Device = GeneratorDevice.Cpu,
        IntraOpThreads = 1,
        KeepOptimized = true,
    };

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    public void The_second_time_it_is_run_and_gives_the_same()
    {
        byte[] model = Convolutions(seed: 1);
        _folder.Write(Name, model);
        using var plain = OnnxGenerator.Load(model, s_options);
        float[] first = Load(out bool wasKept);
        Assert.IsFalse(wasKept);
        float[] second = Load(out bool isKept);
        Assert.IsTrue(isKept);

        OnnxRun.AreClose(plain.Sample(9, 1).Values.Span, first, 0);
        OnnxRun.AreClose(first, second, 0);
        using var kept = OnnxGenerator.Load(_folder[Name], s_options);
        Assert.AreEqual(plain.Info.Parameters, kept.Info.Parameters);
        Assert.AreEqual(plain.Info.FileBytes, kept.Info.FileBytes);
        Assert.AreEqual(plain.Info.Network, kept.Info.Network);
        CollectionAssert.AreEquivalent(plain.Info.Operators.ToArray(), kept.Info.Operators.ToArray());
    }

    /// <summary>As in a container whose disk can't be written.</summary>
    [TestMethod]
    public void Without_a_temporary_folder_the_generator_runs_all_the_same()
    {
        _folder.Write(Name, Convolutions(seed: 1));
        string? before = Environment.GetEnvironmentVariable(TemporaryFiles.Variable);
        Environment.SetEnvironmentVariable(TemporaryFiles.Variable, _folder["none"]);
        try
        {
            Load(out bool isKept);
            Assert.IsFalse(isKept);
            Assert.IsFalse(File.Exists(_folder[Kept]));
        }
        finally
        {
            Environment.SetEnvironmentVariable(TemporaryFiles.Variable, before);
        }
    }

    [TestMethod]
    public void Nothing_is_kept_unless_asked_for()
    {
        _folder.Write(Name, Convolutions(seed: 1));
        OnnxGenerator.Load(_folder[Name], s_options with { KeepOptimized = false }).Dispose();
        Assert.IsFalse(File.Exists(_folder[Kept]));
        Load(out _);
        OnnxGenerator.Load(_folder[Name], s_options with { KeepOptimized = false }).Dispose();
        using var plain = OnnxGenerator.Load(_folder[Name], s_options with { KeepOptimized = false });
        Assert.DoesNotContain("kept", plain.DeviceDescription);
    }

    [TestMethod]
    public void That_of_another_model_is_written_anew()
    {
        _folder.Write(Name, Convolutions(seed: 1));
        float[] before = Load(out _);
        _folder.Write(Name, Convolutions(seed: 2));
        float[] other = Load(out bool wasKept);
        Assert.IsFalse(wasKept);
        CollectionAssert.AreNotEqual(before, other);
        OnnxRun.AreClose(other, Load(out bool isKept), 0);
        Assert.IsTrue(isKept);
    }

    [TestMethod]
    public void A_damaged_one_is_written_anew()
    {
        _folder.Write(Name, Convolutions(seed: 1));
        float[] expected = Load(out _);
        byte[] whole = File.ReadAllBytes(_folder[Kept]);
        foreach (int position in new[] { 0, 30, 70, 90, 92, 200, whole.Length / 2, whole.Length - 1 })
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[position] ^= 0xFF;
            Replaced(damaged);
        }

        Replaced([]);
        Replaced(whole[..20]);
        Replaced(whole[..^5]);
        Replaced([.. Enumerable.Repeat((byte)'x', 200)]);

        void Replaced(byte[] content)
        {
            File.WriteAllBytes(_folder[Kept], content);
            OnnxRun.AreClose(expected, Load(out bool wasKept), 0);
            Assert.IsFalse(wasKept);
            Assert.AreEqual(whole.Length, File.ReadAllBytes(_folder[Kept]).Length);
            Load(out bool isKept);
            Assert.IsTrue(isKept);
        }
    }

    [TestMethod]
    public void Where_it_cannot_be_written_the_generator_runs_without()
    {
        _folder.Write(Name, Convolutions(seed: 1));
        Directory.CreateDirectory(_folder[Kept]);
        float[] first = Load(out bool wasKept);
        OnnxRun.AreClose(first, Load(out bool isKept), 0);
        Assert.IsFalse(wasKept || isKept);
        Assert.HasCount(2, Directory.GetFileSystemEntries(_folder.Path));
    }

    [TestMethod]
    public void Files_of_others_are_refused_as_ever()
    {
        _folder.Write(Name, "no model at all"u8.ToArray());
        Thrown.With<GanOnnxException>("is not an ONNX model", () => OnnxGenerator.Load(_folder[Name], s_options));
        Assert.IsFalse(File.Exists(_folder[Kept]));
        _folder.Write(Name, Convolutions(seed: 1));
        Load(out _);
        Thrown.With<GanOnnxException>(
            "at most 100 are read", () => OnnxGenerator.Load(_folder[Name], s_options with { MaxFileBytes = 100 }));
    }

    private float[] Load(out bool isKept)
    {
        using var generator = OnnxGenerator.Load(_folder[Name], s_options);
        isKept = generator.DeviceDescription.Contains("kept");
        return generator.Sample(9, 1).Values.ToArray();
    }

    /// <summary>Convolutions whose weights ONNX Runtime lays out for the processor.</summary>
    private static byte[] Convolutions(int seed)
    {
        var graph = new OnnxGraph("generator");
        graph.Metadata[GeneratorMetadata.Network] = "tiny";
        var value = graph.Reshape("maps", graph.Input("latent", null, 64), 0, 16, 2, 2);
        for (int i = 0; i < 2; i++)
            value = graph.Relu(
                $"relu{i}",
                graph.Conv2d($"conv{i}", value, OnnxRun.Numbers(16 * 16 * 9, seed + i), null, 16, 3, 1, 1));
        value = graph.ConvTranspose2d("up", value, OnnxRun.Numbers(16 * 3 * 16, seed + 3), null, 3, 4, 2, 1);
        graph.Output("image", graph.Tanh("tanh", value));
        return graph.ToBytes();
    }
}
