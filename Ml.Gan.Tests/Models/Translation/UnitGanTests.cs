using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Translation;

/// <summary>What UNIT adds to the systems of <see cref="TranslationGanTests"/>.</summary>
[TestClass]
public sealed class UnitGanTests
{
    private readonly UnpairedImages _images = new();

    [TestCleanup]
    public void Release() => _images.Dispose();

    /// <summary>The terms by loops in float64, with the same noise.</summary>
    [TestMethod]
    public void The_terms_are_those_of_the_paper()
    {
        var unit = new Unit { KlWeight = 0.3, CycleKlWeight = 0.2, AutoencodingWeight = 90 };
        using var gan = _images.Create(unit);
        using var scope = NewDisposeScope();
        var batch = gan.NextBatch(gan.Phases);
        var terms = gan.Losses(gan.Phases[1], batch).Terms;

        var (a, b) = (Read(batch, "A"), Read(batch, "B"));
        var (fromA, fromB) = ((LatentTranslator)gan.Networks[0].Module, (LatentTranslator)gan.Networks[1].Module);
        using var noise = new Generator((ulong)SeedStream.Latents.Derive(5));
        Tensor Noisy(Tensor means) => means + torch.empty(means.shape).normal_(0, 1, noise);
        var (meansA, meansB) = (fromA.Encode(a), fromB.Encode(b));
        var (latentsA, latentsB) = (Noisy(meansA), Noisy(meansB));
        var (backA, backB) = (fromB.Encode(fromA.Decode(latentsA)), fromA.Encode(fromB.Decode(latentsB)));
        (string Name, double Value)[] expected =
        [
            ("kl_a", 0.3 * Divergence(meansA)), ("kl_b", 0.3 * Divergence(meansB)),
            ("autoencoding_a", 90 * Distance(fromB.Decode(latentsA), a)),
            ("autoencoding_b", 90 * Distance(fromA.Decode(latentsB), b)),
            ("cycle_kl_a", 0.2 * Divergence(backA)), ("cycle_a", 100 * Distance(fromB.Decode(Noisy(backA)), a)),
            ("cycle_kl_b", 0.2 * Divergence(backB)), ("cycle_b", 100 * Distance(fromA.Decode(Noisy(backB)), b)),
            ("adversarial_a", 10 * Softplus(Discriminator(2), fromB.Decode(latentsB))),
            ("adversarial_b", 10 * Softplus(Discriminator(3), fromA.Decode(latentsA))),
        ];

        CollectionAssert.AreEquivalent(expected.Select(term => term.Name).ToArray(), terms.Keys.ToArray());
        foreach (var (name, value) in expected)
            Assert.AreEqual(value, terms[name].item<float>(), 1e-5 * value, name);

        PatchDiscriminatorNetwork Discriminator(int index) => (PatchDiscriminatorNetwork)gan.Networks[index].Module;
    }

    [TestMethod]
    public void Terms_of_no_weight_are_not_computed()
    {
        var unit = new Unit { KlWeight = 0, CycleKlWeight = 0, AutoencodingWeight = 0 };
        using var gan = _images.Create(
            unit, options => (options.ReconstructionWeight, options.IdentityWeight) = (0, 2));
        using var scope = NewDisposeScope();
        var terms = gan.Losses(gan.Phases[1], gan.NextBatch(gan.Phases)).Terms;
        CollectionAssert.AreEquivalent(
            (string[])["adversarial_a", "adversarial_b", "identity_a", "identity_b"], terms.Keys.ToArray());
    }

