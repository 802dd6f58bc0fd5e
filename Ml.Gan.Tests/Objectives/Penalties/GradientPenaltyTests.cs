using Ml.Gan.Objectives.Penalties;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives.Penalties;

[TestClass]
public sealed class GradientPenaltyTests
{
    private readonly GradientPenalty _penalty = new() { Weight = 10 };

    [TestMethod]
    public void A_linear_critic_of_slope_one_is_not_penalised()
    {
        using var critic = new LinearCritic([0.6, 0.8]);
        Assert.AreEqual(0, PenaltyOf(critic), 1e-12);
    }

    [TestMethod]
    public void A_linear_critic_of_slope_three_costs_weight_times_four()
    {
        using var critic = new LinearCritic([0, 3]);
        Assert.AreEqual(10 * (3 - 1) * (3 - 1), PenaltyOf(critic), 1e-9);
    }

    [TestMethod]
    public void Its_gradient_in_the_weights_agrees_with_finite_differences()
    {
        double[] weights = [0.7, -1.9];
        using var critic = new LinearCritic(weights);
        using var loss = Loss(critic);
        loss.backward();
        double[] gradient = critic.Weight.grad!.data<double>().ToArray();

        const double step = 1e-6;
        for (int i = 0; i < weights.Length; i++)
        {
            double[] above = [.. weights], below = [.. weights];
            above[i] += step;
            below[i] -= step;
            using LinearCritic high = new(above), low = new(below);
            Assert.AreEqual((PenaltyOf(high) - PenaltyOf(low)) / (2 * step), gradient[i], 1e-6);
        }
    }

    private double PenaltyOf(LinearCritic critic)
    {
        using var loss = Loss(critic);
        return loss.item<double>();
    }

    private Tensor Loss(LinearCritic critic)
    {
        using var random = new Generator(5);
        using var scope = NewDisposeScope();
        var real = torch.randn([4, 2], dtype: ScalarType.Float64, generator: random);
        var generated = torch.randn([4, 2], dtype: ScalarType.Float64, generator: random);
        return _penalty.Loss(critic.call, real, generated, random).MoveToOuterDisposeScope();
    }

    private sealed class LinearCritic : nn.Module<Tensor, Tensor>
    {
        public LinearCritic(double[] weights)
            : base("critic")
        {
            Weight = new Parameter(tensor(weights));
            register_parameter("weight", Weight);
        }

        public Parameter Weight { get; }

        public override Tensor forward(Tensor input) => input.matmul(Weight);
    }
}
