using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Writing;

namespace Ml.Gan.Benchmarks.Inference;

/// <summary>
/// Ml.Gan's exported file in <see cref="OnnxGenerator"/>, from seeds to values in memory that is there.
/// </summary>
internal sealed class OnnxGeneratorSide : IInferenceSide
{
    private readonly OnnxGenerator _generator;
    private readonly float[] _images;

    public OnnxGeneratorSide(byte[] model, int batch, int threads)
    {
        _generator = OnnxGenerator.Load(model, new OnnxGeneratorOptions
        {
            Device = GeneratorDevice.Cpu,
            BatchSize = batch,
            IntraOpThreads = threads,
        });
        _images = new float[batch * _generator.Info.OutputLength];
    }

    public string Name => "OnnxGenerator";

    public double Run()
    {
        long start = Stopwatch.GetTimestamp();
        _generator.SampleInto(_images, seed: 1);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public void Dispose() => _generator.Dispose();
}

/// <summary>ONNX Runtime with default options on a plain graph, from latents to a result of its own.</summary>
internal sealed class PlainSide : IInferenceSide
{
    private readonly InferenceSession _session;
    private readonly OrtValue _input;
    private readonly RunOptions _options = new();

    public PlainSide(string name, byte[] model, string input, int rows, int columns, int threads)
    {
        Name = name;
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        _session = new InferenceSession(model, options);
        _input = OrtValue.CreateTensorValueFromMemory(LatentNoise.Rows(rows, columns, seed: 1), [rows, columns]);
        Input = input;
    }

    public string Name { get; }

    private string Input { get; }

    /// <summary>A product of matrices alone, of a size at which ONNX Runtime is fast: its limit.</summary>
    public static PlainSide MatMul(int threads)
    {
        var graph = new OnnxGraph("product");
        var weight = graph.Constant("weight", LatentNoise.Rows(Side, Side, seed: 2), Side, Side);
        graph.Output("y", graph.Node("MatMul", "product", [graph.Input("x", null, Side), weight], [null, Side]));
        return new PlainSide("MatMul", graph.ToBytes(), "x", Side, Side, threads);
    }

    /// <summary>Rows and columns of the matrices of <see cref="MatMul"/>.</summary>
    public const int Side = 1024;

    /// <summary>Products and sums of one run of <see cref="MatMul"/>.</summary>
    public const double MatMulOperations = 2.0 * Side * Side * Side;

    public double Run()
    {
        long start = Stopwatch.GetTimestamp();
        using var results = _session.Run(_options, [Input], [_input], _session.OutputNames);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public void Dispose()
    {
        _input.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
