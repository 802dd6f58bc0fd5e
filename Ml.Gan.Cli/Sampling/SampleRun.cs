using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sampling;

/// <summary>One run of <c>mlgan sample</c>.</summary>
internal sealed class SampleRun(
    string model, string output, SampleSettings settings, OnnxGeneratorOptions options, Terminal terminal)
{
    public int Run()
    {
        AtomicFile.RequireFolder(output);
        using var generator = OnnxGenerator.Load(model, options);
        if (!generator.Info.IsImage || generator.Info.Channels is not (1 or 3))
            throw new GanException(
                $"'{model}' generates {generator.Info.Output}; a grid shows images of 1 or 3 channels.");
        if (settings.Walk is null)
            DrawGrid(generator);
        else
            Animate(generator);
        terminal.Output.WriteLine($"Wrote {output}");
        return ExitCode.Success;
    }

    private void DrawGrid(OnnxGenerator generator)
    {
        var picture = new SamplePicture(generator, settings);
        var images = picture.Draw();
        terminal.Error.WriteLine(generator.DeviceDescription);
        ImageGrid.Save(output, images, new ImageGridOptions { Columns = picture.Columns });
    }

    private void Animate(OnnxGenerator generator)
    {
        var walk = new LatentWalk(generator, settings);
        terminal.Error.WriteLine(generator.DeviceDescription);
        AtomicFile.Write(output, walk.Draw());
    }
}
