using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class GranTests
{
    private static readonly GeneratorDesign s_design = new(new SampleShape(1, 28, 28), 8, 2);

    [TestMethod]
    public void The_gradients_of_latents_and_condition_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var parameters = new ParameterFactory(1, CPU);
        using var random = new Generator(2);
        using var generator = new Gran { Width = 2 }.CreateGenerator(
            s_design with { Output = new SampleShape(1, 16, 16) }, parameters);
        generator.to(float64);
        generator.eval();
        var inputs = Numeric.Normal(random, 2, 10).requires_grad_();
        var outer = Numeric.Normal(random, 2, 1, 16, 16);
        Tensor Value(Tensor x) => (generator.call(x.narrow(1, 0, 8), x.narrow(1, 8, 2)) * outer).sum();

        Numeric.AreClose(Numeric.Gradient(Value, inputs.detach()), autograd.grad([Value(inputs)], [inputs])[0], 1e-6);
    }

    [TestMethod]
    public void More_steps_add_no_weights_but_those_of_batch_normalization()
    {
        long Count(int steps)
        {
            using var parameters = new ParameterFactory(1, CPU);
            using var generator = new Gran { Width = 4, TimeSteps = steps }.CreateGenerator(s_design, parameters);
            return generator.parameters().Sum(p => p.numel());
        }
        long decoderNorms = 2 * (16 + 8 + 4), encoderNorms = 2 * 8;

        Assert.AreEqual(decoderNorms + encoderNorms, Count(3) - Count(2));
    }

    [TestMethod]
    public void No_steps_are_refused()
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => new Gran { TimeSteps = 0 }.Check(s_design.Output));

        Assert.AreEqual("TimeSteps", error.Option);
        StringAssert.Contains(error.Message, "at least 1 time step; it has 0");
    }
}
