using Ml.Gan.Models.Captioning;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Captioning;

[TestClass]
public sealed class CaptionLossesTests
{
    private const int Length = 4, Words = 3, Size = 2;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _random = new(3);

    [TestCleanup]
    public void Release()
    {
        _scope.Dispose();
        _random.Dispose();
    }

    [TestMethod]
    public void Likelihood_counts_words_and_their_end_and_nothing_after_it()
    {
        long[] tokens = [1, 2, 0, 0, 2, 2, 1, 1];
        var logits = Numeric.Normal(_random, 2, Length, Words);
        double expected = 0;
        foreach (var (caption, t) in (ReadOnlySpan<(int, int)>)[(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (1, 3)])
        {
            double[] scores = logits[caption, t].data<double>().ToArray();
            expected += Math.Log(scores.Sum(Math.Exp)) - scores[tokens[(caption * Length) + t]];
        }
        Assert.AreEqual(
            expected / 7, CaptionLosses.Likelihood(logits, OneHot(tokens)).item<double>(), 1e-12);
    }

    [TestMethod]
    public void Diversity_is_the_bounded_share_of_words_that_differ_by_noise()
    {
        var logits = Numeric.Normal(_random, 4, Length, Words);
        var noise = Numeric.Normal(_random, 4, Size);
        var alive = torch.tensor(
            new double[] { 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0 }, [4, Length]);
        double expected = 0;
        foreach (var (image, length) in (ReadOnlySpan<(int, int)>)[(0, 3), (1, 4)])
        {
            double words = 0;
            for (int t = 0; t < length; t++)
            {
                double[] one = Softmax(image, t), other = Softmax(image + 2, t);
                words += one.Zip(other, (a, b) => Math.Abs(a - b)).Sum() / 2;
            }
            double[] first = noise[image].data<double>().ToArray(), second = noise[image + 2].data<double>().ToArray();
            double apart = Math.Sqrt(first.Zip(second, (a, b) => (a - b) * (a - b)).Sum() / (2 * Size));
            expected -= Math.Min(words / length / apart, 0.5) / 2;
        }
        var written = new WordSequence(OneHot(new long[4 * Length]), logits, alive);
        Assert.AreEqual(expected, CaptionLosses.Diversity(written, noise).item<double>(), 1e-5);

        double[] Softmax(int row, int t)
        {
            double[] exponentials = [.. logits[row, t].data<double>().ToArray().Select(Math.Exp)];
            return [.. exponentials.Select(value => value / exponentials.Sum())];
        }
    }

    [TestMethod]
    public void Scores_become_cross_entropies()
    {
        double[] logits = [-1.5, 0.25, 3];
        var given = torch.tensor(logits);
        Assert.AreEqual(
            logits.Average(x => -Math.Log(1 / (1 + Math.Exp(-x)))), CaptionLosses.AsHuman(given).item<double>(), 1e-12);
        Assert.AreEqual(
            logits.Average(x => -Math.Log(1 - 1 / (1 + Math.Exp(-x)))), CaptionLosses.AsOther(given).item<double>(),
            1e-12);
    }

    private static Tensor OneHot(long[] tokens) => nn.functional.one_hot(
        torch.tensor(tokens, [tokens.Length / Length, Length]), Words).to_type(ScalarType.Float64);
}
