using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>
/// Pool of earlier outputs that a discriminator learns from beside the latest (Shrivastava et al., 2017): once it is
/// full, an output is exchanged for a random one of the pool with probability ½, else shown itself.
/// </summary>
internal sealed class ImagePool : IDisposable
{
    private readonly Generator _random;
    private readonly Tensor _images;
    private long _count;

    /// <param name="size">Most images in the pool; 0 for what is shown to be the latest always.</param>
    /// <param name="shape">Shape of an image, (C, H, W).</param>
    /// <param name="random">Decides, and chooses; stays the caller's.</param>
    /// <param name="device">Where images are.</param>
    public ImagePool(int size, long[] shape, Generator random, Device device)
    {
        _random = random;
        _images = torch.zeros([size, .. shape], ScalarType.Float32, device).DetachFromDisposeScope();
    }

    private long Size => _images.shape[0];

    /// <summary>
    /// As many images as are given, some of them from earlier calls. Each rank has the pool of the whole batch.
    /// </summary>
    /// <param name="images">The latest outputs, (N, C, H, W), without gradient.</param>
    public Tensor Exchange(Tensor images)
    {
        if (Size == 0)
            return images;
        images = Shard.Gather(images);
        var shown = new List<Tensor>();
        for (long i = 0; i < images.shape[0]; i++)
        {
            var image = images.narrow(0, i, 1);
            if (_count < Size)
            {
                _images.narrow(0, _count++, 1).copy_(image);
                shown.Add(image);
                continue;
            }
            if (Draw(2) == 0)
            {
                shown.Add(image);
                continue;
            }
            var place = _images.narrow(0, Draw(Size), 1);
            shown.Add(place.clone());
            place.copy_(image);
        }
        return Shard.Rows(torch.cat(shown));
    }

    /// <summary>Names what is in the pool.</summary>
    public void ExchangeState(TrainingState state, string name)
    {
        _count = state.Number($"{name}.count", _count);
        if (Size > 0)
            state.Tensor($"{name}.images", _images);
    }

    /// <inheritdoc/>
    public void Dispose() => _images.Dispose();

    private long Draw(long end) =>
        torch.empty(1, ScalarType.Int64, CPU).random_(0, end, _random).item<long>();
}
