using Google.Protobuf;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Protobuf;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Onnx.Writing;

/// <summary>Weights in 8 bits and in half precision: how far samples may be from those of float.</summary>
[TestClass]
public sealed class OnnxPrecisionTests
{
    private const int Size = 24, Hidden = 16, Side = 4, Levels = 127;

    private static readonly float[] s_dense = OnnxRun.Numbers(Size * Hidden * Side * Side, 1);
    private static readonly float[] s_filter = OnnxRun.Numbers(Hidden * 16, 2);
    private static readonly float[] s_latents = OnnxRun.Numbers(3 * Size, 3);
    private static readonly OnnxGeneratorOptions s_options = new() { Device = GeneratorDevice.Cpu };

    /// <summary>
    /// Each value is off by at most Σ|zₖ| times half a quantization step, the row's largest weight / 127 / 2.
    /// </summary>
    [TestMethod]
    public void Values_of_8_bit_weights_are_within_half_a_step()
    {
        byte[] model = Dense(s_dense, out int features);
        float[] exact = Sample(model), quantized = Sample(OnnxPrecision.QuantizeWeights(model));

        bool differs = false;
        for (int i = 0; i < exact.Length; i++)
        {
            float[] row = s_dense[(i % features * Size)..((i % features * Size) + Size)];
            double step = row.Max(Math.Abs) / Levels;
            double bound = s_latents.Skip(i / features * Size).Take(Size).Sum(z => Math.Abs((double)z)) * step / 2;
            Assert.IsLessThanOrEqualTo(bound + 1e-5, Math.Abs(exact[i] - quantized[i]));
            differs |= Math.Abs(exact[i] - quantized[i]) > 1e-5;
        }

        Assert.IsTrue(differs);
    }

    /// <summary>Weights rounded by hand, channel by channel, in a model of float.</summary>
    [TestMethod]
    public void Samples_are_those_of_weights_rounded_to_steps_of_their_channel()
    {
        byte[] quantized = OnnxPrecision.QuantizeWeights(Network(s_dense, s_filter));
        float[] dense = Rounded(s_dense, i => i / Size), filter = Rounded(s_filter, i => i / 16 % 2);

        OnnxRun.AreClose(Sample(Network(dense, filter)), Sample(quantized), 2e-5f);
        Assert.HasCount(2, Parsed(quantized).Graph.Initializer.Where(i => i.DataType == 3));
    }

    [TestMethod]
    public void A_channel_of_zeros_stays_zero()
    {
        float[] weight = (float[])s_dense.Clone();
        Array.Clear(weight, 0, Size);
        float[] quantized = Sample(OnnxPrecision.QuantizeWeights(Dense(weight, out _)));
        Assert.AreEqual(0, quantized[0]);
        Assert.IsTrue(quantized.All(float.IsFinite));
    }

    [TestMethod]
    public void A_weight_that_is_read_otherwise_too_stays_float()
    {
        var graph = new OnnxGraph("generator");
        var latent = graph.Input("latent", null, Size);
        var weight = graph.Constant("weight", OnnxRun.Numbers(Size * Size, 4), Size, Size);
        var product = graph.Node("Gemm", "product", [latent, weight], [null, Size]);
        var negative = graph.Neg("negative", weight);
        graph.Output("sample", graph.Node("MatMul", "again", [product, negative], [null, Size]));
        byte[] model = graph.ToBytes();

        OnnxRun.AreClose(Sample(model), Sample(OnnxPrecision.QuantizeWeights(model)), 0);
    }

    /// <summary>
    /// A half has 11 bits: products are off by 2⁻¹¹ for each factor, sums by as much of what they pass.
    /// </summary>
    [TestMethod]
    public void Values_in_half_precision_are_within_its_rounding()
    {
        byte[] model = Dense(s_dense, out int features);
        float[] exact = Sample(model), half = Sample(OnnxPrecision.ToFloat16(model));

        for (int i = 0; i < exact.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < Size; k++)
                sum += Math.Abs((double)s_latents[(i / features * Size) + k] * s_dense[(i % features * Size) + k]);
            Assert.IsLessThanOrEqualTo(sum * (Size + 3) / 2048, Math.Abs(exact[i] - half[i]));
        }

