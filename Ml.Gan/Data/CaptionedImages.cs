using Ml.Gan.Data.Captions;

namespace Ml.Gan.Data;

/// <summary>
/// Images with captions, at least one each. A sample is an image; <see cref="CaptionsOf"/> gives what it is called.
/// </summary>
public sealed class CaptionedImages : ISampleSource
{
    /// <summary>Images of endless data whose captions a vocabulary is made from.</summary>
    private const int EndlessLooks = 4096;

    private readonly ISampleSource _images;
    private readonly Func<long, IReadOnlyList<string>> _captions;
    private readonly Func<long, SceneDescription>? _scenes;

    /// <summary>Joins images, which belong to this source from then on, and their captions.</summary>
    /// <param name="images">A known number of images.</param>
    /// <param name="captions">Captions of each of them, at least one, in the order of the images.</param>
    /// <exception cref="GanDataException">
    /// There are vectors instead of images, or endless images, not as many lists as images, an image without a caption,
    /// or a caption without a word.
    /// </exception>
    public CaptionedImages(ISampleSource images, IReadOnlyList<IReadOnlyList<string>> captions)
        : this(images, index => captions[(int)index])
    {
        ArgumentNullException.ThrowIfNull(captions);
        CaptionLists.Check(images, captions);
    }

    private CaptionedImages(
        ISampleSource images, Func<long, IReadOnlyList<string>> captions, Func<long, SceneDescription>? scenes = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!images.Shape.IsImage)
            throw new GanDataException($"{images.Name} holds vectors; images are what captions are learned for.");
        (_images, _captions, _scenes) = (images, captions, scenes);
    }

    /// <summary>The images without their captions.</summary>
    internal ISampleSource Images => _images;

    /// <inheritdoc/>
    public string Name => _images.Name;

    /// <inheritdoc/>
    public string? License => _images.License;

    /// <inheritdoc/>
    public string? Background => _images.Background;

    /// <inheritdoc/>
    public SampleShape Shape => _images.Shape;

    /// <inheritdoc/>
    public long? Count => _images.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string>? SampleNames => _images.SampleNames;

    /// <summary>Opens images that a text names, with their captions.</summary>
    /// <param name="data">
    /// A folder of images, or <c>builtin:scenes</c>, drawn scenes that come with captions.
    /// </param>
    /// <param name="captions">
    /// A CSV file whose rows hold the name of an image, as it is below the folder, and a caption of it; an image may
    /// have several rows, and has to have one. Null for data that come with captions.
    /// </param>
    /// <param name="options">How to read the images; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="GanDataException">
    /// The data can't be used, an image has no caption, or a caption no image; the message says which.
    /// </exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public static CaptionedImages Open(
        string data, string? captions = null, SampleSourceOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SampleSourceOptions();
        options.Check();
        if (data == ScenesLoader.Text)
        {
            if (captions is not null)
                throw new GanDataException(
                    $"{data} come with captions; '{captions}' can't be theirs. Leave the captions out, or give the "
                    + "folder of the images.");
            var scenes = ScenesLoader.OpenScenes(options);
            return new CaptionedImages(scenes, scenes.CaptionsOf, scenes.Describe);
        }
        if (captions is null)
            throw new GanDataException(
                $"'{data}' comes without captions. Give a CSV file with rows of a file's name and a caption, or "
                + $"{ScenesLoader.Text}, which comes with captions.");
        var images = SampleSource.Open(data, options, cancellationToken);
        try
        {
            return new CaptionedImages(images, CaptionFile.Read(captions).CaptionsFor(images));
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    /// <summary>Captions of an image, at least one.</summary>
    /// <param name="index">Index of the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public IReadOnlyList<string> CaptionsOf(long index)
    {
        IndexCheck.InRange([index], this);
        return _captions(index);
    }

    /// <summary>What is seen in an image; null where it isn't a drawn scene.</summary>
    /// <param name="index">Index of the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public SceneDescription? DescribeScene(long index)
    {
        IndexCheck.InRange([index], this);
        return _scenes?.Invoke(index);
    }

    /// <summary>The words of all captions; of endless images, of those of the first 4096.</summary>
    /// <param name="minCount">How often a word has to occur to be in it, at least 1. Default 1.</param>
    /// <exception cref="GanDataException">No word occurs so often.</exception>
    public Vocabulary CreateVocabulary(int minCount = 1) => Vocabulary.FromCaptions(KnownCaptions(), minCount);

    /// <summary>Words of the longest caption; of endless images, of the first 4096.</summary>
    public int LongestCaption() => KnownCaptions().Max(caption => CaptionTokenizer.Split(caption).Count);

    /// <summary>
    /// Divides the images into some to train on and some to test with: of a known number, the latter are chosen by the
    /// seed; of endless ones they are the first. This source has to outlive both.
    /// </summary>
    /// <param name="count">How many are kept for testing, at least 1.</param>
    /// <param name="seed">Selects them.</param>
    /// <exception cref="GanDataException">None would be left to train on.</exception>
    public (CaptionedImages Training, CaptionedImages HeldOut) HoldOut(int count, long seed)
    {
        var (training, heldOut) = SampleSubset.HoldOut(this, count, seed);
        return (Of(training), Of(heldOut));
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination) => _images.Read(indices, destination);

    /// <summary>Disposes the images.</summary>
    public void Dispose() => _images.Dispose();

    private CaptionedImages Of(SampleSubset subset) => new(
        subset, index => _captions(subset.InSource(index)),
        _scenes is null ? null : index => _scenes(subset.InSource(index)));

    private IEnumerable<string> KnownCaptions()
    {
        for (long index = 0; index < (Count ?? EndlessLooks); index++)
        {
            foreach (string caption in _captions(index))
                yield return caption;
        }
    }
}
