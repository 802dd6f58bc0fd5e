using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Translating;

/// <summary>Translators that fill holes.</summary>
[TestClass]
public sealed class CompletionTests
{
    private const int Side = 3, Plane = Side * Side;

    /// <summary>The hole becomes half of what guides.</summary>
    [TestMethod]
    public void Holes_are_filled_and_the_rest_is_kept()
    {
        using var translator = Translators.Load(Filling(guidance: 1));
        float[] images = OnnxRun.Numbers(2 * Plane, seed: 1), guidance = OnnxRun.Numbers(2 * Plane, seed: 2);
        float[] masks = new float[2 * Plane];
        (masks[4], masks[Plane], masks[Plane + 8]) = (1, 1, 1);

        var filled = translator.Complete(images, masks, guidance, 2, Side, Side);

        Assert.AreEqual((1, Side, Side, 2), (filled.Channels, filled.Height, filled.Width, filled.Count));
        for (int i = 0; i < images.Length; i++)
            Assert.AreEqual(masks[i] == 1 ? guidance[i] / 2 : images[i], filled.Values.Span[i]);
    }

    [TestMethod]
    public void Bytes_from_128_on_are_holes()
    {
        using var translator = Translators.Load(Filling(guidance: 1));
        byte[] pixels = [.. Enumerable.Range(0, Plane).Select(i => (byte)(25 * i))];
        byte[] mask = [0, 127, 128, 255, 0, 0, 0, 0, 0], guidance = [0, 0, 255, 0, 0, 0, 0, 0, 0];

        byte[] filled = translator.CompletePixels(pixels, mask, guidance, 1, Side, Side);

        byte[] expected = [.. pixels];
        (expected[2], expected[3]) = (191, 64);
        CollectionAssert.AreEqual(expected, filled);
    }

    /// <summary>The blending of tiles rounds; what is known doesn't change by it.</summary>
    [TestMethod]
    public void In_tiles_what_is_known_stays_bit_by_bit()
    {
        const int Large = 61;
        using var translator = Translators.Load(Filling(guidance: 0), tile: 16, overlap: 8);
        float[] images = OnnxRun.Numbers(Large * Large, seed: 3), masks = new float[Large * Large];
        for (int i = 0; i < masks.Length; i += 5)
            masks[i] = 1;

        var filled = translator.Complete(images, masks, [], 1, Large, Large);

        for (int i = 0; i < images.Length; i++)
        {
            if (masks[i] == 0)
                Assert.AreEqual(images[i], filled.Values.Span[i]);
            else
                Assert.AreEqual(0.25f, filled.Values.Span[i], 1e-6f);
        }
    }

    [TestMethod]
    public void What_is_missing_or_of_another_size_is_named()
    {
        using var guided = Translators.Load(Filling(guidance: 1));
        using var plain = Translators.Load(Filling(guidance: 0));
        using var other = Translators.Load(Translators.Identity());
        float[] image = new float[Plane], mask = new float[Plane];
        Refused("Mask 0 has no hole", () => plain.Complete(image, mask, [], 1, Side, Side));
        Refused("Mask 0 has no hole", () => plain.CompletePixels(
            new byte[Plane], [.. Enumerable.Repeat((byte)127, Plane)], [], 1, Side, Side));
        mask[3] = 1;
        Refused("trained with images of 1 channels that guide it; none is given",
            () => guided.Complete(image, mask, [], 1, Side, Side));
        Refused("trained without images that guide it; leave them out",
            () => plain.Complete(image, mask, image, 1, Side, Side));
        Refused("The masks of 1 images of 3×3 pixels with 1 channels are 9 numbers; got 8.",
            () => plain.Complete(image, mask.AsSpan(1), [], 1, Side, Side));
        Refused("The images of 1 images", () => plain.Complete(image.AsSpan(1), mask, [], 1, Side, Side));
        Refused("The guidance of 1 images", () => guided.Complete(image, mask, image.AsSpan(1), 1, Side, Side));
        mask[4] = 0.5f;
        Refused("Value 4 of mask 0 is 0.5; expected 1 in the hole and 0 elsewhere",
            () => plain.Complete(image, mask, [], 1, Side, Side));
        mask[4] = 0;
        image[2] = float.NaN;
        Refused("Value 2 of channel 0 of image 0 is NaN", () => plain.Complete(image, mask, [], 1, Side, Side));
        Assert.Contains("fills no holes", Assert.ThrowsExactly<InvalidOperationException>(
            () => other.Complete(image, mask, [], 1, Side, Side)).Message);
        Assert.Contains("call CompletePixels", Assert.ThrowsExactly<InvalidOperationException>(
            () => plain.TranslatePixels(new byte[2 * Plane], 1, Side, Side)).Message);

        static void Refused(string message, Action call) =>
            Assert.Contains(message, Assert.ThrowsExactly<ArgumentException>(call).Message);
    }

