using static TorchSharp.torch;

namespace Ml.Gan.Objectives.Penalties;

/// <summary>A term added to the discriminator's loss; combines with any objective.</summary>
public abstract record Penalty
{
    /// <summary>Name on the command line and in messages, for example <c>gp:10</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether D may normalise over the batch. A penalty on each sample's gradient forbids it.</summary>
    public abstract bool AllowsBatchNorm { get; }

    /// <summary>The weighted penalty, a scalar that is differentiable in D's parameters.</summary>
    /// <param name="critic">What is penalised: samples (N, …) to one value each, (N).</param>
    /// <param name="real">Real samples, (N, …), without gradient.</param>
    /// <param name="generated">Generated samples, (N, …), without gradient.</param>
    /// <param name="random">Source of random numbers, on the CPU.</param>
    public abstract Tensor Loss(Func<Tensor, Tensor> critic, Tensor real, Tensor generated, Generator random);
}
