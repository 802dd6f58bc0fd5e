using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class LatentGanOptionsTests
{
    public static IEnumerable<object[]> Refused =>
    [
        [new LatentGanOptions { LatentSize = 0 }, "LatentSize", "0"],
        [new LatentGanOptions { BatchSize = 1 }, "BatchSize", "1"],
        [new LatentGanOptions { Steps = 0 }, "Steps", "0"],
        [new LatentGanOptions { Epochs = -1 }, "Epochs", "-1"],
        [new LatentGanOptions { Epochs = 1, Steps = 1 }, "Epochs", "one of them"],
        [new LatentGanOptions { DiscriminatorSteps = 0 }, "DiscriminatorSteps", "0"],
        [new LatentGanOptions { EmaDecay = 1 }, "EmaDecay", "1"],
        [new LatentGanOptions { GeneratorOptimizer = new AdamSettings { LearningRate = 0 } }, "LearningRate", "0"],
        [
            new LatentGanOptions { DiscriminatorOptimizer = new RmsPropSettings { LearningRate = double.NaN } },
            "LearningRate",
            "NaN",
        ],
        [new LatentGanOptions { Network = new Dcgan { Width = 0 } }, "Width", "0"],
        [new LatentGanOptions { Network = new Mlp { GeneratorWidths = [0] } }, "Network", "1 unit"],
    ];

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void Options_out_of_range_are_refused_by_name_and_value(
        LatentGanOptions options, string option, string named)
    {
        using var data = new Glyphs(size: 16);
        var error = Assert.ThrowsExactly<GanOptionException>(() => new LatentGan(options, data));

        Assert.AreEqual(option, error.Option);
        StringAssert.Contains(error.Message, named);
    }

    [TestMethod]
    public void Endless_data_have_no_epochs()
    {
        using var data = new Glyphs(size: 16);
        var error = Assert.ThrowsExactly<GanOptionException>(
            () => new LatentGan(new LatentGanOptions { Epochs = 2 }, data));
        StringAssert.Contains(error.Message, "builtin:glyphs");
    }

    [TestMethod]
    [DataRow(1.0, 1, 10)]
    [DataRow(2.5, 1, 25)]
    [DataRow(1.0, 3, 4)]
    public void Epochs_become_steps_by_the_images_that_a_step_looks_at(
        double epochs, int discriminatorSteps, long expected)
    {
        using var data = TestData.Normal(640, (0, 1));
        var options = new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [4], DiscriminatorWidths = [4] },
            Epochs = epochs,
            DiscriminatorSteps = discriminatorSteps,
        };
        using var gan = new LatentGan(options, data);

        Assert.AreEqual(expected, gan.Options.Steps!.Value);
    }

    [TestMethod]
    public void The_wasserstein_objective_takes_five_critic_steps_unless_told_otherwise()
    {
        using var data = TestData.Normal(640, (0, 1));
        var options = new LatentGanOptions { Network = new Mlp(), Objective = new WassersteinGp() };
        using var gan = new LatentGan(options, data);

        Assert.AreEqual(5 * 64, gan.SamplesPerStep);
    }

    [TestMethod]
    public void Cuda_is_refused_where_there_is_none()
    {
        if (TorchSharp.torch.cuda.is_available())
            Assert.Inconclusive("This machine has a CUDA device, so asking for one is no error here.");
        using var data = new Glyphs(size: 16);
        var error = Assert.ThrowsExactly<GanOptionException>(
            () => new LatentGan(new LatentGanOptions { Device = TrainingDevice.Cuda }, data));
        StringAssert.Contains(error.Message, "no CUDA device");
    }
}
