using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The three classes of Shen and Liu (2017): D's outputs are the logits of "real, of the first set", "real, of the
/// second set" and "generated". D minimizes the cross-entropies −E log pₜ of real samples, by their labels, and of
/// generated ones; G that of the class that its samples are to be taken for, which are their labels.
/// </summary>
internal sealed record AttributeClasses : Objective
{
    private const int Generated = 2;

    /// <inheritdoc/>
    public override string Name => "attribute-classes";

    /// <inheritdoc/>
    public override int DiscriminatorOutputs => Generated + 1;

    /// <summary>The logit of "real", of whichever set.</summary>
    /// <inheritdoc/>
    public override Tensor Score(Tensor outputs) =>
        outputs.narrow(1, 0, Generated).logsumexp(1) - outputs.select(1, Generated);

    /// <inheritdoc/>
    public override OnnxValue ExportScore(OnnxGraph graph, OnnxValue outputs)
    {
        var real = graph.ReduceLogSumExp("real", graph.Narrow("classes", outputs, 1, 0, Generated), axis: 1);
        var generated = graph.Narrow("generated", outputs, 1, Generated, 1);
        return graph.Add("score", real, graph.Neg("not_generated", generated));
    }

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        nn.functional.cross_entropy(real.Outputs!, real.Labels!)
        + nn.functional.cross_entropy(
            generated.Outputs!, full_like(generated.Outputs!.select(1, 0), Generated, dtype: ScalarType.Int64));

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        nn.functional.cross_entropy(generated.Outputs!, generated.Labels!);
}
