using System.Text.Json;
using Ml.Gan.Onnx;

namespace Ml.Gan.Training;

/// <summary>File of JSON lines with a <c>step</c> each.</summary>
internal static class StepLines
{
    /// <summary>
    /// Removes the lines of steps after one, and what is no whole line, as a training leaves it that ended suddenly; no
    /// file is a file without lines.
    /// </summary>
    /// <exception cref="IOException">The file can't be read or written.</exception>
    public static void Keep(string path, long lastStep)
    {
        if (!File.Exists(path))
            return;
        string[] lines = File.ReadAllLines(path);
        string[] kept = [.. lines.Where(line => StepOf(line) <= lastStep)];
        if (kept.Length < lines.Length || !EndsWithLine(path))
            AtomicFile.Write(path, System.Text.Encoding.UTF8.GetBytes(string.Concat(kept.Select(line => line + "\n"))));
    }

    private static bool EndsWithLine(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length == 0)
            return true;
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }

    private static long? StepOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("step").GetInt64();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
