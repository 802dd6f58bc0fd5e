using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;
using Ml.Gan.Training.Health;
using Ml.Gan.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training.Health;

/// <summary>NaN and infinity end a training by name, and are never saved.</summary>
[TestClass]
public sealed class DivergenceTests
{
    private const string Weight = "layers.0.weight";

    private readonly TemporaryFolder _folder = new();
    private readonly SampleCache _data = TestData.Normal(64, (0, 1));

    [TestCleanup]
    public void Remove()
    {
        _folder.Dispose();
        _data.Dispose();
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(40)]
    public void The_first_step_with_a_loss_that_is_no_number_is_named_with_loss_and_tensors(int step)
    {
        using var gan = Gan(new DivergingObjective(step));

        var error = Assert.ThrowsExactly<DivergenceException>(() => new GanTrainer(gan).Train());

        Assert.AreEqual(step, error.Step);
        StringAssert.Contains(error.Message, $"diverged at step {step}: g_loss is NaN. ");
        Assert.DoesNotContain("d_loss", error.Message);
        StringAssert.Contains(error.Message, $"8 of 8 numbers of generator.{Weight}");
        StringAssert.Contains(error.Message, "learning rate");
        Assert.IsFalse(error.Tensors.Any(name => name.StartsWith("discriminator.", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Tensors_are_called_what_they_are_in_the_file_of_weights()
    {
        using var gan = Gan();
        gan.SaveWeights(_folder["weights.safetensors"]);
        string[] names;
        using (var file = SafetensorsFile.Open(_folder["weights.safetensors"]))
            names = [.. file.Tensors.Keys];
        foreach (var (_, value) in gan.NamedStates)
            Fill(value, double.PositiveInfinity);

        var error = Assert.ThrowsExactly<DivergenceException>(gan.RequireFiniteWeights);

        CollectionAssert.AreEquivalent(names, error.Tensors.ToArray());
    }

    /// <summary>No loss depends on the average.</summary>
    [TestMethod]
    [DataRow(30, 50)]
    [DataRow(79, 80)]
    public void A_weight_that_no_loss_shows_is_found_within_25_steps_and_at_the_end(int from, int found)
    {
        using var gan = Gan(steps: 80);
        var poison = new After(from, () => Poison(gan, "generator_average." + Weight));

        var error = Assert.ThrowsExactly<DivergenceException>(() => new GanTrainer(gan).Train([poison]));

        Assert.AreEqual(found, error.Step);
        CollectionAssert.AreEqual(new[] { "generator_average." + Weight }, error.Tensors.ToArray());
        StringAssert.Contains(error.Message, $"1 of 8 numbers of generator_average.{Weight}");
    }

    [TestMethod]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    public void What_is_not_finite_is_never_saved(double value)
    {
        using var gan = Gan(steps: 2);
        new GanTrainer(gan).Train();
        Poison(gan, "generator_average." + Weight, value);
        string file = _folder["weights.safetensors"];
        File.WriteAllText(file, "earlier");

        Assert.ThrowsExactly<DivergenceException>(() => gan.Export());
        Assert.ThrowsExactly<DivergenceException>(() => gan.Snapshot());
        Assert.ThrowsExactly<DivergenceException>(() => gan.SaveWeights(file));
        Assert.AreEqual("earlier", File.ReadAllText(file));
        _ = gan.ExportDiscriminator();
        Poison(gan, gan.NamedStates.First(
            state => state.Name.StartsWith("discriminator.", StringComparison.Ordinal)).Name, value);
        Assert.ThrowsExactly<DivergenceException>(() => gan.ExportDiscriminator());
    }

    [TestMethod]
    public void What_can_be_gone_back_to_is_named()
    {
        using var gan = Gan(new DivergingObjective(2));
        gan.LastGoodState = "out/state-500";
        var error = Assert.ThrowsExactly<DivergenceException>(() => new GanTrainer(gan).Train());
        StringAssert.EndsWith(error.Message, "The last good state is in 'out/state-500'.");
    }

    /// <summary>
    /// Squares of gradients overflow, the mean of them is infinite for good, and a step is 0 ever after: the weights
    /// stay as they are, and all losses are finite.
    /// </summary>
    [TestMethod]
    public void An_optimizer_that_stands_still_for_good_ends_the_training()
    {
        using var gan = Gan(new SteepObjective(), steps: 60);

        var error = Assert.ThrowsExactly<DivergenceException>(() => new GanTrainer(gan).Train());

        Assert.AreEqual(25, error.Step);
        Assert.Contains("optimizer.d.exp_avg_sq", error.Message);
        Assert.IsTrue(gan.NamedStates.All(state => !state.Value.is_floating_point()
            || state.Value.isfinite().all().item<bool>()));
    }

    [TestMethod]
    public void Large_finite_numbers_are_finite_even_where_their_sum_is_not()
    {
        using var scope = NewDisposeScope();
        var large = torch.full(64, 3e38, ScalarType.Float32, CPU);
        Assert.IsTrue(double.IsInfinity(large.sum().item<float>()));
        Assert.IsTrue(FiniteNumbers.Are([large, torch.ones(1, ScalarType.Int64, CPU)]));
        Assert.IsFalse(FiniteNumbers.Are([large, torch.full(1, double.NaN, ScalarType.Float32, CPU)]));
        Assert.IsFalse(FiniteNumbers.Are(
            [torch.tensor([float.PositiveInfinity, float.NegativeInfinity], device: CPU)]));
    }

    private LatentGan Gan(Objective? objective = null, long steps = 40)
    {
        var options = new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [4], DiscriminatorWidths = [4] },
            Objective = objective ?? new NonSaturating(),
            LatentSize = 2,
            BatchSize = 8,
            Steps = steps,
        };
        return new LatentGan(options, _data);
    }

    private static void Poison(LatentGan gan, string name, double value = double.NaN) =>
        Fill(gan.NamedStates.Single(state => state.Name == name).Value.flatten()[..1], value);

    private static void Fill(Tensor tensor, double value)
    {
        using var frozen = no_grad();
        if (tensor.is_floating_point())
            tensor.fill_(value);
    }

    /// <summary>D's loss has gradients whose squares are infinite in float32.</summary>
    private sealed record SteepObjective : ScoreObjective
    {
        public override string Name => "steep";

        public override Tensor DiscriminatorLoss(Tensor real, Tensor generated) =>
            (real.mean() - generated.mean()) * 1e25;

        public override Tensor GeneratorLoss(Tensor generated) => generated.mean();
    }

    /// <summary>The generator's loss is no number from one step on.</summary>
    private sealed record DivergingObjective(int From) : ScoreObjective
    {
        private int _steps;

        public override string Name => "diverging";

        public override Tensor DiscriminatorLoss(Tensor real, Tensor generated) => real.mean() - generated.mean();

        public override Tensor GeneratorLoss(Tensor generated) =>
            generated.mean() * (++_steps < From ? 1 : double.NaN);
    }
}
