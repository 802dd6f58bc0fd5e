using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>Moment matching in the code space of an auto-encoder.</summary>
[TestClass]
public sealed class GmmnTests
{
    private const int CodeSize = 6;

    private static readonly SampleShape s_shape = new(1, 16, 16);
    private static readonly Gmmn s_network = new() { Width = 4, CodeSize = CodeSize };

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly ParameterFactory _parameters = new(1, CPU);

    [TestCleanup]
    public void Release()
    {
        _parameters.Dispose();
        _scope.Dispose();
    }

    [TestMethod]
    public void Stage_one_reconstructs_and_stage_two_compares_codes()
    {
        using var generator = s_network.CreateGenerator(new GeneratorDesign(s_shape, 4), _parameters);
        var view = s_network.CreateStageView(s_shape, generator);
        using var random = new Generator(2);
        var (latents, real) = (torch.randn(5, 4, generator: random), torch.rand([5, 1, 16, 16], generator: random));

        Enter(0);
        var reconstructed = generator.GenerateStage(latents, null, real);
        CollectionAssert.AreEqual(real.shape, reconstructed.shape);
        Assert.AreSame(real, view.Of(real));
        double expected = (reconstructed.to(ScalarType.Float64) - real.to(ScalarType.Float64)).square().mean()
            .item<double>();
        Assert.AreEqual(expected, generator.StageLoss(reconstructed, real)!.item<float>(), 1e-6);

        Enter(1);
        var codes = generator.GenerateStage(latents, null, real);
        CollectionAssert.AreEqual(new long[] { 5, CodeSize }, codes.shape);
        CollectionAssert.AreEqual(new long[] { 5, CodeSize }, view.Of(real).shape);
        Assert.IsNull(generator.StageLoss(codes, view.Of(real)));
        CollectionAssert.AreEqual(real.shape, generator.call(latents, null).shape);

        void Enter(int stage)
        {
            generator.Enter(new StagePosition(stage, 0.5));
            view.Enter(new StagePosition(stage, 0.5));
        }
    }

    /// <summary>Codes by a trained encoder: variances of about 1, the median distance √(2c).</summary>
    [TestMethod]
    public void Codes_have_the_unit_that_the_discrepancy_is_measured_in()
    {
        using var data = new Glyphs(size: 16);
        var options = Options(steps: 120);
        options.EmaDecay = 0;
        using var gan = new LatentGan(options, data);
        var resolved = (Mmd)gan.Options.Objective;
        Assert.AreEqual(Math.Sqrt(2 * CodeSize), resolved.MedianDistance);
        new GanTrainer(gan).Train();
        var generator = (GmmnGenerator)gan.Networks[0].Module;
        float[] values = new float[500 * s_shape.Length];
        data.Read([.. Enumerable.Range(1000, 500).Select(i => (long)i)], values);

        var codes = generator.Encode(torch.tensor(values, [500, 1, 16, 16]));

        foreach (float deviation in codes.std(0).data<float>())
            Assert.IsInRange(0.7f, 1.4f, deviation);
        var distances = torch.cdist(codes, codes).masked_select(torch.ones(500, 500, ScalarType.Bool).triu(1));
        Assert.AreEqual(Math.Sqrt(2 * CodeSize), distances.median().item<float>(), 0.8);
    }

    [TestMethod]
    public void The_auto_encoder_stays_as_it_is_while_the_generator_of_codes_learns()
    {
        using var data = new Glyphs(size: 16);
        var options = Options(steps: 20);
        using var gan = new LatentGan(options, data);
        var states = new List<(string Name, float[] Values)>();
        var losses = new List<double>();
        new GanTrainer(gan).Train([new Watch(step =>
        {
            losses.Add(step.Metrics["g_loss"]);
            if (step.Step == 11)
                states.AddRange(States(gan));
        })]);

        foreach (var (before, after) in states.Zip(States(gan)))
        {
            bool changes = !before.Values.SequenceEqual(after.Values);
            Assert.AreEqual(before.Name.StartsWith("codes", StringComparison.Ordinal), changes, before.Name);
        }
        Assert.IsLessThan(losses[0], losses[9], "reconstructions get better");
    }

    [TestMethod]
    public void Objectives_with_a_discriminator_are_refused()
    {
        var options = Options(steps: 2);
        options.Objective = new Hinge();
        using var data = new Glyphs(size: 16);

        var error = Assert.ThrowsExactly<GanOptionException>(() => new LatentGan(options, data));

        Assert.AreEqual("Objective", error.Option);
        Assert.Contains("Take the objective mmd", error.Message);
        Assert.Contains("at least 1 number", Assert.ThrowsExactly<GanOptionException>(
            () => (s_network with { CodeSize = 0 }).Check(s_shape)).Message);
    }

    private static LatentGanOptions Options(long steps) => new()
    {
        Network = s_network,
        LatentSize = 4,
        BatchSize = 32,
        Steps = steps,
        Seed = 1,
    };

    private static IEnumerable<(string Name, float[] Values)> States(LatentGan gan) =>
        gan.Networks[0].Module.state_dict().Select(state => (state.Key, Values(state.Value)));

    private static float[] Values(Tensor state) => state.detach().to(ScalarType.Float32).data<float>().ToArray();

    private sealed class Watch(Action<TrainingStep> completed) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step) => completed(step);
    }
}
