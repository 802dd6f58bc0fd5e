namespace Ml.Gan.Onnx;

/// <summary>
/// Writes a file whole or not at all, also where the power fails: to a temporary neighbor first, down to the disk, then
/// renamed over the target.
/// </summary>
internal static class AtomicFile
{
    /// <exception cref="IOException">The file can't be written; the message names it, and nothing is left.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the same.</exception>
    internal static void Write(string path, ReadOnlySpan<byte> bytes) =>
        Write(path, bytes, static (stream, content) => stream.Write(content));

    /// <summary>The same of what is written to a stream.</summary>
    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte})" path="/exception"/>
    internal static void Write(string path, Action<Stream> write) => Write(path, [], (stream, _) => write(stream));

    private static void Write(string path, ReadOnlySpan<byte> bytes, Action<Stream, ReadOnlySpan<byte>> write)
    {
        string target = RequireFolder(path);
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream, bytes);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
            FolderSync.Flush(Path.GetDirectoryName(target)!);
        }
        catch (IOException failure)
        {
            File.Delete(temporary);
            throw new IOException(Message(failure), failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            File.Delete(temporary);
            throw new UnauthorizedAccessException(Message(failure), failure);
        }

        string Message(Exception failure) =>
            $"Cannot write '{path}': {failure.Message.Replace(temporary, target, StringComparison.Ordinal)}";
    }

    /// <summary>
    /// The full path of a file that is to be written, where its folder is there; of a link that of what it leads to, so
    /// that the link stays.
    /// </summary>
    /// <exception cref="IOException">
    /// It is a folder, device or pipe, or its folder doesn't exist, or links lead to each other.
    /// </exception>
    internal static string RequireFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string target = Target(path);
        if (Directory.Exists(target))
            throw new IOException($"Cannot write '{path}': it is a folder. Name a file inside it.");
        if (FileKind.IsSpecial(target))
            throw new IOException(
                $"Cannot write '{path}': it is a device or a pipe, which a file would take the place of. Name a file.");
        string folder = Path.GetDirectoryName(target)!;
        return Directory.Exists(folder)
            ? target
            : throw new DirectoryNotFoundException(
                $"Cannot write '{path}': the folder '{folder}' does not exist. Create it first.");
    }

    private static string Target(string path)
    {
        try
        {
            return RegularFile.Target(Path.GetFullPath(path)).FullName;
        }
        catch (IOException failure)
        {
            throw new IOException($"Cannot write '{path}': {failure.Message}", failure);
        }
    }
}
