using System.Runtime.InteropServices;

namespace Ml.Gan.Native;

/// <summary>
/// Thresholds of glibc's allocator. By default every tensor of more than 32 MiB, and at first of more than 128 KiB,
/// gets pages fresh from the system and gives them back at once: touching them costs more than the arithmetic on
/// virtual machines. With raised thresholds the process keeps what tensors free, for the next ones.
/// </summary>
internal static class FreedMemory
{
    private const int TrimThreshold = -1, MapThreshold = -3;

    /// <summary>The largest that every glibc takes: it rules out maps of their own for smaller blocks.</summary>
    private const int LargestMapThreshold = 1 << 25;

    private static readonly Lock s_setting = new();
    private static bool? s_isKept;

    /// <summary>
    /// Whether the thresholds were raised; null where nothing has asked for it, false where the allocator isn't
    /// glibc's.
    /// </summary>
    public static bool? IsKept => s_isKept;

    /// <summary>Whether the process allocates by glibc.</summary>
    public static bool IsGlibc => TryGetLibrary(out _);

    /// <summary>Raises the thresholds of the process, once.</summary>
    public static void Keep()
    {
        lock (s_setting)
            s_isKept ??= Raise();
    }

    private static bool Raise()
    {
        if (!TryGetLibrary(out nint library) || !NativeLibrary.TryGetExport(library, "mallopt", out nint address))
            return false;
        var mallopt = Marshal.GetDelegateForFunctionPointer<Mallopt>(address);
        return (mallopt(MapThreshold, int.MaxValue) == 1 || mallopt(MapThreshold, LargestMapThreshold) == 1)
            && mallopt(TrimThreshold, int.MaxValue) == 1;
    }

    private static bool TryGetLibrary(out nint library)
    {
        library = 0;
        return OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out library)
            && NativeLibrary.TryGetExport(library, "gnu_get_libc_version", out _);
    }

    private delegate int Mallopt(int parameter, int value);
}
