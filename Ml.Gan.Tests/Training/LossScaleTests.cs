using Ml.Gan.Native;
using Ml.Gan.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

/// <summary>Scaled losses in float16, whose smallest number above 0 is 2⁻²⁴, 6e-8.</summary>
[TestClass]
public sealed class LossScaleTests
{
    private static readonly float[] s_weights = [0.5f, -2, 3];

    /// <summary>d/dw Σ a·w is a: 1e-8, which float16 has no number for.</summary>
    [TestMethod]
    public void Gradients_that_float16_has_no_numbers_for_are_kept()
    {
        using var scope = NewDisposeScope();
        var lost = new Parameter(tensor(s_weights));
        Loss(lost, 1e-8).backward();
        CollectionAssert.AreEqual(new float[3], lost.grad!.ToFloats());

        var scale = new LossScale();
        var kept = new Parameter(tensor(s_weights));
        scale.Of(Loss(kept, 1e-8)).backward();

        Assert.IsTrue(scale.Unscale([kept.grad!]));
        foreach (float gradient in kept.grad!.ToFloats())
            Assert.AreEqual(1e-8, gradient, 1e-11);
        Assert.AreEqual(65536, scale.Value);
    }

    /// <summary>At 65,536 a gradient of 3 is above float16's largest number, 65,504; at 16,384 it isn't.</summary>
    [TestMethod]
    public void Updates_whose_gradients_overflow_are_left_out_until_the_factor_is_small_enough()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(tensor(s_weights))];
        using var phase = new Phase("g", parameters, optim.SGD(parameters, 0.5)) { LossScale = new LossScale() };

        foreach (double factor in (double[])[32768, 16384, 16384, 16384])
        {
            phase.Optimizer.zero_grad();
            phase.LossScale.Of(Loss(parameters[0], 3)).backward();
            phase.Update(null);
            Assert.AreEqual(factor, phase.LossScale.Value);
        }

        CollectionAssert.AreEqual(new[] { -2.5f, -5, 0 }, parameters[0].ToFloats());
    }

    [TestMethod]
    public void The_factor_grows_after_two_thousand_updates_in_a_row()
    {
        using var scope = NewDisposeScope();
        var scale = new LossScale();
        var (fine, infinite) = (ones(1), tensor([float.PositiveInfinity]));
        for (int i = 0; i < 1999; i++)
            Assert.IsTrue(scale.Unscale([fine]));
        Assert.IsFalse(scale.Unscale([fine, infinite]));
        Assert.IsFalse(scale.Unscale([tensor([float.NaN]), fine]));
        Assert.AreEqual(16384, scale.Value);
        for (int i = 0; i < 1999; i++)
            scale.Unscale([fine]);
        Assert.AreEqual(16384, scale.Value);
        scale.Unscale([fine]);
        Assert.AreEqual(32768, scale.Value);
    }

    [TestMethod]
    public void Only_float16_needs_it()
    {
        Assert.IsNotNull(LossScale.For(TrainingPrecision.Float16));
        Assert.IsNull(LossScale.For(TrainingPrecision.Bf16));
        Assert.IsNull(LossScale.For(TrainingPrecision.Full));
    }

    private static Tensor Loss(Parameter weights, double factor) =>
        weights.to_type(ScalarType.Float16).to_type(ScalarType.Float32).sum() * factor;
}
