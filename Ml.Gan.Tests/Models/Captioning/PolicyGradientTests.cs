using Ml.Gan.Data;
using Ml.Gan.Models.Captioning;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Captioning;

/// <summary>The policy gradient of captions of three words at most, of a vocabulary of three: 15 captions.</summary>
[TestClass]
public sealed class PolicyGradientTests
{
    private const int Length = 3, Words = 3, Size = 2;

    private static readonly CaptionNetworkDesign s_design =
        new(new SampleShape(1, 8, 8), Words, Length, LatentSize: 2, WordSize: 3, HiddenSize: 4, Width: 2);

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _random = new(3);
    private readonly CaptionerNetwork _captioner;
    private readonly CaptionEvaluatorNetwork _evaluator;
    private readonly Tensor _features, _noise, _judged;

    public PolicyGradientTests()
    {
        using var parameters = new ParameterFactory(11, CPU);
        (_captioner, _evaluator) = (new(s_design, parameters), new(s_design, parameters));
        using var frozen = no_grad();
        foreach (var weight in _captioner.parameters().Concat(_evaluator.parameters()))
            weight.mul_(3);
        _features = torch.randn([Size, 4], generator: _random);
        _noise = torch.randn([Size, 2], generator: _random);
        _judged = torch.randn([Size, 4], generator: _random);
    }

    [TestCleanup]
    public void Release()
    {
        _captioner.Dispose();
        _evaluator.Dispose();
        _scope.Dispose();
        _random.Dispose();
    }

    [TestMethod]
    public void Rewards_are_the_expected_scores_of_all_captions_that_go_on()
    {
        const int Rollouts = 4000;
        long[] tokens = [1, 2, 2, 2, 0, 0];
        var policy = new PolicyGradient(_captioner, _evaluator, _random, Rollouts);
        using var frozen = no_grad();
        var rewards = policy.Rewards(_features, _noise, OneHot(tokens), _judged);
        CollectionAssert.AreEqual((long[])[Size, Length], rewards.shape);
        for (int image = 0; image < Size; image++)
        {
            long[] caption = tokens[(image * Length)..((image + 1) * Length)];
            for (int t = 0; t < Length; t++)
                Assert.AreEqual(
                    Expected(image, caption[..(t + 1)]), rewards[image, t].item<float>(), t == 2 ? 1e-5 : 0.015,
                    $"image {image}, word {t}");
        }
    }

    [TestMethod]
    public void The_loss_raises_the_words_of_captions_that_score_above_the_mean()
    {
        var policy = new PolicyGradient(_captioner, _evaluator, _random, rollouts: 2000);
        var written = _captioner.Write(_features, _noise, (_, logits) => policy.Draw(logits));
        long[] tokens = written.Tokens.data<long>().ToArray();
        var loss = policy.Loss(_features, _noise, written, _judged);
        double expected = 0, words = 0;
        for (int t = 0; t < Length; t++)
        {
            int[] alive =
                [.. Enumerable.Range(0, Size).Where(image => t == 0 || tokens[(image * Length) + t - 1] != 0)];
            double[] rewards =
                [.. alive.Select(image => Expected(image, [.. tokens.Skip(image * Length).Take(t + 1)]))];
            for (int i = 0; i < alive.Length; i++)
            {
                double log = written.Logits[alive[i], t].log_softmax(0)[tokens[(alive[i] * Length) + t]].item<float>();
                expected -= (rewards[i] - rewards.Average()) * log;
            }
            words += alive.Length;
        }
        Assert.AreEqual(expected / words, loss.item<float>(), 0.02);
        loss.backward();
        Assert.IsTrue(
            _captioner.parameters().Any(weight => weight.grad is { } grad && grad.abs().sum().item<float>() > 0));
        Assert.IsTrue(_evaluator.parameters().All(weight => weight.grad is null), "rewards are no function to follow");
    }

    /// <summary>The mean score of captions that begin so, by their chances, one by one.</summary>
    private double Expected(int image, long[] begun)
    {
        if (begun.Length == Length || begun[^1] == Vocabulary.End)
        {
            long[] caption = [.. begun, .. new long[Length - begun.Length]];
            return _evaluator.Evaluate(_judged[image].unsqueeze(0), OneHot(caption)).sigmoid().item<float>();
        }
        long[] padded = [.. begun, .. new long[Length - begun.Length]];
        var chances = _captioner.Predict(_features[image].unsqueeze(0), _noise[image].unsqueeze(0), OneHot(padded))
            .softmax(-1)[0, begun.Length];
        return Enumerable.Range(0, Words).Sum(word => chances[word].item<float>() * Expected(image, [.. begun, word]));
    }

    private static Tensor OneHot(long[] tokens) => CaptionWords.OneHot(tokens, Length, Words, CPU);
}
