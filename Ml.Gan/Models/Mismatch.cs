using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Real samples with the conditions of other ones, which a matching-aware discriminator is to find wrong (StackGAN:
/// Zhang et al., 2017).
/// </summary>
internal static class Mismatch
{
    /// <summary>
    /// The batch, each sample with the condition of the next one, and where that is another condition, int64; nothing
    /// where D is told none or all are alike.
    /// </summary>
    /// <param name="batch">Real samples.</param>
    /// <param name="told">What D is told of a batch, a row for each sample or pack.</param>
    public static (RealBatch? Mismatched, Tensor? Places) Of(RealBatch batch, Func<RealBatch, Tensor?> told)
    {
        if (told(batch) is not { } right)
            return default;
        var mismatched = batch with { Condition = batch.Condition!.roll(-1, 0), Labels = null };
        var places = right.ne(told(mismatched)!).any(1).nonzero().view(-1);
        return places.shape[0] == 0 ? default : (mismatched, places);
    }
}
