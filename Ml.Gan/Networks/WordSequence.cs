using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>Captions as a captioner wrote them, word by word.</summary>
/// <param name="Words">One-hot rows, (N, T, V), of word 0 from the end on.</param>
/// <param name="Logits">What each word was chosen by, (N, T, V).</param>
/// <param name="Alive">1 up to the end, which counts as a word, and 0 after it, (N, T).</param>
internal sealed record WordSequence(Tensor Words, Tensor Logits, Tensor Alive)
{
    /// <summary>Ids of the words, int64 (N, T).</summary>
    public Tensor Tokens => Words.argmax(-1);

    /// <summary>1 up to the end, and 0 after it, (N, T), of one-hot rows (N, T, V).</summary>
    public static Tensor AliveOf(Tensor words)
    {
        var goesOn = 1 - words.detach().select(2, 0);
        var before = goesOn.narrow(1, 0, goesOn.shape[1] - 1).cumprod(1);
        return cat([ones_like(goesOn.narrow(1, 0, 1)), before], 1);
    }
}
