using Ml.Gan.Cli.Training;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Translating;

/// <summary>One run of <c>mlgan translate</c>.</summary>
internal sealed class TranslateRun(TranslateSettings settings, Terminal terminal)
{
    private readonly List<TranslatedImage> _translated = [];
    private HoleFiles? _holes;
    private int _notCompared;

    public int Run()
    {
        if (File.Exists(settings.Output))
            throw new GanException($"The output folder '{settings.Output}' is a file. Give another folder with --out.");
        var images = TranslationList.Of(settings.Inputs, settings.Output, terminal.Error.WriteLine);
        var targets = settings.Target is { } folder
            ? new TargetComparison(folder, settings.Background, images)
            : null;
        using var translator = OnnxTranslator.Load(settings.Model, settings.Runtime, settings.Tiles);
        RequireImages(translator.Info);
        _holes = HoleFiles.Find(settings, translator.Info, images);
        terminal.Error.WriteLine(translator.DeviceDescription);

        using var stop = new StopRequest(terminal, "the image in progress is dropped.");
        var progress = new ImageProgress(images.Length, terminal.Error);
        int written = 0, done = 0;
        foreach (var image in images)
        {
            try
            {
                int before = done;
                var (result, fault) = Translate(
                    translator, image, part => progress.Show(before + part), stop.Token);
                if (result is null)
                    terminal.Error.WriteLine($"Skipped '{image.Input}': it {fault}.");
                else
                    written++;
                var compared = result is not null && targets is not null
                    ? Compare(targets, image, result, translator.Info.OutputChannels)
                    : null;
                _translated.Add(new TranslatedImage(
                    image.Input, result is null ? null : image.Output, fault, Finite(compared?.MeanPsnr),
                    compared?.MeanSsim));
            }
            catch (OperationCanceledException)
            {
                terminal.Error.WriteLine($"Stopped: {written} of {images.Length} images are in '{settings.Output}'.");
                return ExitCode.Interrupted;
            }
            progress.Show(++done);
        }
        return Finish(images, written, targets);
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private ImageComparison? Compare(TargetComparison targets, Translation image, Picture result, int channels)
    {
        var (found, fault) = targets.Compare(image, result, channels);
        if (found is null)
            terminal.Error.WriteLine($"Not compared '{image.Output}': {fault}.");
        else if (!settings.IsJson)
            terminal.Output.WriteLine($"{image.Name}  {found}");
        _notCompared += found is null ? 1 : 0;
        return found;
    }

    private int Finish(Translation[] images, int written, TargetComparison? targets)
    {
        if (settings.IsJson)
            terminal.Output.WriteLine(JsonText.Of(new
            {
                Images = _translated,
                Written = written,
                Compared = targets?.Count,
                targets?.MeanPsnr,
                targets?.MeanSsim,
            }));
        else if (targets?.Means() is { } means)
            terminal.Output.WriteLine(means);
        if (written > 0 && !settings.IsJson)
            terminal.Output.WriteLine(images is [var one]
                ? $"Wrote {one.Output}"
                : $"Wrote {ShortText.Count(written, "image")} to {settings.Output}");
        int left = images.Length - written;
        if (left > 0)
            throw new GanException(
                $"{left} of {ShortText.Count(images.Length, "image")} can't be translated; they are named above.");
        return _notCompared == 0 ? ExitCode.Success : throw new GanException(
            $"{_notCompared} of {ShortText.Count(written, "result")} can't be compared; they are named above.");
    }

    private void RequireImages(TranslatorInfo info)
    {
        if (info.ImageChannels is not (1 or 3) || info.OutputChannels is not (1 or 3)
            || info.GuidanceChannels is not (0 or 1 or 3))
            throw new GanException(
                $"'{settings.Model}' makes images of {info.OutputChannels} channels of images of {info.ImageChannels}"
                + $"{(info.GuidanceChannels == 0 ? "" : $" and guidance of {info.GuidanceChannels}")}; "
                + "the tool reads and writes 1 (gray) or 3 (color). In code, OnnxTranslator takes others.");
    }

    /// <returns>The result, or why there is none, as the end of a sentence about the image.</returns>
    private (Picture? Result, string? Fault) Translate(
        OnnxTranslator translator, Translation image, Action<double> progress, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var info = translator.Info;
        var (picture, fault) = PictureFile.Read(image.Input, info.ImageChannels, settings.Background);
        if (picture is null)
            return (null, fault);
        byte[] pixels = [], mask = [], guidance = [];
        if (_holes is not null)
        {
            (mask, guidance, fault) = _holes.Read(image, picture, info.GuidanceChannels);
            if (fault is not null)
                return (null, fault);
        }
        try
        {
            pixels = new byte[translator.OutputLength(1, picture.Height, picture.Width)];
            if (_holes is null)
                translator.TranslatePixelsInto(
                    picture.Pixels, 1, picture.Height, picture.Width, pixels, progress, stop);
            else
                translator.CompletePixelsInto(
                    picture.Pixels, mask, guidance, 1, picture.Height, picture.Width, pixels, progress, stop);
        }
        catch (ArgumentOutOfRangeException)
        {
            return (null, $"has {picture.Width}×{picture.Height} pixels, whose result has too many");
        }
        catch (GanOnnxException failure)
        {
            return (null, $"has {picture.Width}×{picture.Height} pixels, and can't be translated: "
                + FaultText.Of(failure).TrimEnd('.'));
        }
        var result = new Picture(pixels, picture.Width * info.Scale, picture.Height * info.Scale);
        byte[] png = PngEncoder.Encode(pixels, result.Width, result.Height, info.OutputChannels);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(image.Output))!);
        stop.ThrowIfCancellationRequested();
        AtomicFile.Write(image.Output, png);
        return (result, null);
    }
}

/// <summary>What became of an image.</summary>
/// <param name="Input">The image's file.</param>
/// <param name="Output">The result's file; null where there is none.</param>
/// <param name="Fault">Why there is none, as the end of a sentence about the image.</param>
/// <param name="Psnr">PSNR against its target in decibels; null where that isn't known, or they are equal.</param>
/// <param name="Ssim">SSIM against its target; null where that isn't known.</param>
internal sealed record TranslatedImage(string Input, string? Output, string? Fault, double? Psnr, double? Ssim);
