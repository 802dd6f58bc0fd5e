using Ml.Gan.Catalogs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ml.Gan.Objectives.FDivergences;

/// <summary>
/// The value of the first GAN's game, twice the Jensen–Shannon divergence minus log 4: f(u) = u log u − (u + 1) log(u + 1),
/// g_f(v) = −log(1 + e⁻ᵛ), f*(t) = −log(1 − eᵗ), and f*(g_f(v)) = log(1 + eᵛ). With it, the f-GAN is <see cref="Minimax"/>.
/// </summary>
[CatalogEntry("∫p log(p/(p + q)) + q log(q/(p + q)): minimax", "Goodfellow et al., 2014")]
public sealed record GanDivergence : FDivergenceKind
{
    /// <inheritdoc/>
    public override string Name => "gan";

    /// <inheritdoc/>
    public override Tensor Activation(Tensor output) => -softplus(-output);

    /// <inheritdoc/>
    public override Tensor ConjugateOfActivation(Tensor output) => softplus(output);
}
