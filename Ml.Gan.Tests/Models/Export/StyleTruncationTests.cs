using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Networks.Styles;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Pipeline;
using Ml.Gan.Tests.Pipeline.Scoring;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Export;

/// <summary>The optional input <c>truncation</c> of exported generators whose styles are truncated.</summary>
[TestClass]
public sealed class StyleTruncationTests
{
    private const int LatentSize = 6;
    private const int Classes = 3;
    private const float Tolerance = 1e-5f;

    private static readonly OnnxGeneratorOptions s_cpu = new() { Device = GeneratorDevice.Cpu, BatchSize = 4 };

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _random = new(5);

    [TestCleanup]
    public void Release()
    {
        _random.Dispose();
        _scope.Dispose();
    }

    [TestMethod]
    [DataRow(1f)]
    [DataRow(0.5f)]
    [DataRow(0f)]
    [DataRow(-1f)]
    public void Onnx_runtime_agrees_with_libtorch(float truncation)
    {
        using var network = Trained(conditionSize: 0);
        using var runtime = OnnxGenerator.Load(Export(network), s_cpu);
        var latents = torch.randn(9, LatentSize, generator: _random);
        using var frozen = no_grad();

        float[] expected = network.Generate(latents, null, truncation).ToFloats();

        OnnxRun.AreClose(
            expected, runtime.Generate(latents.ToFloats(), null, truncation).Values.Span, Tolerance);
    }

    [TestMethod]
    public void Onnx_runtime_agrees_with_libtorch_under_labels_and_from_seeds()
    {
        using var network = Trained(Classes);
        byte[] model = Export(network);
        using var runtime = OnnxGenerator.Load(model, s_cpu);
        using var seeded = OnnxGenerator.Load(OnnxComposition.WithSeedInput(model), s_cpu);
        float[] latents = LatentNoise.Rows(6, LatentSize, seed: 3);
        using var frozen = no_grad();
        var condition = torch.eye(Classes).repeat(2, 1);

        foreach (float truncation in (float[])[1, 0.5f])
        {
            float[] expected = network.Generate(
                tensor(latents, [6, LatentSize]), condition, truncation).ToFloats();
            OnnxRun.AreClose(expected, runtime.Sample(6, 3, truncation).Values.Span, Tolerance);
            OnnxRun.AreClose(expected, seeded.Sample(6, 3, truncation).Values.Span, Tolerance);
        }
        Assert.IsNotNull(seeded.Info.Truncation);
    }

    [TestMethod]
    public void Without_it_nothing_is_truncated_for_us_and_for_other_programs()
    {
        using var network = Trained(conditionSize: 0);
        byte[] model = Export(network);
        using var runtime = OnnxGenerator.Load(model, s_cpu);
        float[] latents = torch.randn(4, LatentSize, generator: _random).ToFloats();

        float[] found = OnnxRun.Run(model, out _, ("latent", latents, [4, LatentSize]));

        OnnxRun.AreClose(runtime.Generate(latents, null, 1).Values.Span, found);
        OnnxRun.AreClose(runtime.Generate(latents).Values.Span, found);
        OnnxRun.AreClose(
            runtime.Generate(latents, null, 0.5f).Values.Span,
            OnnxRun.Run(model, out _, ("latent", latents, [4, LatentSize]), ("truncation", [0.5f], [1])));
    }

    [TestMethod]
    public void The_file_says_so_and_other_files_have_none()
    {
        using var network = Trained(conditionSize: 0);
        using var runtime = OnnxGenerator.Load(Export(network), s_cpu);
        using var other = OnnxGenerator.Load(Generators.Image(), s_cpu);

        Assert.AreEqual("truncation float [1]", runtime.Info.Truncation!.ToString());
        CollectionAssert.AreEqual(new[] { "latent" }, runtime.Info.Inputs.Select(input => input.Name).ToArray());
        Assert.IsNull(other.Info.Truncation);
        Assert.ThrowsExactly<NotSupportedException>(() => other.Generate([1, 2, 3], null, 0.5f));
    }

