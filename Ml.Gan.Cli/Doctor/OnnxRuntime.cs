using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Writing;

namespace Ml.Gan.Cli.Doctor;

/// <summary>What samples: ONNX Runtime, as it is in this process.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Providers">What its library was built to run on; whether the machine can is another matter.</param>
/// <param name="Device">Where a generator runs when nothing else is asked for.</param>
/// <param name="Description">The same in a sentence, which says why CUDA doesn't run.</param>
internal sealed record OnnxRuntime(
    string Version, IReadOnlyList<string> Providers, GeneratorDevice Device, string Description)
{
    /// <summary>Loads it and opens a generator on it.</summary>
    /// <returns>What it is like, or null and why it can't be used.</returns>
    public static (OnnxRuntime? Found, string? Problem) Examine()
    {
        try
        {
            using var generator = OnnxGenerator.Load(SmallestGenerator());
            var runtime = OrtEnv.Instance();
            var found = new OnnxRuntime(
                runtime.GetVersionString(),
                runtime.GetAvailableProviders(),
                generator.Device,
                generator.DeviceDescription);
            return (found, null);
        }
        catch (Exception e) when (e is GanOnnxException or OnnxRuntimeException)
        {
            return (null, $"Nothing can be sampled: {e.Message}");
        }
    }

    private static byte[] SmallestGenerator()
    {
        var graph = new OnnxGraph("generator");
        graph.Output("sample", graph.Tanh("tanh", graph.Input("latent", null, 1)));
        return graph.ToBytes();
    }
}
