using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <content>What the discriminator makes of batches while it is trained.</content>
public sealed partial class LatentGan
{
    /// <summary>What D makes of the whole batch that this rank's samples are a share of.</summary>
    private EvaluatedBatch Whole(EvaluatedBatch share) =>
        WholeBatch.Of(share, outputsAlone: _objective is ScoreObjective && !_options.Network.IsMatchingAware);

    /// <summary>
    /// D's outputs as metrics tell them: raw, or where D has one for each class how real it takes the samples to be.
    /// </summary>
    private Tensor Reported(EvaluatedBatch batch) =>
        (_classification is not null ? _objective.Score(batch.Outputs!) : batch.Outputs!).detach();

    private Tensor Probability(Tensor scores) => _objective.OutputsLogits ? scores.sigmoid() : scores;

    private EvaluatedBatch EvaluateReal(RealBatch batch) => Evaluate(_networks.RealView.Of(batch.Samples), batch);

    private EvaluatedBatch EvaluateFrozen(RealBatch batch)
    {
        using var frozen = no_grad();
        return EvaluateReal(batch);
    }

    private EvaluatedBatch EvaluateGenerated(Tensor samples, RealBatch real)
    {
        _networks.DiscriminatorSeesReal = false;
        var generated = Evaluate(samples, real);
        _networks.DiscriminatorSeesReal = true;
        return generated;
    }

    /// <summary>What D makes of samples whose conditions are those of a batch.</summary>
    private EvaluatedBatch Evaluate(Tensor samples, RealBatch batch)
    {
        var seen = _view.Of(samples);
        var evaluated = _networks.Evaluate(seen, ConditionOf(batch));
        return evaluated with { Labels = batch.Labels };
    }

    private Tensor? ConditionOf(RealBatch batch) => _view.OfCondition(_conditioning.ForDiscriminator(batch.Condition));
}
