using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ml.Gan.Benchmarks.Training.Plain;

/// <summary>Training as users of TorchSharp write it: a step with two optimizers, whose losses are read.</summary>
internal sealed class PlainTraining
{
    private const double PenaltyWeight = 10;

    private readonly TrainingWorkload _workload;
    private readonly PlainNetworks _networks;
    private readonly Tensor _samples;
    private readonly Tensor _ones;
    private readonly Tensor _zeros;
    private readonly optim.Optimizer _generatorOptimizer;
    private readonly optim.Optimizer _discriminatorOptimizer;

    public PlainTraining(TrainingWorkload workload)
    {
        _workload = workload;
        using var samples = workload.DrawSamples();
        long[] shape = samples.Shape is { IsImage: true } image
            ? [-1, image.Channels, image.Height, image.Width]
            : [-1, samples.Shape.Length];
        _samples = tensor(samples.Values).reshape(shape);
        _networks = workload.CreatePlain();
        (_ones, _zeros) = (ones(workload.BatchSize), zeros(workload.BatchSize));
        var adam = workload.Adam;
        _generatorOptimizer = optim.Adam(
            _networks.Generator.parameters(), adam.LearningRate, adam.Beta1, adam.Beta2);
        _discriminatorOptimizer = optim.Adam(
            _networks.Discriminator.parameters(), adam.LearningRate, adam.Beta1, adam.Beta2);
    }

    public long Parameters => _networks.Generator.parameters().Concat(_networks.Discriminator.parameters())
        .Sum(parameter => parameter.numel());

    /// <summary>The last samples that D learns from serve G too, as in PyTorch's tutorial.</summary>
    /// <returns>The losses.</returns>
    public (float Discriminator, float Generator) Step()
    {
        using var scope = NewDisposeScope();
        var (loss, generated) = UpdateDiscriminator();
        for (int i = 1; i < _workload.DiscriminatorSteps; i++)
            (loss, generated) = UpdateDiscriminator();
        return (loss, UpdateGenerator(generated));
    }

    private (float Loss, Tensor Generated) UpdateDiscriminator()
    {
        var real = _samples.index_select(0, randint(_samples.shape[0], _workload.BatchSize, int64));
        var generated = _networks.Generator.call(Latents());
        var shown = generated.detach();
        _discriminatorOptimizer.zero_grad();
        var (onReal, onGenerated) = (_networks.Discriminator.call(real), _networks.Discriminator.call(shown));
        var loss = _workload.PlainLoss switch
        {
            PlainLoss.NonSaturating => functional.binary_cross_entropy_with_logits(onReal, _ones)
                + functional.binary_cross_entropy_with_logits(onGenerated, _zeros),
            PlainLoss.Hinge => functional.relu(1 - onReal).mean() + functional.relu(1 + onGenerated).mean(),
            _ => onGenerated.mean() - onReal.mean() + PenaltyWeight * Penalty(real, shown),
        };
        loss.backward();
        _discriminatorOptimizer.step();
        return (loss.item<float>(), generated);
    }

    private float UpdateGenerator(Tensor generated)
    {
        _generatorOptimizer.zero_grad();
        var outputs = _networks.Discriminator.call(generated);
        var loss = _workload.PlainLoss == PlainLoss.NonSaturating
            ? functional.binary_cross_entropy_with_logits(outputs, _ones)
            : -outputs.mean();
        loss.backward();
        _generatorOptimizer.step();
        return loss.item<float>();
    }

    private Tensor Penalty(Tensor real, Tensor generated)
    {
        var shares = rand(_workload.BatchSize, 1, 1, 1);
        var points = (shares * real + (1 - shares) * generated).requires_grad_();
        var slopes = autograd.grad(
            [_networks.Discriminator.call(points).sum()], [points], create_graph: true, retain_graph: true)[0];
        return (slopes.flatten(1).norm(1) - 1).square().mean();
    }

    private Tensor Latents() => randn(_workload.BatchSize, TrainingWorkload.LatentSize);
}
