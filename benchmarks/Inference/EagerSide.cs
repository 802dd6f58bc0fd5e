using System.Diagnostics;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Benchmarks.Inference;

/// <summary>The network itself in TorchSharp: inference mode, no gradients, from latents to values in memory.</summary>
internal sealed class EagerSide : IInferenceSide
{
    private readonly GeneratorNetwork _network;
    private readonly Tensor _latents;
    private readonly int _threads;
    private readonly float[] _images;

    public EagerSide(GeneratorNetwork network, int batch, int threads)
    {
        (_network, _threads) = (network, threads);
        _network.eval();
        _latents = randn(batch, network.Design.LatentSize);
        _images = new float[batch * network.Design.Output.Length];
    }

    public string Name => $"TorchSharp eager (libtorch {torch.__version__})";

    public double Run()
    {
        torch.set_num_threads(_threads);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        long start = Stopwatch.GetTimestamp();
        _network.call(_latents, null).contiguous().data<float>().CopyTo(_images);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public void Dispose() => _latents.Dispose();
}
