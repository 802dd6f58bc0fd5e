using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Generators of other precisions in ML.NET's own transformer.</summary>
[TestClass]
public sealed class PrecisionTests
{
    private const int Size = 8, Features = 12, Rows = 5;

    [TestMethod]
    [DataRow(OnnxPrecision.Int8Weights)]
    [DataRow(OnnxPrecision.Float16)]
    public void MlNet_runs_them_as_OnnxGenerator_does(string precision)
    {
        var graph = new OnnxGraph("generator");
        var latent = graph.Input("latent", null, Size);
        graph.Output("sample", graph.Tanh("tanh", graph.Linear(
            "fc", latent, OnnxRun.Numbers(Size * Features, 1), OnnxRun.Numbers(Features, 2), Features)));
        byte[] model = precision == OnnxPrecision.Float16
            ? OnnxPrecision.ToFloat16(graph.ToBytes())
            : OnnxPrecision.QuantizeWeights(graph.ToBytes());
        float[][] latents = [.. LatentNoise.Rows(Rows, Size, seed: 1).Chunk(Size)];
        using var folder = new TemporaryFolder();

        var context = new MLContext(seed: 1);
        var data = context.Data.LoadFromEnumerable(latents.Select(row => new Row { Latent = row }));
        using var transformer = context.Transforms
            .ApplyOnnxModel("sample", "latent", folder.Write("g.onnx", model)).Fit(data);
        float[] samples = [.. transformer.Transform(data).GetColumn<float[]>("sample").SelectMany(row => row)];

        using var generator = OnnxGenerator.Load(model);
        OnnxRun.AreClose(generator.Generate(latents.SelectMany(row => row).ToArray()).Values.Span, samples, 1e-6f);
    }

    private sealed class Row
    {
        [ColumnName("latent")]
        [VectorType(Size)]
        public float[] Latent { get; set; } = [];
    }
}
