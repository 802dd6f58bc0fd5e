using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// Several penalties at once, such as <see cref="R1"/> and <see cref="R2"/> (R3GAN: Huang et al., 2024). Metrics have
/// each by its own name.
/// </summary>
public sealed record PenaltySum : Penalty
{
    /// <summary>The sum of penalties.</summary>
    /// <param name="terms">At least one.</param>
    public PenaltySum(params IReadOnlyList<Penalty> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfZero(terms.Count, nameof(terms));
        Terms = terms;
    }

    /// <summary>The penalties.</summary>
    public IReadOnlyList<Penalty> Terms { get; }

    /// <summary>The names of the penalties, as <c>r1:10+r2:10</c>.</summary>
    public override string Name => string.Join('+', Terms.Select(term => term.Name));

    /// <inheritdoc/>
    public override bool AllowsBatchNorm => Terms.All(term => term.AllowsBatchNorm);

    /// <inheritdoc/>
    public override Tensor Loss(Func<Tensor, Tensor> critic, Tensor real, Tensor generated, Generator random) =>
        Terms.Select(term => term.Loss(critic, real, generated, random)).Aggregate((sum, loss) => sum + loss);
}
