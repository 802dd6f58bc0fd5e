using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class CaptionMetricsTests
{
    private static readonly string[][] s_captions = Captions(
        "a red circle is left of a blue square", "a green triangle above a circle",
        "two small small squares on the the left", "there is a yellow star in the middle of the picture");

    private static readonly string[][][] s_references =
    [
        Captions("a red circle is to the left of a blue square", "the blue square is right of a red circle",
            "a red circle and a blue square"),
        Captions("a green triangle is above a yellow circle", "a yellow circle below a green triangle"),
        Captions("two small squares on the left", "there are two squares on the left and they are both small",
            "small squares"),
        Captions("there is a yellow star in the middle of the picture"),
    ];

    /// <summary>
    /// What NLTK 3.8 gives: corpus_bleu(references, captions, weights=(1/n, … 1/n)), of whole captions, and of their
    /// first four words, which are shorter than what they are compared with.
    /// </summary>
    [TestMethod]
    [DataRow(1, 0.9411764705882353, 0.4714046043477571)]
    [DataRow(2, 0.8856148855400953, 0.4444445232224807)]
    [DataRow(3, 0.8004271223448944, 0.3959550560234023)]
    [DataRow(4, 0.7272454093000141, 0.3534537198796666)]
    public void Bleu_is_that_of_NLTK(int order, double whole, double beginnings)
    {
        Assert.AreEqual(whole, CaptionMetrics.Bleu(s_captions, s_references, order), 1e-14);
        Assert.AreEqual(beginnings, CaptionMetrics.Bleu(Beginnings(), s_references, order), 1e-14);
    }

    /// <summary>The paper's example: "the" is twice in a reference at most, so that 2 of 7 words count.</summary>
    [TestMethod]
    public void No_word_counts_more_often_than_a_reference_has_it() => Assert.AreEqual(
        2.0 / 7,
        CaptionMetrics.Bleu(
            Captions("the the the the the the the"),
            [Captions("the cat is on the mat", "there is a cat on the mat")], 1),
        1e-15);

    /// <summary>Of references that are equally close in length the shorter counts: no penalty here.</summary>
    [TestMethod]
    public void The_length_is_that_of_the_closest_reference_of_two_the_shorter()
    {
        string[][] caption = Captions("a b c");
        Assert.AreEqual(1, CaptionMetrics.Bleu(caption, [Captions("a b c x", "a b")], 1), 1e-15);
        Assert.AreEqual(
            Math.Exp(1 - 4.0 / 3), CaptionMetrics.Bleu(caption, [Captions("a b c x", "a b c x y")], 1), 1e-15);
    }

    [TestMethod]
    public void Nothing_in_common_is_zero_and_the_references_themselves_are_the_best()
    {
        string[][] best = [.. s_references.Select(ofImage => ofImage[0])];
        string[][] none = [.. s_references.Select(_ => (string[])["nothing", "like", "any", "else"])];
        string[][] empty = [.. s_references.Select(_ => Array.Empty<string>())];
        Assert.AreEqual(1, CaptionMetrics.Bleu(best, s_references), 1e-14);
        Assert.AreEqual(
            10, CaptionMetrics.CiderD(best, [.. best.Select(caption => (string[][])[caption])]), 1e-12);
        foreach (string[][] captions in (string[][][])[none, empty])
        {
            Assert.AreEqual(0, CaptionMetrics.Bleu(captions, s_references, 2));
            Assert.AreEqual(0, CaptionMetrics.CiderD(captions, s_references));
        }
    }

    /// <summary>
    /// What a program in Python gives, by the paper's formulas, written for this test: n-grams as tuples of words, the
    /// images that have one counted anew for each, math.exp and math.log in float64.
    /// </summary>
    [TestMethod]
    public void CiderD_is_that_of_the_definition()
    {
        Assert.AreEqual(5.321470821694444, CaptionMetrics.CiderD(s_captions, s_references), 1e-12);
        Assert.AreEqual(2.465124155883232, CaptionMetrics.CiderD(Beginnings(), s_references), 1e-12);
    }

    /// <summary>
    /// Two images, so that each n-gram weighs log 2, which cancels. "a a b" has "a" twice, of which one counts, and one
    /// of two pairs; it is a word longer than "a b". The other image gets the full 10/4 for each of two orders.
    /// </summary>
    [TestMethod]
    public void CiderD_has_closed_forms()
    {
        double expected = 10.0 / 4 * (2 / Math.Sqrt(5 * 2) + 1 / Math.Sqrt(2)) * Math.Exp(-1 / 72.0);
        Assert.AreEqual(
            (expected + 5) / 2,
            CaptionMetrics.CiderD(Captions("a a b", "c d"), [Captions("a b"), Captions("c d")]), 1e-13);
    }

    /// <summary>Words that all images have weigh nothing.</summary>
    [TestMethod]
    public void What_all_images_have_says_nothing()
    {
        string[][][] references = [Captions("the red dog"), Captions("the blue cat")];
        Assert.AreEqual(0, CaptionMetrics.CiderD(Captions("the", "the"), references));
        Assert.IsGreaterThan(1, CaptionMetrics.CiderD(Captions("dog", "cat"), references));
    }

    [TestMethod]
    [DataRow(1, 22.0 / 34)]
    [DataRow(2, 1.0)]
    public void DistinctN_is_the_share_of_different_n_grams(int n, double expected) =>
        Assert.AreEqual(expected, CaptionMetrics.DistinctN(s_captions, n), 1e-15);

    /// <summary>Six pairs, of which "a b" and "b a" are twice: four different ones.</summary>
    [TestMethod]
    public void DistinctN_goes_over_all_captions() =>
        Assert.AreEqual(4.0 / 6, CaptionMetrics.DistinctN(Captions("a b a c", "a b", "d b a", "e", ""), 2), 1e-15);

    [TestMethod]
    public void Refuses_what_can_t_be_compared()
    {
        Refuses("There are captions of 4 images and references of 3; both must be of the same images, at least one.",
            () => CaptionMetrics.Bleu(s_captions, s_references[..3]));
        Refuses("There are captions of 0 images", () => CaptionMetrics.CiderD([], []));
        Refuses("Image 1 has no references. Leave out what nothing can be compared with.",
            () => CaptionMetrics.Bleu(s_captions[..2], [s_references[0], []]));
        Refuses("CIDEr-D weighs words by how few images have them in their references: it needs at least two images.",
            () => CaptionMetrics.CiderD(s_captions[..1], s_references[..1]));
        Refuses("None of 4 captions has 12 words or more, so that there is nothing to count.",
            () => CaptionMetrics.DistinctN(s_captions, 12));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => CaptionMetrics.Bleu(s_captions, s_references, 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => CaptionMetrics.DistinctN(s_captions, 0));

        static void Refuses(string message, Action act) =>
            Assert.StartsWith(message, Assert.ThrowsExactly<ArgumentException>(act).Message);
    }

    private static string[][] Beginnings() => [.. s_captions.Select(caption => caption[..4])];

    private static string[][] Captions(params string[] captions) =>
        [.. captions.Select(caption => caption.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
