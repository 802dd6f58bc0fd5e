using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Health;

/// <summary>How far the samples of a batch are from each other.</summary>
/// <param name="Deviation">Root of the mean over all numbers of a sample of their variance in the batch.</param>
/// <param name="Nearest">Median over the samples of the distance to the nearest other one.</param>
internal readonly record struct SampleSpread(double Deviation, double Nearest)
{
    /// <summary>The fewest samples that say something.</summary>
    public const int FewestSamples = 4;

    private const int MostSamples = 32;

    /// <param name="samples">Samples, (N, …), of which up to 32 are looked at.</param>
    public static SampleSpread Of(Tensor samples)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        long count = Math.Min(MostSamples, samples.shape[0]);
        var rows = samples.detach().narrow(0, 0, count).reshape(count, -1).to_type(ScalarType.Float32);
        var centered = rows - rows.mean([0], keepdim: true);
        var self = torch.full(count, double.PositiveInfinity, ScalarType.Float32, rows.device).diag();
        var distances = torch.cdist(centered, centered) + self;
        double squares = centered.square().sum().item<float>();
        return new SampleSpread(
            Math.Sqrt(squares / (rows.shape[1] * (count - 1))), distances.amin([1]).median().item<float>());
    }
}
