using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>Small networks that are trained in stages, on inputs of their own.</summary>
internal sealed class StagedPair : IDisposable
{
    public const int LatentSize = 6;

    private readonly ParameterFactory _parameters = new(1, CPU);
    private readonly Generator _random = new(2);

    public StagedPair(
        NetworkArchitecture architecture, SampleShape shape, int conditionSize = 0, DiscriminatorDesign? design = null)
    {
        architecture.Check(shape);
        Stages = architecture.StageShares(shape).Count;
        Generator = architecture.CreateGenerator(new GeneratorDesign(shape, LatentSize, conditionSize), _parameters);
        Discriminator = architecture.CreateDiscriminator(
            design ?? new DiscriminatorDesign { Input = shape, ConditionSize = conditionSize }, _parameters);
        RealView = architecture.CreateStageView(shape);
        Generator.eval();
        Discriminator.eval();
        Latents = torch.randn(3, LatentSize, generator: _random);
        Real = torch.rand([4, shape.Channels, shape.Height, shape.Width], generator: _random) * 2 - 1;
        Condition = conditionSize == 0 ? null : torch.randn(3, conditionSize, generator: _random);
    }

    public int Stages { get; }

    public GeneratorNetwork Generator { get; }

    public DiscriminatorNetwork Discriminator { get; }

    public StageView RealView { get; }

    public Tensor Latents { get; }

    /// <summary>Four of them.</summary>
    public Tensor Real { get; }

    public Tensor? Condition { get; }

    public void Enter(int stage, double progress)
    {
        Generator.Enter(new StagePosition(stage, progress));
        Discriminator.Enter(new StagePosition(stage, progress));
        RealView.Enter(new StagePosition(stage, progress));
    }

    /// <summary>What the stage's discriminator is shown of generated samples.</summary>
    public Tensor Stage() => Generator.GenerateStage(Latents, Condition, Real.narrow(0, 0, 3));

    public void Dispose()
    {
        Generator.Dispose();
        Discriminator.Dispose();
        _parameters.Dispose();
        _random.Dispose();
    }
}
