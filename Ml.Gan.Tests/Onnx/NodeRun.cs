using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Onnx;

/// <summary>Runs a model in Node.js, by the ONNX Runtime of samples/WebSampler.</summary>
internal static class NodeRun
{
    private static readonly string s_app = Path.Combine(BuiltFrom.Repository, "samples", "WebSampler");

    /// <summary>The first output; the test is inconclusive where Node.js or the runtime isn't installed.</summary>
    internal static float[] Run(
        byte[] model, out long[] shape, params (string Name, float[] Data, long[] Shape)[] inputs)
    {
        if (!Directory.Exists(Path.Combine(s_app, "node_modules", "onnxruntime-web")))
            Assert.Inconclusive("onnxruntime-web isn't there: npm, or a network, was missing when this was built.");
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["model.onnx"], model);
        File.WriteAllText(
            folder["inputs.json"],
            JsonSerializer.Serialize(inputs.Select(input => new { input.Name, input.Data, input.Shape })));
        var output = JsonSerializer.Deserialize<Output>(Ask(folder["model.onnx"], folder["inputs.json"]))!;
        shape = output.Shape;
        return [.. output.Data.Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
    }

    private static string Ask(string model, string inputs)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Onnx", "node_run.js");
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", [script, s_app, model, inputs])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = node.StandardError.ReadToEndAsync();
            string answer = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            Assert.AreEqual(0, node.ExitCode, errors.Result);
            return answer;
        }
        catch (Win32Exception)
        {
            Assert.Inconclusive("Node.js isn't installed.");
            throw;
        }
    }

    private sealed record Output(long[] Shape, string[] Data);
}
