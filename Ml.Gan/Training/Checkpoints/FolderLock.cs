namespace Ml.Gan.Training.Checkpoints;

/// <summary>
/// Lock of a folder that a training writes to, so that a second one doesn't. The system releases it when the process
/// ends, however that happens.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string FileName = ".lock";

    private readonly FileStream _stream;

    private FolderLock(FileStream stream) => _stream = stream;

    /// <summary>Locks a folder that exists.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="advice">What to do where it is locked already, as the end of a message.</param>
    /// <exception cref="GanException">Another training has locked it.</exception>
    /// <exception cref="IOException">The folder can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static FolderLock Take(string folder, string advice)
    {
        string path = Path.Combine(folder, FileName);
        FileStream stream;
        try
        {
            stream = new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            throw new GanException($"A training is writing to '{folder}'. {advice}", e);
        }
        return new FolderLock(stream);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
