using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan.Objectives.Kernels;

/// <summary>The parameters of a mixture of kernels: at least one, each above 0.</summary>
internal static class KernelParameters
{
    /// <exception cref="GanOptionException">There is none, or one is out of range.</exception>
    public static IReadOnlyList<double> Check(IReadOnlyList<double> values, string name)
    {
        if (values.Count == 0)
            throw new GanOptionException(nameof(LatentGanOptions.Objective), $"A kernel needs at least one {name}.");
        foreach (double value in values)
            OptionValue.RequirePositive(value, nameof(LatentGanOptions.Objective), $"A kernel's {name}");
        return values;
    }
}
