using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Cli.Experiments.Classifying;

/// <summary>No game at all: the discriminator learns the classes from the labelled samples and nothing from the others, and the generator nothing.</summary>
internal sealed record LabelsAlone : Objective, IClassifyingObjective
{
    public override string Name => "labels-alone";

    public bool NeedsEveryLabel => false;

    public override bool ScoresSamples => false;

    public override Tensor Score(Tensor outputs) => outputs.max(1).values;

    public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) => 0 * real.Outputs!.sum();

    public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) => 0 * generated.Outputs!.sum();
}
