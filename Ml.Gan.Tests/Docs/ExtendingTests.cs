using System.Reflection;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Notebooks;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Docs;

/// <summary>docs/extending.md: parts that the library knows nothing of, as its readers write them.</summary>
[TestClass]
public sealed class ExtendingTests
{
    private const double Tolerance = 1e-4;

    private static readonly Document s_document = new("docs/extending.md");

    [TestMethod]
    [DataRow("An objective", 40)]
    [DataRow("A network", 40)]
    [DataRow("A data source", 40)]
    [DataRow("A system", 62)]
    public void Each_is_short_and_a_program_that_trains_and_exports(string heading, int lines)
    {
        using var folder = new WorkingFolder();
        var snippet = s_document.Snippet(heading);
        Assert.IsLessThan(lines, snippet.Declarations.Count(line => line.Trim().Length > 0), heading);

        snippet.WithSteps(2).Run();

        using var generator = OnnxGenerator.Load("generator.onnx");
        Assert.AreEqual(256, generator.Sample(3, seed: 1)[2].Length);
    }

    [TestMethod]
    public void An_objective_trains_what_onnx_runtime_samples()
    {
        var objective = Create<Objective>("An objective");
        using var gan = Train(new LatentGanOptions { Objective = objective }, new Glyphs(size: 16), out var losses);
        Assert.IsLessThan(1.5, losses["d_loss"], "it is 1 where nothing is told apart");
        double ofMeans = losses["d_real"] - losses["d_fake"] - 1;
        Assert.IsGreaterThanOrEqualTo(ofMeans * ofMeans - 1e-6, losses["d_loss"], "a mean of squares");
    }

    [TestMethod]
    public void A_network_of_a_layer_of_its_own_is_exported_as_it_computes()
    {
        var network = Create<NetworkArchitecture>("A network");
        using var gan = Train(new LatentGanOptions { Network = network }, new Glyphs(size: 16), out _);
        using var vectors = Train(
            new LatentGanOptions { Network = network, Packing = 2 }, NormalMixture.Ring8(), out _);
        using var labels = Train(
            new LatentGanOptions { Network = network, Condition = new LabelCondition() }, new Glyphs(size: 16), out _);
    }

    [TestMethod]
    public void A_data_source_gives_samples_and_labels()
    {
        using var source = Create<ISampleSource>("A data source");
        using var gan = Train(new LatentGanOptions { Condition = new LabelCondition() }, source, out _);
        CollectionAssert.AreEqual(new[] { "down", "across" }, gan.Conditions.ClassNames.ToArray());
        float[] samples = new float[2 * 256];
        source.Read([4, 5], samples);
        Assert.AreEqual(samples[0], samples[1]);
        Assert.AreNotEqual(samples[0], samples[16]);
        Assert.AreEqual(samples[256], samples[256 + 16]);
    }

    [TestMethod]
    public void A_system_learns_to_reconstruct_and_exports_its_decoder()
    {
        using var data = new Glyphs(size: 16);
        using var model = Create<GanModel>("A system", new TrainingOptions { Steps = 60 }, data);
        List<IReadOnlyDictionary<string, double>> losses = [];
        new GanTrainer(model).Train([new LossesOfSteps(losses)]);
        CollectionAssert.AreEqual(
            new[] { "d_loss", "d_normal", "d_coded", "ae_loss", "ae_reconstruction", "ae_adversarial" },
            losses[0].Keys.ToArray());
        Assert.IsLessThan(0.7 * losses[0]["ae_reconstruction"], losses[^1]["ae_reconstruction"]);
    }

    [TestMethod]
    public void The_option_that_it_shows_is_declared_so()
    {
        string declarations = Path.Combine(
            BuiltFrom.Repository, "Ml.Gan.Cli", "Training", "DiscriminatorOptionGroup.cs");
        string[] lines = [.. File.ReadLines(declarations).Select(line => line.Trim())];
        foreach (string line in s_document.Blocks("cs").Single().Split('\n').Where(line => line.Length > 0))
            CollectionAssert.Contains(lines, line.Trim());
    }

    private static T Create<T>(string heading, params object[] arguments)
    {
        var assembly = s_document.Snippet(heading).Load();
        var type = assembly.GetTypes().Single(type => type.IsAssignableTo(typeof(T)));
        return (T)Activator.CreateInstance(type, BindingFlags.Default, null, arguments, null)!;
    }

    /// <summary>Trains some steps, and compares the model's samples with those of ONNX Runtime.</summary>
    private static LatentGan Train(
        LatentGanOptions options, ISampleSource data, out IReadOnlyDictionary<string, double> lastLosses)
    {
        (options.Steps, options.BatchSize, options.LatentSize) = (3, 8, 6);
        options.Network = options.Network is Dcgan ? new Dcgan { Width = 4 } : options.Network;
        var gan = new LatentGan(options, data);
        List<IReadOnlyDictionary<string, double>> losses = [];
        new GanTrainer(gan).Train([new LossesOfSteps(losses)]);
        lastLosses = losses[^1];

        float[] latents = LatentNoise.Rows(5, gan.LatentSize, seed: 2);
        float[] expected = gan.Sample(latents);
        using var generator = OnnxGenerator.Load(gan.Export().ToBytes());
        float[] sampled = generator.Sample(5, seed: 2).Values.ToArray();
        Assert.HasCount(expected.Length, sampled);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], sampled[i], Tolerance);
        return gan;
    }

    private sealed class LossesOfSteps(List<IReadOnlyDictionary<string, double>> losses) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step) => losses.Add(step.Metrics);
    }
}
