using Ml.Gan.Models;
using System.Globalization;
using Ml.Gan.Catalogs;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The generalised loss-sensitive GAN (GLS-GAN: Qi, 2017): C(a) = max(a, νa). ν = 0 is <see cref="LossSensitive"/>; ν = 1 with a large
/// λ has the gradients of a Wasserstein critic.
/// </summary>
[CatalogEntry(
    "LS-GAN with a cost that falls with slope ν beyond the margin: between LS-GAN and a Wasserstein critic", "Qi, 2017",
    Argument = "the slope ν, at most 1; default 0.2")]
public sealed record GeneralizedLossSensitive : LossSensitiveObjective, ITakesArgument<Objective>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"gls-gan:{Slope}");

    /// <summary>ν, at most 1. Default 0.2.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Slope
    {
        get;
        init => field = OptionValue.Require(
            value, value is > double.NegativeInfinity and <= 1, nameof(LatentGanOptions.Objective), "The slope ν of gls-gan must be at most 1");
    } = 0.2;

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor excess) => nn.functional.leaky_relu(excess, Slope);

    Objective ITakesArgument<Objective>.WithArgument(string argument) =>
        this with { Slope = OptionValue.Parse(argument, nameof(LatentGanOptions.Objective), "The slope ν of gls-gan") };
}
