namespace Ml.Gan.Onnx;

/// <summary>Writes a file whole or not at all: to a temporary neighbor first, then renamed over the target.</summary>
internal static class AtomicFile
{
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string target = Path.GetFullPath(path);
        if (Directory.Exists(target))
            throw new IOException($"Cannot write '{path}': it is a folder. Name a file inside it.");
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException(
                $"Cannot write '{path}': the folder '{folder}' does not exist. Create it first.");

        string temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
