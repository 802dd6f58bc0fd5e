using System.Drawing;

namespace Ml.Gan.Data.Images;

/// <summary>What an image file gave.</summary>
internal sealed record FoundImage
{
    /// <summary>Why it gave no sample, as the end of a sentence about it; null where it gave one.</summary>
    public string? Fault { get; init; }

    public byte[] Sample { get; init; } = [];

    public int Width { get; init; }

    public int Height { get; init; }

    public bool HasColor { get; init; }

    public bool IsTurned { get; init; }

    public bool IsTransparent { get; init; }

    /// <summary>Hash of the sample.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>What the images of a folder are like, gathered one by one.</summary>
internal sealed class FoundImages
{
    private readonly List<string> _paths = [];
    private readonly Dictionary<string, string> _firstOfHash = [];
    private (string Path, string Of)? _repeat;
    private (int Width, int Height) _smallest, _largest;
    private long _inColor, _turned, _transparent, _repeated;

    /// <summary>Paths of the images that gave samples, below the folder.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>A sentence on images that give the same sample as another; null where there are none.</summary>
    public string? Repeats => _repeat is not { } first ? null
        : $"{ShortText.Count(_repeated, "image repeats", "images repeat")} another one, as '{first.Path}' does "
        + $"'{first.Of}': what is held out of a training may be in it all the same.";

    public void Add(string path, FoundImage image)
    {
        _paths.Add(path);
        if (!_firstOfHash.TryAdd(image.Hash, path))
        {
            _repeated++;
            _repeat ??= (path, _firstOfHash[image.Hash]);
        }
        _inColor += image.HasColor ? 1 : 0;
        _turned += image.IsTurned ? 1 : 0;
        _transparent += image.IsTransparent ? 1 : 0;
        var size = (image.Width, image.Height);
        if (_paths.Count == 1 || Area(size) < Area(_smallest))
            _smallest = size;
        if (_paths.Count == 1 || Area(size) > Area(_largest))
            _largest = size;
    }

    /// <summary>All of it.</summary>
    /// <param name="background">What is seen where they are transparent.</param>
    /// <param name="skipped">Files that can't be read.</param>
    /// <param name="otherFiles">Files of other kinds, in words; null where there are none.</param>
    public DataOrigin Origin(Color background, long skipped, string? otherFiles) => new("a folder of images")
    {
        Sizes = _smallest == _largest ? Text(_smallest) : $"{Text(_smallest)} to {Text(_largest)}",
        InColor = _inColor,
        Turned = _turned,
        Transparent = _transparent,
        Background = background,
        Repeated = _repeated,
        Skipped = skipped,
        OtherFiles = otherFiles,
    };

    private static long Area((int Width, int Height) size) => (long)size.Width * size.Height;

    private static string Text((int Width, int Height) size) => $"{size.Width}×{size.Height}";
}
