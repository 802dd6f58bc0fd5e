using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class RecurrenceTests : LayerTests
{
    [TestMethod]
    public void Steps_share_their_weights_but_not_their_batch_normalization()
    {
        var convolution = new Convolution(1, 2, kernel: 1, stride: 1, padding: 0, bias: false, Parameters);
        var steps = Recurrence.Unroll("step", [convolution, new BatchNorm(2, Parameters)], 3, Parameters);

        Assert.HasCount(3, steps);
        Assert.HasCount(
            1 + 3 * 2, steps.SelectMany(step => step.parameters()).Distinct(ReferenceEqualityComparer.Instance));
        var early = torch.randn(8, 1, 2, 2, generator: Random);
        foreach (var step in steps)
            step.call(early);
        steps[1].call(early * 10 + 3);
        float[][] variances = [.. steps.Select(step => step.get_buffer("1.running_var")!.ToFloats())];
        CollectionAssert.AreEqual(variances[0], variances[2]);
        CollectionAssert.AreNotEqual(variances[0], variances[1]);
        Array.ForEach(steps, step => step.Dispose());
    }

    [TestMethod]
    public void The_gradient_of_a_shared_weight_adds_up_over_the_steps()
    {
        var convolution = new Convolution(
            1, 1, kernel: 1, stride: 1, padding: 0, bias: false, Parameters, standardDeviation: 1);
        var steps = Recurrence.Unroll("step", [convolution], 3, Parameters);
        using var chain = new LayerSequence("chain", steps);
        var weight = convolution.parameters().Single();
        var input = torch.full([1, 1, 1, 1], 2).to(ScalarType.Float32);

        chain.call(input).sum().backward();

        double w = weight.detach().ToFloats()[0]; // (w³·2)' = 6·w²
        Numeric.AreClose([6 * w * w], weight.grad!.view(-1), 1e-4);
        LayerGradients.AgreeWithFiniteDifferences(chain, Random, [2, 1, 2, 2]);
    }
}
