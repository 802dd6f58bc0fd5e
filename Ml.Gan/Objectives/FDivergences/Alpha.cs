using Ml.Gan.Models;
using System.Globalization;
using Ml.Gan.Catalogs;
using Ml.Gan.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ml.Gan.Objectives.FDivergences;

/// <summary>
/// The α-divergence: f(u) = (uᵅ − 1 − α(u − 1))/(α(α − 1)), f*(t) = (b^(α/(α−1)) − 1)/α with b = t(α − 1) + 1. Where α &lt; 1,
/// g_f(v) = 1/(1 − α) − log(1 + e⁻ᵛ), so that b = (1 − α) log(1 + e⁻ᵛ). Where α &gt; 1, g_f(v) = v, and b below 0 counts as 0.
/// </summary>
[CatalogEntry("∫(pᵅq^(1−α) − αp − (1 − α)q)/(α(α − 1))", "Nowozin, Cseke and Tomioka, 2016", Argument = "α, not 0 or 1; default 0.5")]
public sealed record Alpha : FDivergenceKind, ITakesArgument<FDivergenceKind>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"alpha:{Order}");

    /// <summary>α, any number but 0 and 1. Default 0.5.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Order
    {
        get;
        init => field = OptionValue.Require(
            value, double.IsFinite(value) && value is not (0 or 1), nameof(LatentGanOptions.Objective),
            "The α of an alpha divergence must be a number other than 0 and 1, whose limits are reverse-kullback-leibler and kullback-leibler");
    } = 0.5;

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => Order < 1 ? 1 / (1 - Order) - softplus(-output) : output;

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => (Stable.Exp(Order / (Order - 1) * LogOfBase(output)) - 1) / Order;

    private Tensor LogOfBase(Tensor output) => Order < 1
        ? Math.Log(1 - Order) + Stable.LogOfVanishing(output, v => softplus(-v))
        : (1 + (Order - 1) * output).clamp_min(1e-30).log();

    FDivergenceKind ITakesArgument<FDivergenceKind>.WithArgument(string argument) =>
        this with { Order = OptionValue.Parse(argument, nameof(LatentGanOptions.Objective), "The α of an alpha divergence") };
}
