using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Captioning;

/// <summary>Captions as numbers.</summary>
internal static class CaptionWords
{
    /// <summary>Fills a row with ids, as many as fit, and ends behind them.</summary>
    public static void Fill(Span<long> row, IReadOnlyList<int> ids)
    {
        row.Clear();
        for (int i = 0; i < Math.Min(row.Length, ids.Count); i++)
            row[i] = ids[i];
    }

    /// <summary>One-hot rows, (N, T, V), of N·T tokens.</summary>
    public static Tensor OneHot(long[] tokens, int length, int words, Device device) => nn.functional.one_hot(
        torch.tensor(tokens, [tokens.Length / length, length], device: CPU), words)
        .to_type(ScalarType.Float32).to(device);
}
