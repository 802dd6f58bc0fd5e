using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Translation;

/// <summary>What the transfer by residual images adds to the systems of <see cref="TranslationGanTests"/>.</summary>
[TestClass]
public sealed class ResidualTransferGanTests
{
    private readonly UnpairedImages _images = new();

    [TestCleanup]
    public void Release() => _images.Dispose();

    /// <summary>The translators' terms by loops in float64.</summary>
    [TestMethod]
    public void The_terms_are_those_of_the_paper()
    {
        var system = new ResidualTransfer { SparsityWeight = 0.01, DualWeight = 3 };
        using var gan = _images.Create(
            system, options =>
            {
                (options.AdversarialWeight, options.ReconstructionWeight) = (2, 4);
                options.Perceptual = new AdaptivePerceptualLoss { Weight = 0.7 };
            });
        using var scope = NewDisposeScope();
        var batch = gan.NextBatch(gan.Phases);
        var terms = gan.Losses(gan.Phases[1], batch).Terms;

        var (a, b) = (Read(batch, "A"), Read(batch, "B"));
        var (toB, toA) = ((ResidualTranslator)gan.Networks[0].Module, (ResidualTranslator)gan.Networks[1].Module);
        var critic = (PatchDiscriminatorNetwork)gan.Networks[2].Module;
        var (residualOfA, residualOfB) = (toB.ResidualOf(a), toA.ResidualOf(b));
        var (madeB, madeA) = (Sum(a, residualOfA), Sum(b, residualOfB));
        (string Name, double Value)[] expected =
        [
            ("adversarial_a", 2 * CrossEntropy(critic, madeA, 0)),
            ("adversarial_b", 2 * CrossEntropy(critic, madeB, 1)),
            ("sparsity_a", 0.01 * SumOfAbsolutes(residualOfB)), ("sparsity_b", 0.01 * SumOfAbsolutes(residualOfA)),
            ("perceptual_a", 0.7 * Perceptual(critic, madeA, b)), ("perceptual_b", 0.7 * Perceptual(critic, madeB, a)),
            ("dual_a", 3 * CrossEntropy(critic, toA.call(madeB), 0)),
            ("dual_b", 3 * CrossEntropy(critic, toB.call(madeA), 1)),
            ("cycle_a", 4 * Distance(toA.call(madeB), a)), ("cycle_b", 4 * Distance(toB.call(madeA), b)),
        ];

        CollectionAssert.AreEquivalent(expected.Select(term => term.Name).ToArray(), terms.Keys.ToArray());
        foreach (var (name, value) in expected)
            Assert.AreEqual(value, terms[name].item<float>(), 1e-5 * value, name);
    }

    [TestMethod]
    public void One_discriminator_tells_real_images_of_both_sets_and_generated_ones_apart()
    {
        using var gan = _images.Create(new ResidualTransfer());
        using var scope = NewDisposeScope();
        var batch = gan.NextBatch(gan.Phases);
        var losses = gan.Losses(gan.Phases[0], batch);

        var critic = (PatchDiscriminatorNetwork)gan.Networks[2].Module;
        double expected =
            (CrossEntropy(critic, Read(batch, "A"), 0) + CrossEntropy(critic, Read(batch, "B"), 1)
                + CrossEntropy(critic, Read(batch, "MadeA"), 2) + CrossEntropy(critic, Read(batch, "MadeB"), 2)) / 2;
        Assert.AreEqual(expected, losses.Total.item<float>(), 1e-5 * expected);
        Assert.HasCount(3, gan.Networks);
        double generated = Probabilities(critic, Read(batch, "MadeA"), 2)
            .Concat(Probabilities(critic, Read(batch, "MadeB"), 2)).Average();
        Assert.AreEqual(1 - generated, losses.Metrics["d_fake"]().item<float>(), 1e-6);
    }

    [TestMethod]
    public void Outputs_stay_in_the_range_of_images()
    {
        using var gan = _images.Create(new ResidualTransfer());
        float[] images = [.. Enumerable.Range(0, 256).Select(i => i % 2 == 0 ? -1f : 1f)];
        float[] made = gan.Translate(images, 16, 16);
        Assert.IsTrue(made.All(value => value is >= -1 and <= 1));
        Assert.IsTrue(made.Any(value => value is -1 or 1), "of black and white, some are clamped");
    }

    [TestMethod]
    public void What_does_not_go_together_is_refused()
    {
        Refused("Objective", "of three classes", o => o.Objective = new Hinge());
        using (var color = new Glyphs(UnpairedImages.Side, channels: 3))
        using (var gray = new Glyphs(UnpairedImages.Side))
            Thrown("System", "as many channels; they have 3 and 1", () => TranslationGan.Create(
                new TranslationOptions { System = new ResidualTransfer(), PatchSize = 16, Steps = 1 },
                TranslationData.Unpaired(color, gray)).Dispose());
        Thrown("Objective", "attribute-classes needs more", () => _images.Create(
            new CycleGan(), options => options.Objective = new AttributeClasses()).Dispose());
        Thrown("SparsityWeight", "at least 0; it is -1", () => _ = new ResidualTransfer { SparsityWeight = -1 });
        Thrown("DualWeight", "at least 0", () => _ = new ResidualTransfer { DualWeight = double.NaN });

        void Refused(string option, string text, Action<TranslationOptions> change) =>
            Thrown(option, text, () => _images.Create(new ResidualTransfer(), change).Dispose());

        static void Thrown(string option, string text, Action action)
        {
            var refused = Assert.ThrowsExactly<GanOptionException>(action);
            Assert.AreEqual(option, refused.Option, refused.Message);
            Assert.Contains(text, refused.Message);
        }
    }

    private static Tensor Sum(Tensor images, Tensor residuals) => (images + residuals).clamp(-1, 1);

    private static Tensor Read(Batch batch, string property) =>
        (Tensor)batch.GetType().GetProperty(property)!.GetValue(batch)!;

    private static double CrossEntropy(PatchDiscriminatorNetwork critic, Tensor images, int wanted) =>
        Probabilities(critic, images, wanted).Average(probability => -Math.Log(probability));

    /// <summary>Softmax of the three outputs of each patch, at a class.</summary>
    private static IEnumerable<double> Probabilities(PatchDiscriminatorNetwork critic, Tensor images, int wanted)
    {
        var outputs = critic.call(images).detach();
        Assert.AreEqual(3, outputs.shape[1]);
        for (long n = 0; n < outputs.shape[0]; n++)
        {
            float[][] classes = [.. Enumerable.Range(0, 3).Select(k => outputs[n, k].ToFloats())];
            for (int patch = 0; patch < classes[0].Length; patch++)
                yield return Math.Exp(classes[wanted][patch]) / classes.Sum(scores => Math.Exp(scores[patch]));
        }
    }

    private static double SumOfAbsolutes(Tensor residuals) =>
        residuals.ToFloats().Sum(value => Math.Abs((double)value)) / residuals.shape[0];

    private static double Perceptual(PatchDiscriminatorNetwork critic, Tensor made, Tensor images) =>
        critic.Evaluate(made).FeatureMaps.Zip(critic.Evaluate(images).FeatureMaps).Average(layer =>
            layer.First.ToFloats().Zip(layer.Second.ToFloats(), (x, y) => ((double)x - y) * (x - y)).Average());

    private static double Distance(Tensor one, Tensor other) =>
        one.ToFloats().Zip(other.ToFloats(), (x, y) => Math.Abs((double)x - y)).Average();
}
