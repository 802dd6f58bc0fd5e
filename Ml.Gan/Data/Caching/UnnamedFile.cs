using Microsoft.Win32.SafeHandles;

namespace Ml.Gan.Data.Caching;

/// <summary>
/// Temporary file that vanishes with the processes that have it open, however they end: on Unix it loses its name as
/// soon as it is open, elsewhere the system deletes it on close.
/// </summary>
internal static class UnnamedFile
{
    /// <summary>Creates one, to be written and read.</summary>
    /// <exception cref="IOException">It can't be created.</exception>
    public static SafeFileHandle Create()
    {
        string path = Path.Combine(Path.GetTempPath(), $"ml-gan-{Guid.NewGuid():N}.cache");
        bool isDeletedOnClose = OperatingSystem.IsWindows();
        var handle = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete,
            isDeletedOnClose ? FileOptions.DeleteOnClose : FileOptions.None);
        if (!isDeletedOnClose)
            File.Delete(path);
        return handle;
    }
}
