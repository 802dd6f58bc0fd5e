using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sampling;

/// <summary>
/// Animation of images whose latents walk from one to the next and back to the first; it begins with the images that
/// are sampled without it.
/// </summary>
internal sealed class LatentWalk
{
    /// <summary>Latents that each image passes.</summary>
    public const int Stops = 4;

    /// <summary>Milliseconds of a frame.</summary>
    public const int Delay = 50;

    // Bytes of all frames.
    private const long MostBytes = 1 << 28;

    private readonly OnnxGenerator _generator;
    private readonly SampleSettings _settings;
    private readonly PictureRows _rows;

    /// <exception cref="GanOptionException">The generator can't be asked for what the settings say.</exception>
    public LatentWalk(OnnxGenerator generator, SampleSettings settings)
    {
        (_generator, _settings) = (generator, settings);
        var codes = settings.Codes is { } text ? CodesText.Parse(text) : CodesText.None;
        if (settings.Interpolate is not null)
            throw Refusal.Of("--walk", "--interpolate goes along latents already; leave one of the two out.");
        if (codes.Traversal is { } traversal)
            throw Refusal.Of("--walk", $"It goes along latents while {traversal.Code} stays; give one value of it.");
        if (generator.Info.TakesSeeds)
            throw Refusal.Of(
                "--walk",
                "The generator makes its noise itself and takes no latents. Take the file that was written without "
                + "--seed-input (SeedInput).");
        TruncationCheck.Require(generator.Info, settings.Truncation);
        _rows = PictureRows.For(generator.Info.Conditions, settings, codes);
        if (_rows.Count > 0 && settings.Count is not null)
            throw Refusal.Of("--count", "There is one row for each label or vector; say how many with --columns.");
        RefuseTooLarge();
    }

    private int Frames => _settings.Walk!.Value;

    /// <summary>Number of images in a frame.</summary>
    public int Images => _rows.Count > 0 ? _rows.Count * (_settings.Columns ?? 1) : _settings.Count ?? 1;

    private ImageGridOptions Grid => new() { Columns = _settings.Columns ?? 0 };

    /// <summary>The bytes of a PNG file.</summary>
    public byte[] Draw()
    {
        int size = _generator.Info.LatentSize;
        bool truncatesStyles = _generator.Info.Truncation is not null;
        float? ofStyles = truncatesStyles ? _settings.Truncation : null;
        float[][] stops =
        [
            .. LatentNoise.Rows(Stops * Images, size, _settings.Seed, truncatesStyles ? null : _settings.Truncation)
                .Chunk(size),
        ];
        float[][] paths =
        [
            .. Enumerable.Range(0, Images).Select(image => LatentPath.Loop(
                [.. Enumerable.Range(0, Stops).SelectMany(stop => stops[(stop * Images) + image])], size, Frames)),
        ];
        var settled = _generator.Info.Conditions.Settle(
            _rows.Count > 0 ? _rows.Conditions.Repeat(_settings.Columns ?? 1) : _rows.Conditions, Images,
            _settings.Seed);
        ImageGrid[] frames =
        [
            .. Enumerable.Range(0, Frames).Select(frame => ImageGrid.Create(
                _generator.Generate(
                    [.. paths.SelectMany(path => path[(frame * size)..((frame + 1) * size)])], settled, ofStyles),
                Grid)),
        ];
        return PngEncoder.EncodeAnimation(
            [.. frames.Select(frame => frame.Pixels)], frames[0].Width, frames[0].Height, frames[0].Channels, Delay);
    }

    private void RefuseTooLarge()
    {
        var info = _generator.Info;
        var (_, _, width, height) = ImageGrid.Size(Images, info.Height, info.Width, Grid);
        if ((Int128)width * height * info.Channels * Frames > MostBytes)
            throw Refusal.Of(
                "--walk",
                $"{Frames} frames of {width}×{height} pixels are too many; all frames may have "
                + $"{MostBytes / info.Channels:N0} pixels. Ask for fewer frames or images.");
    }
}