        CollectionAssert.AreNotEqual(exact, half);
    }

    [TestMethod]
    [DataRow(OnnxPrecision.Int8Weights, 0.33)]
    [DataRow(OnnxPrecision.Float16, 0.55)]
    public void Files_are_smaller_and_say_why(string precision, double part)
    {
        byte[] model = Network(s_dense, s_filter), written = Write(precision, model);

        Assert.IsLessThan(part * model.Length, written.Length);
        using var generator = OnnxGenerator.Load(written, s_options);
        Assert.AreEqual(precision, generator.Info.Metadata[GeneratorMetadata.Precision]);
        Assert.AreEqual("image float [N, 2, 8, 8]", generator.Info.Output.ToString());
        Thrown.With<GanOnnxException>(
            $"in the precision '{precision}' already", () => OnnxPrecision.QuantizeWeights(written));
        Thrown.With<GanOnnxException>("already", () => OnnxPrecision.ToFloat16(written));
    }

    /// <summary>Scales and zero points say how numbers are stored; they are none of the network's.</summary>
    [TestMethod]
    public void A_quantized_generator_has_as_many_parameters_as_before()
    {
        byte[] model = Network(s_dense, s_filter), quantized = OnnxPrecision.QuantizeWeights(model);
        const int Parameters = (Size * Hidden * Side * Side) + (2 * Hidden * 16) + 2;
        var proto = Parsed(quantized);
        var graph = proto.Graph;
        foreach (var node in graph.Node.Where(node => node.OpType == "DequantizeLinear"))
        {
            var scale = graph.Initializer.Single(tensor => tensor.Name == node.Input[1]);
            var zeros = new TensorProto { Name = $"{node.Name}.zero", DataType = 3 };
            zeros.Dims.AddRange(scale.Dims);
            zeros.RawData = ByteString.CopyFrom(new byte[scale.Dims[0]]);
            graph.Initializer.Add(zeros);
            node.Input.Add(zeros.Name);
        }

        foreach (byte[] written in (byte[][])[model, quantized, proto.ToByteArray(), OnnxPrecision.ToFloat16(model)])
        {
            using var generator = OnnxGenerator.Load(written, s_options);
            Assert.AreEqual(Parameters, generator.Info.Parameters);
        }

        using var folder = new TemporaryFolder();
        string path = folder.Write("small.onnx", quantized);
        for (int i = 0; i < 2; i++)
        {
            using var kept = OnnxGenerator.Load(path, s_options with { KeepOptimized = true });
            Assert.AreEqual(i == 1, kept.DeviceDescription.Contains("kept", StringComparison.Ordinal));
            Assert.AreEqual(Parameters, kept.Info.Parameters);
        }
    }

    [TestMethod]
    public void Upsampling_labels_and_styles_go_in_half_precision_too()
    {
        var graph = new OnnxGraph("generator");
        var latent = graph.Input("latent", null, Size);
        var label = graph.OneHot("one_hot", graph.Input("label", OnnxElementType.Int64, [null]), 3);
        graph.Metadata[GeneratorMetadata.Labels] = """["a", "b", "c"]""";
        var psi = graph.OptionalInput("truncation", [0.5f], 1);
        var image = graph.Reshape("image_of", graph.Mul("scaled", latent, psi), 0, 6, 2, 2);
        image = graph.UpsampleBilinear("up", image);
        var shift = graph.Reshape("shift", graph.Linear("fc", label, OnnxRun.Numbers(18, 6), null, 6), 0, 6, 1, 1);
        graph.Output("image", graph.Tanh("tanh", graph.Add("sum", image, shift)));
        byte[] model = graph.ToBytes();

        using var exact = OnnxGenerator.Load(model, s_options);
        using var half = OnnxGenerator.Load(OnnxPrecision.ToFloat16(model), s_options);
        foreach (float? truncation in new float?[] { null, 1 })
            OnnxRun.AreClose(
                exact.Sample(6, 1, truncation).Values.Span, half.Sample(6, 1, truncation).Values.Span, 4e-3f);
    }

    [TestMethod]
    public void What_half_precision_would_spoil_is_refused()
    {
        Thrown.With<ArgumentException>("--seed-input", () => OnnxPrecision.ToFloat16(Generators.FromSeeds()));
        float[] weight = (float[])s_dense.Clone();
        weight[5] = 70000;
        Thrown.With<GanOnnxException>("65504", () => OnnxPrecision.ToFloat16(Dense(weight, out _)));
    }

    [TestMethod]
    public void Noise_can_be_made_inside_afterwards()
    {
        byte[] model = Network(s_dense, s_filter);
        foreach (byte[] written in new[] { OnnxPrecision.QuantizeWeights(model), OnnxPrecision.ToFloat16(model) })
        {
            using var latents = OnnxGenerator.Load(written, s_options);
            using var seeds = OnnxGenerator.Load(OnnxComposition.WithSeedInput(written), s_options);
            OnnxRun.AreClose(latents.Sample(4, 7).Values.Span, seeds.Sample(4, 7).Values.Span, 1e-3f);
        }
    }

    private static byte[] Write(string precision, byte[] model) => precision == OnnxPrecision.Float16
        ? OnnxPrecision.ToFloat16(model)
        : OnnxPrecision.QuantizeWeights(model);

    private static byte[] Dense(float[] weight, out int features)
    {
        features = weight.Length / Size;
        var graph = new OnnxGraph("generator");
        graph.Output("sample", graph.Linear("fc", graph.Input("latent", null, Size), weight, null, features));
        return graph.ToBytes();
    }

    private static byte[] Network(float[] dense, float[] filter)
    {
        var graph = new OnnxGraph("generator");
        var value = graph.Linear("fc", graph.Input("latent", null, Size), dense, null, Hidden * Side * Side);
        value = graph.Relu("relu", graph.Reshape("maps", value, 0, Hidden, Side, Side));
        value = graph.ConvTranspose2d("up", value, [.. filter, .. filter], [0.1f, -0.1f], 2, 4, 2, 1);
        graph.Output("image", graph.Tanh("tanh", value));
        return graph.ToBytes();
    }

    private static float[] Rounded(float[] weight, Func<int, int> channel)
    {
        var steps = weight.Select((w, i) => (Channel: channel(i), Size: Math.Abs(w)))
            .GroupBy(w => w.Channel).ToDictionary(g => g.Key, g => g.Max(w => w.Size) / Levels);
        return [.. weight.Select((w, i) => MathF.Round(w / steps[channel(i)]) * steps[channel(i)])];
    }

    private static float[] Sample(byte[] model)
    {
        using var generator = OnnxGenerator.Load(model, s_options);
        return generator.Generate(s_latents).Values.ToArray();
    }

    private static ModelProto Parsed(byte[] model) => ModelProto.Parser.ParseFrom(model);
}
