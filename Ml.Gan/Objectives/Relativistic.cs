using System.Globalization;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// A D that tells how much more real a sample is than another one (Jolicoeur-Martineau, 2019), so that G sees real
/// samples too.
/// </summary>
/// <remarks>
/// Differences of outputs are logits, outputs by themselves are not: the losses are the same for D + c. So metrics show
/// them as they are, and an adaptive augmentation can't read their signs.
/// </remarks>
public abstract record RelativisticObjective : Objective
{
    /// <inheritdoc/>
    public sealed override bool GeneratorSeesReal => true;

    /// <inheritdoc/>
    public sealed override bool OutputsLogits => false;

    /// <inheritdoc/>
    public sealed override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        Loss(higher: real.Outputs!, lower: generated.Outputs!);

    /// <inheritdoc/>
    public sealed override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        Loss(higher: generated.Outputs!, lower: real!.Outputs!);

    /// <summary>What it costs that outputs are not higher than others, both (N); a scalar.</summary>
    protected abstract Tensor Loss(Tensor higher, Tensor lower);
}

/// <summary>
/// R3GAN (Huang et al., 2024): D minimizes E log(1 + exp(D(G(z)) − D(x))) over pairs of a real and a generated sample,
/// with γ/2 E‖∇D‖₂² at both (<see cref="R1"/> and <see cref="R2"/>); G minimizes E log(1 + exp(D(x) − D(G(z)))).
/// </summary>
[CatalogEntry(
    "is a real sample more real than a generated one? Small slopes at both", "Huang et al., 2024",
    Argument = "the weight γ of both slopes; default 1")]
public sealed record R3Gan : RelativisticObjective, ITakesArgument<Objective>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"r3gan:{PenaltyWeight}");

    /// <summary>
    /// γ, above 0. The paper's is for long trainings, falls to a tenth and grows with the image: from 0.05 (CIFAR-10)
    /// or 0.5 (ImageNet) at 32×32, 1 or 2 at 64×64, 150 at 256×256. Default 1.
    /// </summary>
    /// <exception cref="GanOptionException">It is out of range.</exception>
    public double PenaltyWeight
    {
        get;
        init => field = OptionValue.RequirePositive(value, nameof(Objective), "The weight γ of r3gan's penalties");
    } = 1;

    /// <inheritdoc/>
    public override Penalty Penalty =>
        new PenaltySum(new R1 { Weight = PenaltyWeight }, new R2 { Weight = PenaltyWeight });

    /// <summary>Adam(5e-4, 0, 0.99): the paper's decays, and larger steps, for shorter trainings.</summary>
    /// <inheritdoc/>
    public override OptimizerSettings RecommendedOptimizer =>
        new AdamSettings { LearningRate = 5e-4, Beta1 = 0, Beta2 = 0.99 };

    /// <inheritdoc/>
    protected override Tensor Loss(Tensor higher, Tensor lower) => nn.functional.softplus(lower - higher).mean();

    Objective ITakesArgument<Objective>.WithArgument(string argument) =>
        this with
        {
            PenaltyWeight = OptionValue.Parse(argument, nameof(Objective), "The weight γ of r3gan's penalties"),
        };
}

/// <summary>
/// The relativistic average GAN (Jolicoeur-Martineau, 2019): with c = E D(G(z)) and r = E D(x), D minimizes
/// E f(D(x) − c) + E f(r − D(G(z))), and G the same with real and generated samples interchanged.
/// </summary>
[CatalogEntry(
    "is a sample more real than the other kind's average?", "Jolicoeur-Martineau, 2019",
    Argument = "the loss of a difference, logistic, hinge or least-squares; default logistic")]
public sealed record RelativisticAverage : RelativisticObjective, ITakesArgument<Objective>
{
    private static readonly (string Name, RelativisticLoss Loss)[] s_losses =
    [
        ("logistic", RelativisticLoss.Logistic), ("hinge", RelativisticLoss.Hinge),
        ("least-squares", RelativisticLoss.LeastSquares),
    ];

    /// <inheritdoc/>
    public override string Name => DifferenceLoss == RelativisticLoss.Logistic
        ? "relativistic-average"
        : $"relativistic-average:{s_losses.Single(named => named.Loss == DifferenceLoss).Name}";

    /// <summary>f. Default <see cref="RelativisticLoss.Logistic"/>.</summary>
    /// <exception cref="GanOptionException">There is no such loss.</exception>
    public RelativisticLoss DifferenceLoss
    {
        get;
        init
        {
            OptionValue.Require(
                Enum.IsDefined(value), nameof(Objective), $"There is no relativistic loss {value}.");
            field = value;
        }
    }

    /// <inheritdoc/>
    protected override Tensor Loss(Tensor higher, Tensor lower) =>
        Cost(higher - lower.mean()).mean() + Cost(higher.mean() - lower).mean();

    private Tensor Cost(Tensor difference) => DifferenceLoss switch
    {
        RelativisticLoss.Hinge => nn.functional.relu(1 - difference),
        RelativisticLoss.LeastSquares => (difference - 1).square(),
        _ => nn.functional.softplus(-difference),
    };

    Objective ITakesArgument<Objective>.WithArgument(string argument)
    {
        string[] names = [.. s_losses.Select(named => named.Name)];
        int index = Array.IndexOf(names, argument);
        return index >= 0
            ? this with { DifferenceLoss = s_losses[index].Loss }
            : throw new GanOptionException(nameof(Objective),
                $"There is no loss '{argument}' of relativistic-average{NearestName.Question(argument, names)} "
                + $"There are {string.Join(", ", names)}.");
    }
}

/// <summary>
/// What a difference d of D's outputs costs in a <see cref="RelativisticAverage"/>, where it should be large.
/// </summary>
public enum RelativisticLoss
{
    /// <summary>log(1 + exp(−d)).</summary>
    Logistic,

    /// <summary>max(0, 1 − d).</summary>
    Hinge,

    /// <summary>(d − 1)².</summary>
    LeastSquares,
}
