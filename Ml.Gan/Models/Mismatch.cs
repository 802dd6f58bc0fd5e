using Ml.Gan.Training.Replication;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Real samples with the conditions of other ones, which a matching-aware discriminator is to find wrong (StackGAN:
/// Zhang et al., 2017).
/// </summary>
internal static class Mismatch
{
    /// <summary>
    /// This rank's samples, each with the condition of the next one, and where in the whole batch that is another
    /// condition, int64; nothing where D is told none or all are alike.
    /// </summary>
    /// <param name="batch">Real samples.</param>
    /// <param name="told">What D is told of a batch, a row for each sample or pack.</param>
    public static (RealBatch? Mismatched, Tensor? Places) Of(RealBatch batch, Func<RealBatch, Tensor?> told)
    {
        if (batch.Condition is not { } own)
            return default;
        var whole = batch with { Condition = Shard.Gather(own) };
        if (told(whole) is not { } right)
            return default;
        var mismatched = whole with { Condition = whole.Condition.roll(-1, 0), Labels = null };
        var places = right.ne(told(mismatched)!).any(1).nonzero().view(-1);
        return places.shape[0] == 0
            ? default : (mismatched with { Condition = Shard.Rows(mismatched.Condition) }, places);
    }
}
