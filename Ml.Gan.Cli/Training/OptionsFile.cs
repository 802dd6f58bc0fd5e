using System.CommandLine;
using System.Text;
using System.Text.Json;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// <c>options.json</c>: what a training ran with, under the names of the command line with underscores, defaults filled in; null is what
/// does not apply.
/// </summary>
internal static class OptionsFile
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n" };

    public static void Write(string path, IEnumerable<(Option Option, object? Value)> options)
    {
        var content = options.ToDictionary(entry => entry.Option.Name.TrimStart('-').Replace('-', '_'), entry => entry.Value);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content, Format) + "\n"));
    }
}
