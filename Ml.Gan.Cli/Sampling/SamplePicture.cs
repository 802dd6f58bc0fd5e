using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sampling;

/// <summary>Makes the images of a picture, and says how many are in a row.</summary>
internal sealed class SamplePicture
{
    /// <summary>Images where no number is asked for.</summary>
    public const int UsualCount = 64;

    private const int RowLength = 8;
    private const int MostImages = 10_000;

    // Values of 4 bytes while images are made, then bytes of the picture: 1.25 GiB of memory.
    private const long MostValues = 1 << 28;

    private readonly OnnxGenerator _generator;
    private readonly SampleSettings _settings;
    private readonly CodesText _codes;
    private readonly PictureRows _rows;

    /// <exception cref="GanOptionException">The generator can't be asked for what the settings say.</exception>
    public SamplePicture(OnnxGenerator generator, SampleSettings settings)
    {
        (_generator, _settings) = (generator, settings);
        _codes = settings.Codes is { } text ? CodesText.Parse(text) : CodesText.None;
        RefuseCombinations();
        TruncationCheck.Require(generator.Info, settings.Truncation);
        _rows = PictureRows.For(generator.Info.Conditions, settings, _codes);
        if (_rows.Count > 0 && settings.Count is not null)
            throw Refusal.Of(
                "--count",
                "There is one row for each label or vector; say how many images are in a row with --columns.");
        if (settings.Count > MostImages)
            throw Refusal.Of(
                "--count",
                $"A grid has at most {MostImages} images; give a folder, as --out DIR/, for {settings.Count}.");
        RefuseTooLarge();
    }

    /// <summary>The images, row by row.</summary>
    public ImageBatch Draw() => Refusal.Naming("--codes", () =>
        _settings.Interpolate is not null ? Interpolate()
        : _codes.Traversal is { } traversal ? Traverse(traversal)
        : _rows.Count > 0 ? Sample(_rows.Count * Columns, _rows.Conditions.Repeat(Columns))
        : Sample(_settings.Count ?? UsualCount, _rows.Conditions));

    /// <summary>Images in a row; 0 for as many as make the picture square.</summary>
    public int Columns => _settings.Interpolate ?? _settings.Columns
        ?? (_rows.Count > 0 || _codes.Traversal is not null ? RowLength : 0);

    /// <summary>Number of images.</summary>
    public long ImageCount =>
        _rows.Count > 0 || _settings.Interpolate is not null || _codes.Traversal is not null
            ? (long)Rows * Columns
            : _settings.Count ?? UsualCount;

    private int Rows => _rows.Count > 0 ? _rows.Count : ((_settings.Count ?? UsualCount) - 1) / Columns + 1;

    private ImageBatch Sample(int count, GeneratorConditions conditions) =>
        _generator.Sample(count, _settings.Seed, conditions, _settings.Truncation);

    private ImageBatch Traverse(CodeTraversal traversal) => _generator.Traverse(
        traversal.Code, traversal.From, traversal.To, Columns, Rows, _settings.Seed, _rows.Conditions,
        _settings.Truncation);

    private ImageBatch Interpolate()
    {
        int size = _generator.Info.LatentSize;
        var (ofStyles, ofLatents) = TruncatesStyles
            ? (_settings.Truncation, (float?)null)
            : (null, _settings.Truncation);
        float[][] ends = [.. LatentNoise.Rows(2 * Rows, size, _settings.Seed, ofLatents).Chunk(size)];
        float[] latents = [.. ends.Chunk(2).SelectMany(pair => LatentPath.Between(pair[0], pair[1], Columns))];
        var conditions = _generator.Info.Conditions.Settle(_rows.Conditions, Rows, _settings.Seed);
        return _generator.Generate(latents, conditions.Repeat(Columns), ofStyles);
    }

    private bool TruncatesStyles => _generator.Info.Truncation is not null;

    private void RefuseTooLarge()
    {
        var info = _generator.Info;
        int count = (int)Math.Min(ImageCount, int.MaxValue);
        var (_, _, width, height) = ImageGrid.Size(
            count, info.Height, info.Width, new ImageGridOptions { Columns = Columns });
        if ((Int128)width * height * info.Channels > MostValues || (long)count * info.LatentSize > MostValues)
            throw Refusal.Of(
                _settings.Interpolate is not null ? "--interpolate" : _settings.Count is null ? "--columns" : "--count",
                $"{ImageCount} images of {info.Width}×{info.Height} pixels from latents of {info.LatentSize} numbers "
                + $"make a picture of {width}×{height} pixels, which is too large; it may have "
                + $"{MostValues / info.Channels:N0} pixels and as many numbers in its latents. Ask for fewer images.");
    }

    private void RefuseCombinations()
    {
        if (_settings is { Interpolate: not null, Columns: not null })
            throw Refusal.Of("--columns", "--interpolate says how many images are in a row; leave one of the two out.");
        if (_settings.Interpolate is not null && _codes.Traversal is { } traversal)
            throw Refusal.Of(
                "--interpolate",
                $"Rows go along {traversal.Code} already; give one value of it, or leave --interpolate out.");
        if (_settings.Columns == 1 && _codes.Traversal is not null)
            throw Refusal.Of("--columns", "A code that goes from a value to another needs at least 2 images in a row.");
        if (_settings.Interpolate is not null && _generator.Info.TakesSeeds)
            throw Refusal.Of(
                "--interpolate",
                "The generator makes its noise itself and takes no latents. Take the file that was written without "
                + "--seed-input (SeedInput).");
    }
}
