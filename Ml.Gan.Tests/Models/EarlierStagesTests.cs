using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models;

/// <summary>What a stage of a training learns from, and what draws until it has learned.</summary>
[TestClass]
public sealed class EarlierStagesTests
{
    /// <summary>Stage I's weights and statistics while stage II learns are those that samples come from.</summary>
    [TestMethod]
    [DataRow(0.9)]
    [DataRow(0)]
    public void What_has_stopped_learning_is_as_it_is_sampled(double decay)
    {
        using var data = new Glyphs(size: 32);
        var options = Options(new StackGan { Width = 1 }, steps: 8);
        options.EmaDecay = decay;
        using var gan = new LatentGan(options, data);
        float[][]? learned = null, frozen = null;
        new GanTrainer(gan).Train(
            [
                new After(4, () => learned = FirstStage(gan, sampled: true)),
                new After(6, () => frozen = FirstStage(gan)),
            ]);

        Assert.HasCount(learned!.Length, frozen!);
        for (int i = 0; i < learned.Length; i++)
            CollectionAssert.AreEqual(learned[i], frozen![i]);

        static float[][] FirstStage(LatentGan gan, bool sampled = false)
        {
            var network = sampled ? gan.Networks[0].Average?.Network ?? gan.Networks[0].Module : gan.Networks[0].Module;
            var first = network.named_children().Single(child => child.name == "first").module;
            return [.. Ema.States(first).Select(state => state.ToFloats())];
        }
    }

    /// <summary>Stage 2 is of 5 steps each.</summary>
    public static IEnumerable<object[]> WithNewGenerators =>
        [[new StackGan { Width = 1 }, 10], [new LapGan { Width = 2 }, 20]];

    /// <summary>A new stage is noise at first: in one as short as this the stage before draws up to its end.</summary>
    [TestMethod]
    [DynamicData(nameof(WithNewGenerators))]
    public void A_stage_draws_once_it_has_learned(NetworkArchitecture network, int steps)
    {
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(Options(network, steps), data);
        float[] latents = LatentNoise.Rows(4, 8, 1);
        List<float[]> samples = [];
        new GanTrainer(gan).Train([new InStage(2, () => samples.Add(Sample()))]);

        Assert.HasCount(5, samples);
        CollectionAssert.AreEqual(samples[0], samples[3]);
        CollectionAssert.AreNotEqual(samples[0], samples[4]);

        float[] Sample()
        {
            float[] sampled = gan.Sample(latents);
            using var runtime = OnnxGenerator.Load(gan.Export().ToBytes());
            float[] exported = runtime.Generate(latents).Values.ToArray();
            Assert.IsLessThanOrEqualTo(2e-5, sampled.Zip(exported, (e, a) => Math.Abs((double)e - a)).Max());
            return sampled;
        }
    }

    private static LatentGanOptions Options(NetworkArchitecture network, long steps) => new()
    {
        Network = network,
        LatentSize = 8,
        BatchSize = 4,
        Steps = steps,
        Seed = 1,
    };

    /// <summary>Does something after each step of a stage.</summary>
    private sealed class InStage(int stage, Action action) : ITrainingListener
    {
        public void StepCompleted(TrainingStep completed)
        {
            if (completed.Model.Stage == stage)
                action();
        }
    }
}