    [TestMethod]
    [DataRow(1.01f)]
    [DataRow(-1.5f)]
    [DataRow(float.NaN)]
    public void Numbers_out_of_range_are_refused(float truncation)
    {
        using var network = Trained(conditionSize: 0);
        using var runtime = OnnxGenerator.Load(Export(network), s_cpu);

        foreach (var use in (Action[])[
            () => runtime.Sample(1, 1, truncation),
            () => runtime.Generate(new float[LatentSize], null, truncation),
            () => runtime.Interpolate(new float[LatentSize], new float[LatentSize], 3, null, truncation: truncation)])
            Assert.Contains("from -1 to 1", Assert.ThrowsExactly<ArgumentOutOfRangeException>(use).Message);
    }

    [TestMethod]
    public void An_input_of_the_name_with_another_type_or_without_a_default_is_refused()
    {
        var required = Assert.ThrowsExactly<GanOnnxException>(() => OnnxGenerator.Load(Required()));
        Assert.Contains("'truncation', float [1]", required.Message);
        var wide = Assert.ThrowsExactly<GanOnnxException>(() => OnnxGenerator.Load(Wide()));
        Assert.Contains("truncation float [2]", wide.Message);

        static byte[] Required() => Generators.Image(graph => graph.Input("truncation", 1));

        static byte[] Wide() => Generators.Image(graph => graph.OptionalInput("truncation", [1, 1], 2));
    }

    [TestMethod]
    public void A_saved_pipeline_has_no_use_for_it_and_a_column_may_have_its_name()
    {
        using var folder = new TemporaryFolder();
        var mlContext = new MLContext(seed: 1);
        var data = mlContext.Data.LoadFromEnumerable(GlyphRow.Create(6, classes: 2));
        using var transformer = mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = nameof(GlyphRow.Image),
            OutputColumnName = "truncation",
            ImageSize = 32,
            Network = new StyleGan2 { Width = 1 },
            BatchSize = 4,
            Steps = 2,
            Seed = 1,
        }).Fit(data);
        mlContext.Model.Save(transformer, data.Schema, folder["model.zip"]);

        using var reloaded = new ReloadedPipeline(folder["model.zip"]);
        float[][] samples = reloaded.Transform(data).GetColumn<float[]>("truncation").ToArray();

        Assert.HasCount(6, samples);
        Assert.IsTrue(samples.SelectMany(sample => sample).All(value => value is >= -1 and <= 1));
    }

    /// <summary>Weights, style average and noise strengths as after some training.</summary>
    private StyleGenerator Trained(int conditionSize)
    {
        using var parameters = new ParameterFactory(3, CPU);
        var network = (StyleGenerator)new StyleGan2 { Width = 2 }.CreateGenerator(
            new GeneratorDesign(new SampleShape(3, 16, 16), LatentSize, conditionSize), parameters);
        using var frozen = no_grad();
        foreach (var parameter in network.parameters())
            parameter.add_(torch.randn(parameter.shape, generator: _random) * 0.1);
        var condition = conditionSize > 0 ? torch.eye(conditionSize).repeat(4, 1) : null;
        for (int i = 0; i < 50; i++)
            network.call(torch.randn(4 * Math.Max(1, conditionSize), LatentSize, generator: _random), condition);
        network.eval();
        return network;
    }

    private static byte[] Export(StyleGenerator network)
    {
        var graph = new OnnxGraph("generator");
        var latent = graph.Input("latent", null, LatentSize);
        int classes = network.Design.ConditionSize;
        var condition = classes == 0
            ? null
            : graph.OneHot("one_hot", graph.Input("label", OnnxElementType.Int64, [null]), classes);
        if (classes > 0)
            graph.Metadata[GeneratorMetadata.Labels] = """["a","b","c"]""";
        graph.Output("image", network.Export(graph, latent, condition));
        return graph.ToBytes();
    }
}
