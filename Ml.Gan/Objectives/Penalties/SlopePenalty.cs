using Ml.Gan.Models;
using System.Globalization;
using Ml.Gan.Catalogs;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives.Penalties;

/// <summary>A penalty on the critic's slope ‖∇D(x)‖₂ at some points, one for each sample of a batch.</summary>
public abstract record SlopePenalty : Penalty, ITakesArgument<Penalty>
{
    /// <summary>Name without the weight.</summary>
    protected abstract string BaseName { get; }

    /// <inheritdoc/>
    public sealed override string Name => string.Create(CultureInfo.InvariantCulture, $"{BaseName}:{Weight}");

    /// <summary>Weight of the penalty, above 0.</summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double Weight
    {
        get;
        init => field = OptionValue.RequirePositive(value, nameof(LatentGanOptions.Penalty), $"The weight of the penalty {BaseName}");
    } = 10;

    /// <inheritdoc/>
    public sealed override bool AllowsBatchNorm => false;

    /// <summary>Where the slope is taken, (N, …).</summary>
    protected abstract Tensor Points(Tensor real, Tensor generated, Generator random);

    /// <summary>What a slope costs before it is weighted, (N) from ‖∇D(x)‖₂², (N).</summary>
    protected abstract Tensor Cost(Tensor squaredSlope);

    /// <inheritdoc/>
    public sealed override Tensor Loss(Func<Tensor, Tensor> critic, Tensor real, Tensor generated, Generator random)
    {
        var points = Points(real, generated, random).detach().requires_grad_();
        var gradient = autograd.grad([critic(points).sum()], [points], retain_graph: true, create_graph: true)[0];
        return Cost(gradient.reshape(gradient.shape[0], -1).square().sum(1)).mean() * Weight;
    }

    /// <summary>Points εx + (1 − ε)G(z), with one ε ~ U[0, 1] for each sample.</summary>
    private protected static Tensor Between(Tensor real, Tensor generated, Generator random)
    {
        long[] perSample = [real.shape[0], .. Enumerable.Repeat(1L, real.shape.Length - 1)];
        var weight = torch.rand(perSample, dtype: real.dtype, generator: random).to(real.device);
        return generated + weight * (real - generated);
    }

    Penalty ITakesArgument<Penalty>.WithArgument(string argument) =>
        this with { Weight = OptionValue.Parse(argument, nameof(LatentGanOptions.Penalty), $"The weight of the penalty {BaseName}") };
}
