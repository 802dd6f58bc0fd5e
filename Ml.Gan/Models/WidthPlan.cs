using Ml.Gan.Data;
using Ml.Gan.Networks;

namespace Ml.Gan.Models;

/// <summary>Width of a network, and steps, that fit into a time.</summary>
/// <param name="Width">The width.</param>
/// <param name="Steps">Steps that fit.</param>
/// <param name="StepTime">What one takes.</param>
internal sealed record WidthPlan(int Width, long Steps, TimeSpan StepTime)
{
    /// <summary>Fewer steps than this leave a generator unfinished, however wide it is.</summary>
    private const long FewestSteps = 5000;

    private const int SmallestWidth = 8;

    /// <summary>Widths that are usually tried out, from 64 to the smallest.</summary>
    private const int Trials = 4;

    /// <summary>
    /// Halves the width, from the network's, until enough steps fit into a time, or the smallest width is reached.
    /// </summary>
    /// <param name="options">What is trained with.</param>
    /// <param name="network">Its network.</param>
    /// <param name="data">What is learned from.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static WidthPlan Choose(
        LatentGanOptions options, ConvolutionalNetwork network, ISampleSource data, TimeSpan time,
        CancellationToken cancellation)
    {
        for (int width = network.Width; ; width /= 2)
        {
            var tried = options.Copy();
            tried.Network = network with { Width = width };
            var (steps, step) = TrainingSpeed.StepsIn(tried, data, time, Trials, cancellation);
            if (steps >= FewestSteps || width / 2 < SmallestWidth)
                return new WidthPlan(width, steps, step);
        }
    }
}
