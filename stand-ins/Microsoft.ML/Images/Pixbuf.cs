using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

/// <summary>The functions of gdk-pixbuf, and of the libraries below it, that are used here.</summary>
static unsafe partial class Pixbuf
{
    const string Gdk = "libgdk_pixbuf-2.0.so.0";
    const string GObject = "libgobject-2.0.so.0";
    const string GLib = "libglib-2.0.so.0";

    /// <summary>Interpolates where it enlarges, averages areas where it reduces.</summary>
    public const int Bilinear = 2;

    [StructLayout(LayoutKind.Sequential)]
    public struct Error
    {
        public uint Domain;
        public int Code;
        public byte* Message;
    }

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_loader_new")]
    public static partial nint LoaderNew();

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_loader_write")]
    public static partial int LoaderWrite(nint loader, byte* bytes, nuint count, Error** error);

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_loader_close")]
    public static partial int LoaderClose(nint loader, Error** error);

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_loader_get_pixbuf")]
    public static partial nint LoaderGetPixbuf(nint loader);

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_get_width")]
    public static partial int Width(nint pixbuf);

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_get_height")]
    public static partial int Height(nint pixbuf);

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_get_n_channels")]
    public static partial int Channels(nint pixbuf);

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_get_rowstride")]
    public static partial int RowStride(nint pixbuf);

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_read_pixels")]
    public static partial byte* Pixels(nint pixbuf);

    /// <summary>A picture over memory that stays the caller's.</summary>
    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_new_from_data")]
    public static partial nint NewFromData(byte* data, int colorspace, int hasAlpha, int bits, int width, int height, int rowStride,
        nint destroy = 0, nint destroyData = 0);

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_scale")]
    public static partial void Scale(nint source, nint target, int x, int y, int width, int height, double offsetX, double offsetY,
        double scaleX, double scaleY, int interpolation);

    [LibraryImport(Gdk, EntryPoint = "gdk_pixbuf_save_to_bufferv")]
    public static partial int SaveToBuffer(nint pixbuf, byte** buffer, nuint* size, [MarshalAs(UnmanagedType.LPStr)] string type,
        byte** keys, byte** values, Error** error);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    public static partial void Unref(nint instance);

    [LibraryImport(GLib, EntryPoint = "g_free")]
    public static partial void Free(void* memory);

    [LibraryImport(GLib, EntryPoint = "g_error_free")]
    private static partial void ErrorFree(Error* error);

    /// <summary>The message of an error, which is freed.</summary>
    public static string Take(Error* error)
    {
        if (error == null) return "unknown error";
        string message = Marshal.PtrToStringUTF8((nint)error->Message);
        ErrorFree(error);
        return message;
    }
}