    /// <summary>Both files hold them: each translates without the other.</summary>
    [TestMethod]
    public void Shared_blocks_are_the_same_in_both_directions_after_a_training_and_so_are_their_averages()
    {
        using var gan = _images.Create(new Unit());
        var before = Shared(NetworkWeights.States("", gan.Networks[0].Module));
        new GanTrainer(gan).Train();
        Func<NamedNetwork, nn.Module>[] kinds = [network => network.Module, network => network.Average!.Network];
        foreach (var module in kinds)
        {
            var there = Shared(NetworkWeights.States("", module(gan.Networks[0])));
            var back = Shared(NetworkWeights.States("", module(gan.Networks[1])));
            Assert.HasCount(12, there, "two blocks of two convolutions with normalizations");
            foreach (var (name, values) in there)
            {
                CollectionAssert.AreEqual(values, back[name], name);
                CollectionAssert.AreNotEqual(values, before[name], name);
            }
        }
        Assert.AreEqual(
            gan.Phases[1].Parameters.Count,
            gan.Phases[1].Parameters.Select(parameter => parameter.Handle).Distinct().Count(),
            "shared weights learn once in a step");
    }

    [TestMethod]
    public void Sets_of_other_channels_have_one_space_of_latents()
    {
        using var color = new Glyphs(UnpairedImages.Side, channels: 3);
        using var gray = new Glyphs(UnpairedImages.Side);
        var options = new TranslationOptions
        {
            System = new Unit(),
            Translator = new ResNetTranslator { Width = 2, Blocks = 2 },
            PatchSize = 16,
            DiscriminatorWidth = 2,
            BatchSize = 2,
            Steps = 1,
        };
        using var gan = TranslationGan.Create(options, TranslationData.Unpaired(color, gray));
        new GanTrainer(gan).Train();
        Assert.HasCount(256, gan.Translate(new float[3 * 256], 16, 16, "generator_ab"));
        Assert.HasCount(3 * 256, gan.Translate(new float[256], 16, 16, "generator_ba"));
    }

    [TestMethod]
    public void What_does_not_go_together_is_refused()
    {
        Refused(new Unit(), "Translator", "which a unet can't be", o => o.Translator = new UNet());
        Refused(new Unit(), "Blocks", "5 is an odd number", o => o.Translator = new ResNetTranslator { Blocks = 5 });
        Refused(new Unit { SharedBlocks = 2 }, "SharedBlocks", "1 are in each encoder and in each decoder; 2 can't");
        Refused(new Unit(), "Perceptual", "targets", o => o.Perceptual = new AdaptivePerceptualLoss());
        Thrown("SharedBlocks", "at least 1; it is 0", () => _ = new Unit { SharedBlocks = 0 });
        Thrown("KlWeight", "at least 0; it is -1", () => _ = new Unit { KlWeight = -1 });
        Thrown("CycleKlWeight", "at least 0", () => _ = new Unit { CycleKlWeight = double.NaN });
        Thrown(
            "AutoencodingWeight", "at least 0", () => _ = new Unit { AutoencodingWeight = double.PositiveInfinity });

        void Refused(Unit unit, string option, string text, Action<TranslationOptions>? change = null) =>
            Thrown(option, text, () => _images.Create(unit, change).Dispose());

        static void Thrown(string option, string text, Action action)
        {
            var refused = Assert.ThrowsExactly<GanOptionException>(action);
            Assert.AreEqual(option, refused.Option, refused.Message);
            Assert.Contains(text, refused.Message);
        }
    }

    private static Dictionary<string, float[]> Shared(IEnumerable<(string Name, Tensor Value)> states) => states
        .Where(state => state.Name.Contains("shared_", StringComparison.Ordinal)
            && state.Name.Contains(".main.", StringComparison.Ordinal))
        .ToDictionary(state => state.Name, state => state.Value.ToFloats());

    private static Tensor Read(Batch batch, string property) =>
        (Tensor)batch.GetType().GetProperty(property)!.GetValue(batch)!;

    /// <summary>KL(N(μ, 1) ‖ N(0, 1)) = ½μ², a mean.</summary>
    private static double Divergence(Tensor means) => means.ToFloats().Average(mean => 0.5 * mean * mean);

    private static double Distance(Tensor one, Tensor other) =>
        one.ToFloats().Zip(other.ToFloats(), (x, y) => Math.Abs((double)x - y)).Average();

    private static double Softplus(PatchDiscriminatorNetwork discriminator, Tensor images) =>
        discriminator.call(images).ToFloats().Average(score => Math.Log(1 + Math.Exp(-score)));
}
