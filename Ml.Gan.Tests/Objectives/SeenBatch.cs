using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

/// <summary>Batches as an objective sees them, made up.</summary>
internal static class SeenBatch
{
    private const int Count = 4;
    private const int Classes = 3;

    /// <summary>Normal numbers in float64.</summary>
    public static EvaluatedBatch Random(Objective objective, ulong seed)
    {
        using var random = new Generator(seed);
        return Create(objective, shape => torch.randn(shape, dtype: ScalarType.Float64, generator: random));
    }

    /// <summary>Outputs and features of plus and minus <paramref name="size"/>, in float32.</summary>
    public static EvaluatedBatch Extreme(Objective objective, float size, ulong seed)
    {
        using var random = new Generator(seed);
        return Create(objective, shape => torch.randn(shape, generator: random).sign() * size) with
        {
            Samples = torch.randn([Count, 3], generator: random),
        };
    }

    /// <summary>Samples that D gives these scores.</summary>
    public static EvaluatedBatch Scored(params double[] scores) =>
        new(torch.zeros(scores.Length, 1), torch.tensor(scores));

    private static EvaluatedBatch Create(Objective objective, Func<long[], Tensor> values)
    {
        int outputs = objective is IClassifyingObjective ? Classes : objective.DiscriminatorOutputs;
        long[] scores = outputs == 1 ? [Count] : [Count, outputs];
        return new EvaluatedBatch(values([Count, 3]), values(scores), values([Count, 5]))
        {
            Labels = objective is IClassifyingObjective ? torch.tensor(new long[] { 0, 1, 2, 1 }) : null,
        };
    }
}
