using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class StackGanTests
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [TestCleanup]
    public void Release() => _scope.Dispose();

    [TestMethod]
    [DataRow(28, 14, 0)]
    [DataRow(32, 16, 0)]
    [DataRow(32, 16, 5)]
    [DataRow(64, 16, 5)]
    [DataRow(128, 32, 0)]
    public void Stage_one_draws_small_images_and_stage_two_large_ones(int size, int small, int conditionSize)
    {
        using var pair = new StagedPair(new StackGan { Width = 2 }, new SampleShape(3, size, size), conditionSize);

        Assert.AreEqual(2, pair.Stages);
        for (int stage = 0; stage < 2; stage++)
        {
            pair.Enter(stage, 0.5);
            int seen = stage == 0 ? small : size;
            CollectionAssert.AreEqual(new long[] { 3, 3, seen, seen }, pair.Stage().shape);
            CollectionAssert.AreEqual(new long[] { 4, 3, seen, seen }, pair.RealView.Of(pair.Real).shape);
            CollectionAssert.AreEqual(new long[] { 3 }, pair.Discriminator.call(pair.Stage(), pair.Condition).shape);
            CollectionAssert.AreEqual(
                new long[] { 3, 3, size, size }, pair.Generator.call(pair.Latents, pair.Condition).shape);
        }
    }

    [TestMethod]
    public void Stage_one_stays_as_it_is_while_stage_two_learns()
    {
        using var pair = new StagedPair(new StackGan { Width = 2 }, new SampleShape(1, 32, 32));
        pair.Enter(0, 1);
        var small = pair.Generator.call(pair.Latents, null);
        pair.Generator.train();
        pair.Enter(1, 0.5);
        pair.Stage().square().sum().backward();
        using var frozen = no_grad();
        foreach (var weight in pair.Generator.StageParameters)
            weight.add_(weight.grad!);
        pair.Generator.eval();
        pair.Enter(0, 1);

        Numeric.AreClose(small, pair.Generator.call(pair.Latents, null), 0);
        Assert.IsFalse(pair.Generator.StageParameters.Any(weight => weight.grad is not null));
    }

    [TestMethod]
    public void Stage_two_depends_on_the_condition_besides_stage_one_s_image()
    {
        using var pair = new StagedPair(new StackGan { Width = 2 }, new SampleShape(1, 32, 32), conditionSize: 3);
        var other = pair.Condition! + 1;
        var images = pair.Generator.call(pair.Latents, pair.Condition);

        Assert.IsGreaterThan(1e-5, (images - pair.Generator.call(pair.Latents, other)).abs().max().item<float>());
    }

    [TestMethod]
    public void Sizes_without_a_smaller_stage_are_refused()
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => new StackGan().Check(new SampleShape(1, 16, 16)));
        StringAssert.Contains(error.Message, "28, 32, 64, 128 or 256");
    }
}