    [TestMethod]
    [DataRow("image:1")]
    [DataRow("image:2,mask:1")]
    [DataRow("mask:1,image:1")]
    [DataRow("image:1,mask:1,guidance:2")]
    public void Roles_that_are_not_those_of_the_channels_are_refused(string roles)
    {
        byte[] model = Translators.Bytes(
            (graph, input) => graph.Narrow("image", input, 1, 0, 1), 2, (TranslatorMetadata.InputRoles, roles));
        string message = Assert.ThrowsExactly<GanOnnxException>(() => Translators.Load(model)).Message;
        Assert.Contains($"input_roles = '{roles}'", message);
        Assert.Contains("expected 'image:1,mask:1'", message);
    }

    /// <summary>Of an image of 3 pixels, 11 more are mirrored in, and cut off again.</summary>
    [TestMethod]
    public void Images_smaller_than_a_network_takes_are_padded()
    {
        byte[] model = Translators.WithoutMean((TranslatorMetadata.LeastSize, "14"));
        using var translator = Translators.Load(model);
        Assert.AreEqual(14, translator.Info.LeastSize);
        float[] image = OnnxRun.Numbers(Plane, seed: 4);
        int[] mirrored = [0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1];
        double mean = mirrored.Average(y => mirrored.Average(x => (double)image[(y * Side) + x]));

        var result = translator.Translate(image, 1, Side, Side);

        for (int i = 0; i < Plane; i++)
            Assert.AreEqual(image[i] - mean, result.Values.Span[i], 1e-6);
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("1025")]
    [DataRow("many")]
    public void A_least_size_that_is_none_is_refused(string least) => Assert.Contains(
        $"says least_size = '{least}'; expected a whole number from 1 to 1024",
        Assert.ThrowsExactly<GanOnnxException>(
            () => Translators.Load(Translators.Identity(1, (TranslatorMetadata.LeastSize, least)))).Message);

    /// <summary>A gray image, whose hole becomes half of what guides, or a quarter where nothing does.</summary>
    internal static byte[] Filling(int guidance) => Translators.Bytes(
        (graph, input) =>
        {
            var (image, mask) = (graph.Narrow("image", input, 1, 0, 1), graph.Narrow("mask", input, 1, 1, 1));
            var half = graph.Constant("half", [0.5f], 1);
            var made = guidance == 0
                ? graph.Mul("quarter", graph.Mul("half_mask", mask, half), half)
                : graph.Mul("made", mask, graph.Mul("guided", graph.Narrow("guidance", input, 1, 2, 1), half));
            // The translator trusts that the image is 0 in the hole.
            return graph.Add("filled", image, made);
        },
        2 + guidance,
        (TranslatorMetadata.InputRoles, guidance == 0 ? "image:1,mask:1" : $"image:1,mask:1,guidance:{guidance}"),
        (TranslatorMetadata.System, "completion"));
}
