using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Measures;

/// <summary>Mean and standard deviation of each component.</summary>
/// <param name="Means">D means.</param>
/// <param name="Deviations">D standard deviations, from the unbiased variance (divided by N − 1).</param>
public sealed record ComponentMoments(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations)
{
    /// <summary>Of at least two rows.</summary>
    public static ComponentMoments Of(SampleRows rows)
    {
        SampleRows.RequireComparable(rows, rows, 2);
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var values = rows.ToTensor();
        return new ComponentMoments(values.mean([0]).data<double>().ToArray(), values.std(0).data<double>().ToArray());
    }
}
