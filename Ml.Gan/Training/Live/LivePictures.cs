namespace Ml.Gan.Training.Live;

/// <summary>
/// Samples of several times, bounded in number and bytes: where there are too many, every second one of the earlier
/// ones is left out. Used under the lock of its owner.
/// </summary>
internal sealed class LivePictures(int most)
{
    private const long MostBytes = 64L << 20;

    private readonly List<Picture> _pictures = [];
    private long _lastId;

    /// <summary>The pictures from the earliest to the newest.</summary>
    public IReadOnlyList<Picture> All => _pictures;

    /// <summary>Adds the newest one.</summary>
    public void Add(TrainingSamples samples)
    {
        _pictures.Add(new Picture(++_lastId, samples));
        while (_pictures.Count > 2 && (_pictures.Count > most || Bytes > MostBytes))
        {
            for (int i = _pictures.Count - 2; i > 0; i -= 2)
                _pictures.RemoveAt(i);
        }
    }

    /// <summary>Leaves a step and later ones out.</summary>
    public void Forget(long step) => _pictures.RemoveAll(picture => picture.Samples.Step >= step);

    private long Bytes =>
        _pictures.Sum(picture => picture.Samples.Png.Length + (2L * (picture.Samples.Text?.Length ?? 0)));

    /// <summary>One picture, with the number that the page asks for it by.</summary>
    public sealed record Picture(long Id, TrainingSamples Samples);
}
