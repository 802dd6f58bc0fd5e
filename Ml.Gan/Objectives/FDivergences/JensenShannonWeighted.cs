using Ml.Gan.Models;
using System.Globalization;
using Ml.Gan.Catalogs;
using Ml.Gan.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ml.Gan.Objectives.FDivergences;

/// <summary>
/// The Jensen–Shannon divergence with weights π of real and 1 − π of generated samples:
/// f(u) = πu log u − (1 − π + πu) log(1 − π + πu), g_f(v) = −π log π − log(1 + e⁻ᵛ),
/// f*(t) = (1 − π) log((1 − π)/(1 − πe^(t/π))).
/// </summary>
[CatalogEntry(
    "π∫p log(p/m) + (1 − π)∫q log(q/m), m = πp + (1 − π)q", "Nowozin, Cseke and Tomioka, 2016",
    Argument = "the weight π, above 0 and below 1; default 0.5")]
public sealed record JensenShannonWeighted : FDivergenceKind, ITakesArgument<FDivergenceKind>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"jensen-shannon-weighted:{RealWeight}");

    /// <summary>π, above 0 and below 1. Default 0.5.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double RealWeight
    {
        get;
        init => field = OptionValue.Require(
            value, value is > 0 and < 1, nameof(LatentGanOptions.Objective), "The weight π of jensen-shannon-weighted must be above 0 and below 1");
    } = 0.5;

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => -RealWeight * Math.Log(RealWeight) - softplus(-output);

    /// <summary>πe^(t/π) = (1 + e⁻ᵛ)^(−1/π), whose distance from 1 is taken by expm1 and vanishes as e⁻ᵛ.</summary>
    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output)
    {
        var logarithm = Stable.LogOfVanishing(output, v => -(softplus(-v) / -RealWeight).expm1());
        return (1 - RealWeight) * (Math.Log(1 - RealWeight) - logarithm);
    }

    FDivergenceKind ITakesArgument<FDivergenceKind>.WithArgument(string argument) =>
        this with { RealWeight = OptionValue.Parse(argument, nameof(LatentGanOptions.Objective), "The weight π of jensen-shannon-weighted") };
}
