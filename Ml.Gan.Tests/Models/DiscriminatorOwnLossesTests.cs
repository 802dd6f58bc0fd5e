using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

/// <summary>Terms that a discriminator network adds to its loss itself.</summary>
[TestClass]
public sealed class DiscriminatorOwnLossesTests
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [TestCleanup]
    public void Release() => _scope.Dispose();

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void They_are_of_the_real_batch_as_the_network_saw_it_and_of_no_other_pass(bool augmented)
    {
        var network = new Watching();
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = network,
                Augmentation = augmented ? new DiffAugment { Color = false, Cutout = false } : null,
                BatchSize = 4,
                Steps = 3,
            },
            data);
        gan.BeginStep();
        var batch = gan.NextBatch(gan.Phases);
        float[] real = ((LatentBatch)batch).Real.Samples.ToFloats();

        var losses = gan.Losses(gan.Phases[0], batch);

        var discriminator = network.Discriminator!;
        Assert.HasCount(2, discriminator.Evaluated);
        Assert.AreSame(discriminator.Evaluated[0], discriminator.Real.Single().Batch.Samples);
        Assert.AreEqual(0, discriminator.Real.Single().Step);
        float[] seen = discriminator.Real.Single().Batch.Samples.ToFloats();
        if (augmented)
            CollectionAssert.AreNotEqual(real, seen);
        else
            CollectionAssert.AreEqual(real, seen);
        Assert.AreEqual(seen.Average(v => v * v), losses.Terms["watched"].item<float>(), 1e-5);
        Assert.DoesNotContain("watched", gan.Losses(gan.Phases[1], batch).Terms.Keys);
        Assert.HasCount(1, discriminator.Real);
    }

    [TestMethod]
    public void A_fastgan_reports_its_reconstruction_and_learns_from_it()
    {
        var (metrics, before, after) = TrainedDecoders(steps: 2);

        Assert.IsTrue(metrics["d_reconstruction"] is > 0 and < 10);
        Assert.AreEqual(metrics["d_loss"], metrics["d_adversarial"] + metrics["d_reconstruction"], 1e-4);
        Assert.IsTrue(before.Zip(after).All(pair => !pair.First.SequenceEqual(pair.Second)));
    }

    [TestMethod]
    public void The_generator_s_loss_and_gradients_know_nothing_of_the_decoders()
    {
        var (loss, gradients, _) = GeneratorStep(decoders: null);
        var (same, sameGradients, ofDecoders) = GeneratorStep(decoders: 0.5);

        Assert.AreEqual(loss, same);
        CollectionAssert.AreEqual(gradients, sameGradients);
        Assert.IsTrue(gradients.Any(value => value != 0));
        Assert.IsTrue(ofDecoders.All(gradient => gradient is null));
    }

    [TestMethod]
    public void Tensors_do_not_pile_up_in_a_fastgan_s_training()
    {
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(Options(steps: 12), data);
        long early = 0, late = 0;

        new GanTrainer(gan).Train(
            [new After(4, () => early = LiveTensors.Count()), new After(8, () => late = LiveTensors.Count())]);

        Assert.AreEqual(early, late);
    }

    private static LatentGanOptions Options(long steps) => new()
    {
        Network = new FastGan { Width = 2 },
        LatentSize = 8,
        BatchSize = 4,
        Steps = steps,
    };

    private static (float Loss, float[] Gradients, Tensor?[] OfDecoders) GeneratorStep(double? decoders)
    {
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(Options(steps: 1), data);
        var parameters = Decoders(gan).parameters().ToArray();
        if (decoders is { } value)
            using (no_grad())
                foreach (var parameter in parameters)
                    parameter.fill_(value);
        gan.BeginStep();
        var loss = gan.Losses(gan.Phases[1], gan.NextBatch(gan.Phases)).Total;
        loss.backward();
        return (
            loss.item<float>(),
            [.. gan.Phases[1].Parameters.SelectMany(parameter => parameter.grad!.ToFloats())],
            [.. parameters.Select(parameter => parameter.grad)]);
    }

    private static (IReadOnlyDictionary<string, double> Metrics, float[][] Before, float[][] After) TrainedDecoders(
        long steps)
    {
        using var data = new Glyphs(size: 32);
        using var gan = new LatentGan(Options(steps), data);
        float[][] Weights() => [.. Decoders(gan).modules().OfType<Convolution>().Distinct()
            .Select(layer => layer.get_parameter("weight")!.ToFloats())];
        float[][] before = Weights();
        var listener = new LastMetrics();
        new GanTrainer(gan).Train([listener]);
        return (listener.Metrics, before, Weights());
    }

    private static FastGanDecoders Decoders(LatentGan gan) => gan.Networks
        .Single(network => network.Name == "discriminator").Module.modules().OfType<FastGanDecoders>().Single();

    private sealed class LastMetrics : ITrainingListener
    {
        public IReadOnlyDictionary<string, double> Metrics { get; private set; } = new Dictionary<string, double>();

        public void StepCompleted(TrainingStep step) => Metrics = step.Metrics;
    }

    /// <summary>An mlp's generator against a discriminator that keeps what it is given.</summary>
    private sealed record Watching : NetworkArchitecture
    {
        public WatchingDiscriminator? Discriminator { get; private set; }

        public override string Name => "watching";

        public override void Check(SampleShape shape)
        {
        }

        public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters) =>
            new Mlp { GeneratorWidths = [4] }.CreateGenerator(design, parameters);

        public override DiscriminatorNetwork CreateDiscriminator(
            DiscriminatorDesign design, ParameterFactory parameters) =>
            Discriminator = new WatchingDiscriminator(new Linear(design.Input.Length, 1, parameters));
    }

    private sealed class WatchingDiscriminator : DiscriminatorNetwork
    {
        private readonly Linear _layer;

        public WatchingDiscriminator(Linear layer)
        {
            _layer = layer;
            register_module("layer", layer);
        }

        public List<Tensor> Evaluated { get; } = [];

        public List<(EvaluatedBatch Batch, long Step)> Real { get; } = [];

        public override int FeatureCount => 1;

        public override IEnumerable<(string Name, Tensor Value)> OwnLosses(EvaluatedBatch real, long step)
        {
            Real.Add((real, step));
            return [("watched", real.Samples.square().mean())];
        }

        public override OnnxValue Export(OnnxGraph graph, OnnxValue samples, OnnxValue? condition) =>
            throw new NotSupportedException();

        protected override (Tensor Outputs, Tensor Features) ForwardWithFeatures(Tensor samples, Tensor? condition)
        {
            Evaluated.Add(samples);
            var scores = _layer.call(samples.flatten(1));
            return (scores, scores);
        }
    }
}
