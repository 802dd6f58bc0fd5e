using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// A <see cref="MarginObjective"/> whose D is L itself, so a <b>low</b> D means "real", and in a training's metrics the mean of real
/// samples is the lower one; scores of other objectives have the opposite sign.
/// </summary>
/// <remarks>
/// L minimises E L(x) + λE C(Δ(x, G(z)) + L(x) − L(G(z))), G minimises E L(G(z)). A small λ lets L fall without end.
/// </remarks>
public abstract record LossSensitiveObjective : MarginObjective
{
    /// <summary>Creates the objective.</summary>
    protected LossSensitiveObjective()
        : base(marginWeight: 100)
    {
    }

    /// <summary>−L.</summary>
    /// <inheritdoc/>
    public sealed override Tensor Realness(Tensor scores) => -scores;

    /// <inheritdoc/>
    public sealed override OnnxValue ExportRealness(OnnxGraph graph, OnnxValue scores) => graph.Neg("negative_loss", scores);

    /// <summary>C: what a margin costs that is missed by <paramref name="excess"/>, or kept where that is negative; (N) to (N).</summary>
    protected abstract Tensor Cost(Tensor excess);

    /// <inheritdoc/>
    public sealed override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        real.Scores!.mean() + Cost(Excess(real, generated, real.Scores!, generated.Scores!)).mean() * MarginWeight;

    /// <inheritdoc/>
    public sealed override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) => generated.Scores!.mean();
}
