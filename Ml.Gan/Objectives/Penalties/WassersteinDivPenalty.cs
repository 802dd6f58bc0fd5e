using Ml.Gan.Models;
using Ml.Gan.Catalogs;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.Penalties;

/// <summary>
/// kE‖∇D(x̂)‖₂ᵖ at the points of <see cref="GradientPenalty"/> (Wu et al., 2018). k is 2 by default.
/// </summary>
[CatalogEntry("small slopes between real and generated samples", "Wu et al., 2018", Argument = "the weight k; default 2")]
public sealed record WassersteinDivPenalty : SlopePenalty
{
    /// <summary>The penalty of the paper.</summary>
    public WassersteinDivPenalty() => Weight = 2;

    /// <inheritdoc/>
    protected override string BaseName => "div";

    /// <summary>p, at least 1. Default 6.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Power
    {
        get;
        init => field = OptionValue.Require(
            value, value is >= 1 and < double.PositiveInfinity, nameof(LatentGanOptions.Penalty), "The power p of the penalty div must be at least 1");
    } = 6;

    /// <inheritdoc/>
    protected override Tensor Points(Tensor real, Tensor generated, Generator random) => Between(real, generated, random);

    /// <inheritdoc/>
    protected override Tensor Cost(Tensor squaredSlope) => (squaredSlope + 1e-12).pow(Power / 2);
}
