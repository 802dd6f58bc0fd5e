using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Augmentations;

/// <summary>An augmentation at work in one training.</summary>
internal abstract class Augmenter : IDisposable
{
    /// <summary>With what probability each change is made; null where it is fixed.</summary>
    public virtual double? Probability => null;

    /// <summary>Images (N, C, H, W), each changed in its own way; differentiable.</summary>
    public abstract Tensor Augment(Tensor images);

    /// <summary>Takes note of D's logits of a real batch of so many images.</summary>
    public virtual void Observe(Tensor realScores, int images)
    {
    }

    /// <summary>Names what it has to remember. Default nothing.</summary>
    public virtual void ExchangeState(TrainingState state)
    {
    }

    public virtual void Dispose()
    {
    }
}
