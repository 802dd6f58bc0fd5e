using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class RecurrentTests
{
    private static readonly GeneratorDesign s_design = new(new SampleShape(1, 28, 28), 8, 2);

    [TestMethod]
    public void The_image_is_the_tanh_of_the_sum_of_strokes_that_each_follow_from_the_last()
    {
        using var scope = NewDisposeScope();
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = new Gran { Width = 2, TimeSteps = 3 }.CreateGenerator(s_design, parameters);
        var layers = generator.named_children().ToDictionary(child => child.name, child => (LayerSequence)child.module);
        generator.eval();
        var (latents, condition) = (torch.randn(2, 8), torch.eye(2));

        var prior = layers["prior"].call(torch.cat([latents, condition], 1));
        var first = layers["decoder0"].call(torch.cat([prior, torch.zeros(2, 100)], 1));
        var second = layers["decoder1"].call(torch.cat([prior, layers["encoder0"].call(first)], 1));
        var third = layers["decoder2"].call(torch.cat([prior, layers["encoder1"].call(second)], 1));

        Numeric.AreClose((first + second + third).tanh(), generator.call(latents, condition), 1e-6);
    }

    [TestMethod]
    public void More_steps_add_no_weights_but_those_of_batch_normalisation()
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
