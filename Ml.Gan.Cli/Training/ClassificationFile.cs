using System.Text;
using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <summary><c>classification.json</c>: how many held-out samples the discriminator names wrongly.</summary>
internal static class ClassificationFile
{
    public static void Write(string path, ClassificationTest test, TextWriter output)
    {
        string json = JsonSerializer.Serialize(new { held_out = test.Count, wrong = test.Wrong, error = test.Error });
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(json + "\n"));
        output.WriteLine($"The discriminator classifies {test.Wrong} of {test.Count} held-out images wrongly: {100 * test.Error:F2} %.");
    }
}
