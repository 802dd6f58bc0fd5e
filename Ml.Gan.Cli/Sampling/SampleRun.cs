using System.Diagnostics;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sampling;

/// <summary>One run of <c>mlgan sample</c>.</summary>
internal sealed class SampleRun(
    string model, string output, SampleSettings settings, OnnxGeneratorOptions options, Terminal terminal)
{
    public int Run()
    {
        AtomicFile.RequireFolder(output);
        long start = Stopwatch.GetTimestamp();
        using var generator = OnnxGenerator.Load(model, options);
        if (!generator.Info.IsImage || generator.Info.Channels is not (1 or 3))
            throw new GanException(
                $"'{model}' generates {generator.Info.Output}; a grid shows images of 1 or 3 channels.");
        long count = settings.Walk is null ? DrawGrid(generator) : Animate(generator);
        terminal.Output.WriteLine(!settings.IsJson ? $"Wrote {output}" : JsonText.Of(new SampleReport
        {
            Model = model,
            Output = output,
            Files = WrittenFile.AllAt(output),
            Count = count,
            Frames = settings.Walk,
            Seed = settings.Seed,
            Device = generator.Device,
            DeviceDescription = generator.DeviceDescription,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        }));
        return ExitCode.Success;
    }

    /// <returns>Number of images.</returns>
    private long DrawGrid(OnnxGenerator generator)
    {
        var picture = new SamplePicture(generator, settings);
        var images = picture.Draw();
        terminal.Error.WriteLine(generator.DeviceDescription);
        ImageGrid.Save(output, images, new ImageGridOptions { Columns = picture.Columns });
        return picture.ImageCount;
    }

    /// <returns>Number of images in a frame.</returns>
    private long Animate(OnnxGenerator generator)
    {
        var walk = new LatentWalk(generator, settings);
        terminal.Error.WriteLine(generator.DeviceDescription);
        AtomicFile.Write(output, walk.Draw());
        return walk.Images;
    }
}
