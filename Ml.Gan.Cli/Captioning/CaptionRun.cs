using System.Text.Json;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Cli.Training;
using Ml.Gan.Cli.Translating;
using Ml.Gan.Data;
using Ml.Gan.Data.Images;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Captioning;

/// <summary>One run of <c>mlgan caption</c>.</summary>
internal sealed class CaptionRun(CaptionSettings settings, Terminal terminal)
{
    public int Run()
    {
        (string Path, string Name)[] images =
            [.. settings.Inputs.SelectMany(input => PictureList.Of(input, terminal.Error.WriteLine))];
        var references = settings.References is { } file
            ? CaptionReferences.Read(file, [.. images.Select(image => image.Name)])
            : null;
        using var captioner = OnnxCaptioner.Load(settings.Model, settings.Runtime);
        RequirePictures(captioner.Info);
        using var evaluator = OpenEvaluator(captioner.Info);
        terminal.Error.WriteLine(captioner.DeviceDescription);

        using var stop = new StopRequest(terminal, "the image in progress gets no captions.");
        var progress = new ImageProgress(images.Length, terminal.Error);
        var sampler = new ImageSampler(ShapeOf(captioner.Info), settings.Background);
        List<CaptionedPicture> captioned = [];
        for (int i = 0; i < images.Length; i++)
        {
            try
            {
                if (Caption(captioner, evaluator, sampler, images[i], stop.Token) is { } done)
                    captioned.Add(done);
            }
            catch (OperationCanceledException)
            {
                terminal.Error.WriteLine($"Stopped: {captioned.Count} of {images.Length} images have captions.");
                return ExitCode.Interrupted;
            }
            progress.Show(i + 1);
        }
        return Finish(captioned, references, images.Length - captioned.Count);
    }

    private CaptionedPicture? Caption(
        OnnxCaptioner captioner, OnnxCaptionEvaluator? evaluator, ImageSampler sampler,
        (string Path, string Name) image, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var found = sampler.Read(image.Path);
        if (found.Fault is { } fault)
        {
            terminal.Error.WriteLine($"Skipped '{image.Path}': it {fault}.");
            return null;
        }
        float[] values = [.. found.Sample.Select(captioner.Info.ValueRange.ToValue)];
        var captions = captioner.Caption(values, settings.Count, settings.Seed, stop);
        float[] judged = evaluator is null ? [] : [.. found.Sample.Select(evaluator.Info.ValueRange.ToValue)];
        var scores = evaluator is null || captions[0].Any(caption => caption.Length == 0)
            ? null
            : evaluator.Score(judged, captions, stop)[0];
        var captioned = new CaptionedPicture(image.Path, image.Name, captions[0], scores);
        if (!settings.IsJson)
            terminal.Output.WriteLine(CaptionerText.Plain(captioned));
        return captioned;
    }

    private int Finish(List<CaptionedPicture> captioned, CaptionReferences? references, int left)
    {
        var measures = captioned.Count == 0 ? null : CaptionMeasures.Of(captioned, references);
        if (settings.IsJson)
            terminal.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    settings.Model,
                    settings.Seed,
                    Images = captioned.Select(CaptionerText.Json),
                    Measures = measures?.Json(),
                },
                InfoText.Format));
        else if (measures is not null)
            terminal.Output.WriteLine($"{ShortText.Count(captioned.Count, "image")}: {measures}");
        if (references is not null && captioned.Count == 1)
            terminal.Error.WriteLine(
                "CIDEr-D weighs words by how few images have them: it needs at least two images.");
        return left == 0 ? ExitCode.Success : throw new GanException(
            $"{left} of {ShortText.Count(captioned.Count + left, "image")} can't be read; they are named above.");
    }

    private OnnxCaptionEvaluator? OpenEvaluator(CaptionerInfo captioner)
    {
        if (settings.Evaluator is not { } file)
            return null;
        var evaluator = OnnxCaptionEvaluator.Load(file, settings.Runtime);
        if (ShapeOf(evaluator.Info) == ShapeOf(captioner))
            return evaluator;
        evaluator.Dispose();
        throw new GanException(
            $"'{file}' scores captions of images of {ShapeOf(evaluator.Info)}, but '{settings.Model}' captions images "
            + $"of {ShapeOf(captioner)}. Give the evaluator that was trained with it.");
    }

    private void RequirePictures(CaptionerInfo info)
    {
        if (info.Channels is not (1 or 3) || info.Height != info.Width)
            throw new GanException(
                $"'{settings.Model}' captions images of {ShapeOf(info)}; the tool reads square ones of 1 channel "
                + "(gray) or 3 (color). In code, OnnxCaptioner takes others.");
    }

    private static SampleShape ShapeOf(CaptionerInfo info) => new(info.Channels, info.Height, info.Width);
}
