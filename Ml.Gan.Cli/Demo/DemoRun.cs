using Ml.Gan.Cli.Sampling;
using Ml.Gan.Cli.Training;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Demo;

/// <summary>One run of <c>mlgan demo</c>: <c>mlgan train</c>, then <c>mlgan sample</c> of what it exported.</summary>
internal sealed class DemoRun(TrainSettings settings, Terminal terminal)
{
    public int Run()
    {
        // The messages name files by this folder: whoever has tried the tool once finds them from anywhere.
        string folder = Path.GetFullPath(settings.Out);
        int trained = new TrainRun(settings with { Out = folder }, terminal).Run();
        return trained != ExitCode.Success ? trained : new SampleRun(
            Path.Combine(folder, "generator.onnx"),
            Path.Combine(folder, "grid.png"),
            new SampleSettings { Count = 64, Seed = 1 },
            new OnnxGeneratorOptions(),
            terminal).Run();
    }
}
