namespace Ml.Gan.Onnx;

/// <summary>
/// Look at a path before it is opened: opening a pipe waits for somebody who writes, and a device has no end.
/// </summary>
internal static class RegularFile
{
    /// <summary>Why a path can't be read as a file, as the end of a sentence about it; null where it can.</summary>
    internal static string? Fault(string path)
    {
        try
        {
            if (Directory.Exists(path))
                return "is a folder, not a file";
            var file = Target(path);
            return !file.Exists ? $"{(file.FullName == Path.GetFullPath(path) ? "doesn't exist" : "links to no file")}"
                : file.Length == 0 ? "is empty, or a pipe or device instead of a file"
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"can't be opened: {e.Message.TrimEnd('.')}";
        }
    }

    /// <summary>The file that a path leads to in the end, where it is a link; there need not be one.</summary>
    /// <exception cref="IOException">Links lead to each other.</exception>
    internal static FileInfo Target(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null
            ? file
            : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }

    /// <summary>Whether a path is a pipe that the shell has opened, as <c>/dev/stdin</c> may be.</summary>
    internal static bool IsOpenPipe(string path) =>
        OperatingSystem.IsLinux() && Target(path).Name.StartsWith("pipe:[", StringComparison.Ordinal);
}
