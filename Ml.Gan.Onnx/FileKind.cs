using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ml.Gan.Onnx;

/// <summary>What a path is the name of, which .NET doesn't tell: a file, or a device, pipe or socket.</summary>
internal static class FileKind
{
    private const int CurrentFolder = -100, TypeOnly = 1, BytesOfStatus = 256, PlaceOfMode = 28;
    private const int TypeMask = 0xF000, RegularFile = 0x8000, Folder = 0x4000;

    /// <summary>
    /// Whether a path, links followed, leads to a device, pipe or socket. Told on Linux alone; elsewhere, and where it
    /// leads nowhere, false.
    /// </summary>
    internal static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        byte[] status = new byte[BytesOfStatus];
        try
        {
            if (Statx(CurrentFolder, path, 0, TypeOnly, status) != 0)
                return false;
        }
        catch (EntryPointNotFoundException)
        {
            // Systems older than the call.
            return false;
        }
        int type = (BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(PlaceOfMode))
            : BinaryPrimitives.ReadUInt16BigEndian(status.AsSpan(PlaceOfMode))) & TypeMask;
        return type is not (RegularFile or Folder);
    }

    /// <summary>Its structure, unlike stat's, is the same on every processor.</summary>
    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
