using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Captioning;

/// <summary>
/// Policy gradient of a captioner (Dai et al., 2017; Yu et al., 2017): a word is rewarded by the mean of the
/// evaluator's scores of captions that go on from it, words after it drawn by the captioner (Monte Carlo rollouts),
/// less what words at that place are rewarded by on average.
/// </summary>
internal sealed class PolicyGradient(
    CaptionerNetwork captioner, CaptionEvaluatorNetwork evaluator, Generator random, int rollouts)
{
    /// <summary>One-hot rows drawn by the softmax of logits, (N, V).</summary>
    public Tensor Draw(Tensor logits)
    {
        var noisy = logits.detach() + GumbelSoftmax.Noise(random, logits.shape).to(logits.device);
        return nn.functional.one_hot(noisy.argmax(-1), logits.shape[^1]).to_type(ScalarType.Float32);
    }

    /// <summary>The loss: −Σ (Q − b)·log π over the words of captions, by word.</summary>
    /// <param name="features">Features of the images, with gradients.</param>
    /// <param name="noise">Noise of the captions, (N, Z).</param>
    /// <param name="written">Captions that <see cref="Draw"/> chose the words of.</param>
    /// <param name="judged">The evaluator's vectors of the images.</param>
    public Tensor Loss(Tensor features, Tensor noise, WordSequence written, Tensor judged)
    {
        Tensor rewards;
        using (no_grad())
            rewards = Rewards(features.detach(), noise, written.Words.detach(), judged);
        var alive = written.Alive;
        var baseline = (rewards * alive).sum(0, keepdim: true) / alive.sum(0, keepdim: true).clamp_min(1);
        var log = (written.Logits.log_softmax(-1) * written.Words.detach()).sum(2);
        return -((rewards - baseline) * alive * log).sum() / alive.sum();
    }

    /// <summary>Expected scores, (N, T), of captions that go on from each word.</summary>
    /// <remarks>
    /// Captions that go on from different words are written side by side: those from word t join when word t + 1 is
    /// due.
    /// </remarks>
    public Tensor Rewards(Tensor features, Tensor noise, Tensor words, Tensor judged)
    {
        int length = (int)words.shape[1];
        long count = words.shape[0], each = count * rollouts;
        var given = captioner.Begin(features.repeat(rollouts, 1), noise.repeat(rollouts, 1));
        var repeated = words.repeat(rollouts, 1, 1);
        WritingState? open = null;
        Tensor? texts = null;
        for (int t = 0; t < length - 1; t++)
        {
            if (open is not null)
            {
                open = captioner.Next(open, Draw, out _);
                texts = cat([texts!, open.Word.unsqueeze(1)], 1);
            }
            var forced = repeated.select(1, t);
            given = captioner.Next(given, _ => forced, out _);
            var begun = repeated.narrow(1, 0, t + 1);
            (open, texts) = open is null
                ? (given, begun)
                : (WritingState.Join([open, given]), cat([texts!, begun], 0));
        }
        List<Tensor> scores = [];
        if (open is not null)
        {
            open = captioner.Next(open, Draw, out _);
            texts = cat([texts!, open.Word.unsqueeze(1)], 1);
            scores.AddRange(evaluator.Evaluate(judged.repeat(rollouts * (length - 1), 1), texts).sigmoid()
                .reshape(length - 1, rollouts, count).mean([1]));
        }
        var whole = evaluator.Evaluate(judged, words).sigmoid().unsqueeze(0);
        return cat([.. scores, whole], 0).transpose(0, 1);
    }
}
