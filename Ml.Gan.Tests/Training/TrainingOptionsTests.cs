using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Optimizers;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class TrainingOptionsTests
{
    public static IEnumerable<object[]> Refused =>
    [
        [new TrainingOptions { LatentSize = 0 }, "LatentSize", "0"],
        [new TrainingOptions { BatchSize = 1 }, "BatchSize", "1"],
        [new TrainingOptions { Steps = 0 }, "Steps", "0"],
        [new TrainingOptions { Epochs = -1 }, "Epochs", "-1"],
        [new TrainingOptions { Epochs = 1, Steps = 1 }, "Epochs", "one of them"],
        [new TrainingOptions { DiscriminatorSteps = 0 }, "DiscriminatorSteps", "0"],
        [new TrainingOptions { EmaDecay = 1 }, "EmaDecay", "1"],
        [new TrainingOptions { GeneratorOptimizer = new AdamSettings { LearningRate = 0 } }, "LearningRate", "0"],
        [new TrainingOptions { DiscriminatorOptimizer = new RmsPropSettings { LearningRate = double.NaN } }, "LearningRate", "NaN"],
        [new TrainingOptions { Network = new Dcgan { Width = 0 } }, "Width", "0"],
        [new TrainingOptions { Network = new Mlp { GeneratorWidths = [0] } }, "Network", "1 unit"],
    ];

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void Options_out_of_range_are_refused_by_name_and_value(TrainingOptions options, string option, string named)
    {
        using var data = new Glyphs(size: 16);
        var error = Assert.ThrowsExactly<GanOptionException>(() => new GanTrainer(options, data));

        Assert.AreEqual(option, error.Option);
        StringAssert.Contains(error.Message, named);
    }

    [TestMethod]
    public void Endless_data_have_no_epochs()
    {
        using var data = new Glyphs(size: 16);
        var error = Assert.ThrowsExactly<GanOptionException>(() => new GanTrainer(new TrainingOptions { Epochs = 2 }, data));
        StringAssert.Contains(error.Message, "builtin:glyphs");
    }

    [TestMethod]
    [DataRow(1.0, 1, 10)]
    [DataRow(2.5, 1, 25)]
    [DataRow(1.0, 3, 4)]
    public void Epochs_become_steps_by_the_images_that_a_step_looks_at(double epochs, int discriminatorSteps, long expected)
    {
        using var data = TestData.Normal(640, (0, 1));
        var options = new TrainingOptions
        {
            Network = new Mlp { GeneratorWidths = [4], DiscriminatorWidths = [4] },
            Epochs = epochs,
            DiscriminatorSteps = discriminatorSteps,
        };
        using var trainer = new GanTrainer(options, data);

        Assert.AreEqual(expected, trainer.Steps);
    }

    [TestMethod]
    public void The_wasserstein_objective_takes_five_critic_steps_unless_told_otherwise()
    {
        using var data = TestData.Normal(640, (0, 1));
        var options = new TrainingOptions { Network = new Mlp(), Objective = new WassersteinGp() };
        using var trainer = new GanTrainer(options, data);

        Assert.AreEqual(5 * 64, trainer.ImagesPerStep);
    }

    [TestMethod]
    public void Cuda_is_refused_where_there_is_none()
    {
        if (TorchSharp.torch.cuda.is_available())
            Assert.Inconclusive("This machine has a CUDA device, so asking for one is no error here.");
        using var data = new Glyphs(size: 16);
        var error = Assert.ThrowsExactly<GanOptionException>(() => new GanTrainer(new TrainingOptions { Device = TrainingDevice.Cuda }, data));
        StringAssert.Contains(error.Message, "no CUDA device");
    }
}
