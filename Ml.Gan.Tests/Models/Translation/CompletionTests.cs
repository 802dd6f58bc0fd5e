using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Translation;

/// <summary>Images with holes, of 16×16 pixels in three colors, guided by gray ones.</summary>
[TestClass]
public sealed class CompletionTests
{
    private const int Side = 16, Plane = Side * Side, Count = 6;

    private readonly PairedSamples _pairs = new(
        new SampleSubset(new Glyphs(Side), Indices), new SampleSubset(new Glyphs(Side, 3, seed: 2), Indices));

    private static long[] Indices => [.. Enumerable.Range(0, Count).Select(i => (long)i)];

    [TestCleanup]
    public void Release() => _pairs.Dispose();

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void What_is_known_stays_bit_by_bit_here_and_in_onnx_runtime(bool guided)
    {
        using var gan = Create(guided);
        new GanTrainer(gan).Train();
        var (input, target) = Inputs(guided);
        int channels = guided ? 5 : 4;

        float[] translated = gan.Translate(input, Side, Side);
        byte[] model = gan.Export().ToBytes();
        float[] exported = OnnxRun.Run(model, out _, ("input", input, [Count, channels, Side, Side]));

        int inHoles = 0;
        for (int i = 0; i < translated.Length; i++)
        {
            int image = i / (3 * Plane);
            bool isHole = input[(((image * channels) + 3) * Plane) + (i % Plane)] == 1;
            Assert.AreEqual(translated[i], exported[i], 1e-5f);
            inHoles += isHole ? 1 : 0;
            if (isHole)
                continue;
            Assert.AreEqual(target[i], translated[i]);
            Assert.AreEqual(target[i], exported[i]);
        }
        Assert.IsGreaterThan(0, inHoles);
        using var translator = OnnxTranslator.Load(model);
        Assert.AreEqual(
            (true, 3, guided ? 1 : 0, 8),
            (translator.Info.TakesMask, translator.Info.ImageChannels, translator.Info.GuidanceChannels,
                translator.Info.LeastSize));
        Assert.AreEqual(
            guided ? "image:3,mask:1,guidance:1" : "image:3,mask:1",
            translator.Info.Metadata[TranslatorMetadata.InputRoles]);
    }

    /// <summary>0 in the hole, the mask, what guides: as the data say.</summary>
    [TestMethod]
    public void Inputs_are_the_image_without_the_hole_its_mask_and_guidance()
    {
        var (input, target) = Inputs(guided: true);
        float[] guidance = new float[Count * Plane];
        _pairs.Inputs.Read(Indices, guidance);
        for (int image = 0; image < Count; image++)
        {
            var channels = input.AsSpan(image * 5 * Plane, 5 * Plane);
            Assert.IsTrue(channels[(4 * Plane)..].SequenceEqual(guidance.AsSpan(image * Plane, Plane)));
            for (int i = 0; i < 3 * Plane; i++)
                Assert.AreEqual(
                    channels[(3 * Plane) + (i % Plane)] == 1 ? 0 : target[(image * 3 * Plane) + i], channels[i]);
        }
    }

    /// <summary>One hole, in the middle, so that the loss is the mean over it, by hand.</summary>
    [TestMethod]
    public void The_reconstruction_is_the_mean_absolute_distance_in_the_hole()
    {
        using var gan = Create(guided: false, new CenterBox { Share = 0.5 }, options =>
            (options.AdversarialWeight, options.EmaDecay, options.ReconstructionWeight, options.Steps) = (0, 0, 7, 1));
        var (input, target) = Inputs(guided: false, new CenterBox { Share = 0.5 });
        float[] made = gan.Translate(input, Side, Side);
        double expected = 7 * Enumerable.Range(0, target.Length)
            .Where(i => i % Plane / Side is >= 4 and < 12 && i % Side is >= 4 and < 12)
            .Average(i => Math.Abs((double)made[i] - target[i]));

        var last = new LastMetrics();
        new GanTrainer(gan).Train([last]);

        Assert.AreEqual(expected, last.Metrics["g_loss"], 1e-4 * expected);
    }

    [TestMethod]
    public void The_test_has_the_ratio_within_the_holes()
    {
        using var gan = Create(guided: true);
        var (input, target) = Inputs(guided: true);
        float[] made = gan.Translate(input, Side, Side);

        var test = TranslationTest.Run(gan, Data(guided: true));

        Assert.AreEqual(Ratio((image, i) => made[(image * 3 * Plane) + i]), test.HolePsnr!.Value, 1e-4);
        Assert.AreEqual(Ratio((_, _) => 0), test.InputHolePsnr!.Value, 1e-4);
        Assert.IsGreaterThan(test.HolePsnr.Value, test.Psnr, "what is known has no error");
        Assert.AreEqual(test, TranslationTest.Run(gan, Data(guided: true)), "the holes are the same each time");

        double Ratio(Func<int, int, float> value) => Enumerable.Range(0, Count).Average(image =>
        {
            double mean = Enumerable.Range(0, 3 * Plane)
                .Where(i => input[(image * 5 * Plane) + (3 * Plane) + (i % Plane)] == 1)
                .Average(i => Math.Pow(value(image, i) - (double)target[(image * 3 * Plane) + i], 2));
            return 10 * Math.Log10(4 / mean);
        });
    }

    [TestMethod]
    public void What_does_not_go_together_is_refused()
    {
        Refused("System", "fills holes; the data say of no mask", new Completion(), TranslationData.Pairs(_pairs));
        Refused("System", "fills no holes, but random-box:0.25..0.5", new Pix2Pix(), Data(guided: false));
        Refused("Mask", "No whole number of pixels", new Completion(),
            TranslationData.Masked(_pairs.Targets, new RandomBox(0.3, 0.31)));

        static void Refused(string option, string text, TranslationSystem system, TranslationData data)
        {
            var refused = Assert.ThrowsExactly<GanOptionException>(
                () => TranslationGan.Create(new TranslationOptions { System = system, PatchSize = 16 }, data));
            Assert.AreEqual(option, refused.Option);
            Assert.Contains(text, refused.Message);
        }
    }

    /// <summary>What a checkpoint says of the data that it goes on with.</summary>
    [TestMethod]
    public void The_masks_belong_to_the_data()
    {
        using var gan = Create(guided: false);
        Assert.AreEqual("random-box:0.25..0.5", gan.DescribeData()["mask"]);
    }

    private TranslationGan Create(bool guided, Mask? mask = null, Action<TranslationOptions>? change = null)
    {
        var options = new TranslationOptions
        {
            System = new Completion(),
            Translator = new ResNetTranslator { Width = 4, Blocks = 1 },
            PatchSize = 16,
            DiscriminatorWidth = 4,
            BatchSize = Count,
            Steps = 2,
        };
        change?.Invoke(options);
        return TranslationGan.Create(options, Data(guided, mask));
    }

    private TranslationData Data(bool guided, Mask? mask = null) => guided
        ? TranslationData.Masked(_pairs, mask ?? new RandomBox())
        : TranslationData.Masked(_pairs.Targets, mask ?? new RandomBox());

    /// <summary>Inputs with the holes of a test, and what they should become.</summary>
    private (float[] Input, float[] Target) Inputs(bool guided, Mask? mask = null)
    {
        var data = Data(guided, mask);
        using var scope = NewDisposeScope();
        using var masks = TranslationData.CreateMaskChoice();
        var (input, target) = data.Split(SampleTensors.Read(data.First, Indices), masks);
        return (input.ToFloats(), target.contiguous().ToFloats());
    }
}
