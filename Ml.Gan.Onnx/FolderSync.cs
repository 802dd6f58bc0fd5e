using System.Runtime.InteropServices;

namespace Ml.Gan.Onnx;

/// <summary>
/// Brings the names in a folder to the disk, so that a file that was renamed is there after a power failure.
/// </summary>
internal static class FolderSync
{
    private const string Library = "libc";

    /// <summary>
    /// Flushes a folder where the system has a call for it; nothing where it has none or refuses: what is in the files
    /// is on the disk already.
    /// </summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int file = Open(folder, 0);
        if (file < 0)
            return;
        _ = Sync(file);
        _ = Close(file);
    }

    [DllImport(Library, EntryPoint = "open")]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport(Library, EntryPoint = "fsync")]
    private static extern int Sync(int file);

    [DllImport(Library, EntryPoint = "close")]
    private static extern int Close(int file);
}
