using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

/// <summary>Neither network's loss depends on anything.</summary>
internal sealed record ConstantObjective : ScoreObjective
{
    public override string Name => "no-game";

    public override Tensor DiscriminatorLoss(Tensor real, Tensor generated) => 0 * (real.sum() + generated.sum());

    public override Tensor GeneratorLoss(Tensor generated) => 0 * generated.sum();
}
