using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ml.Gan.Benchmarks.Inference;

/// <summary>The exported file in onnxruntime-node, in a process of its own.</summary>
internal sealed class NodeSide : IInferenceSide
{
    private readonly Process _process;

    private NodeSide(Process process) => _process = process;

    public string Name => "onnxruntime-node";

    /// <summary>Starts it; null where node or the package (found by NODE_PATH) isn't installed.</summary>
    public static NodeSide? TryStart(string file, int batch, int latentSize, int threads)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Inference", "onnxruntime_node.js");
        var start = new ProcessStartInfo("node", [script, file, $"{batch}", $"{latentSize}", $"{threads}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            var side = new NodeSide(Process.Start(start)!);
            if (side._process.StandardOutput.ReadLine() == "ready")
                return side;
            side.Dispose();
        }
        catch (Win32Exception)
        {
            // There is no node.
        }

        return null;
    }

    public double Run()
    {
        _process.StandardInput.WriteLine();
        string? answer = _process.StandardOutput.ReadLine();
        return double.TryParse(answer, CultureInfo.InvariantCulture, out double milliseconds)
            ? milliseconds
            : throw new BenchmarkException("onnxruntime-node ended before it had run.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
