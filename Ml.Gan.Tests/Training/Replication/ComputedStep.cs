using Ml.Gan.Native;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training.Replication;

/// <summary>What a training step leaves: the gradients of each phase, and metrics.</summary>
internal sealed record ComputedStep(float[][] Gradients, IReadOnlyDictionary<string, double> Metrics)
{
    public static ComputedStep Of(GanModel gan)
    {
        using var scope = NewDisposeScope();
        var losses = new GanTrainer(gan).RunStep();
        return new ComputedStep([.. gan.Phases.Select(Gradient)], losses.Read());
    }

    /// <summary>Requires the same of ranks that share the batch, up to rounding; of all ranks the same bits.</summary>
    public void RequireSame(IReadOnlyList<ComputedStep> shared, double rounding)
    {
        foreach (var share in shared)
        {
            for (int phase = 0; phase < Gradients.Length; phase++)
                Assert.IsLessThan(
                    rounding, Difference(Gradients[phase], share.Gradients[phase]), $"{shared.Count}, {phase}");
            foreach (var (metric, value) in Metrics)
                Assert.AreEqual(
                    value, share.Metrics[metric], 10 * rounding * Math.Max(1, Math.Abs(value)),
                    $"{shared.Count}, {metric}");
            for (int phase = 0; phase < Gradients.Length; phase++)
                CollectionAssert.AreEqual(shared[0].Gradients[phase], share.Gradients[phase]);
        }
    }

    /// <summary>Norm of the difference of gradients, relative to that of those that are expected.</summary>
    public static double Difference(float[] expected, float[] actual)
    {
        double difference = expected.Zip(actual).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2));
        double norm = expected.Sum(value => (double)value * value);
        return norm == 0 ? difference : Math.Sqrt(difference / norm);
    }

    private static float[] Gradient(Phase phase) =>
        [.. phase.Parameters.SelectMany(parameter => parameter.grad?.ToFloats() ?? [])];
}
