namespace Microsoft.ML.Data;

/// <summary>Reads and writes image files.</summary>
static unsafe class PixbufCodec
{
    /// <exception cref="InvalidDataException">The bytes are no image, or a part of one.</exception>
    public static MLImage Decode(byte[] file)
    {
        nint loader = Pixbuf.LoaderNew();
        try
        {
            Pixbuf.Error* error = null;
            Pixbuf.Error* closing = null;
            bool read;
            fixed (byte* bytes = file) read = Pixbuf.LoaderWrite(loader, bytes, (nuint)file.Length, &error) != 0;
            bool closed = Pixbuf.LoaderClose(loader, read ? &closing : null) != 0;
            if (!read) throw new InvalidDataException(Pixbuf.Take(error));
            if (!closed) throw new InvalidDataException(Pixbuf.Take(closing));
            nint pixbuf = Pixbuf.LoaderGetPixbuf(loader);
            return pixbuf != 0 ? Copy(pixbuf) : throw new InvalidDataException("it holds no picture.");
        }
        finally
        {
            Pixbuf.Unref(loader);
        }
    }

    /// <param name="image">The picture.</param>
    /// <param name="type">"png" or "jpeg".</param>
    public static byte[] Encode(MLImage image, string type)
    {
        byte[] rgba = PixelOrder.ToStraightRgba(image);
        fixed (byte* pixels = rgba)
        {
            nint pixbuf = Pixbuf.NewFromData(pixels, 0, 1, 8, image.Width, image.Height, 4 * image.Width);
            try
            {
                return Save(pixbuf, type);
            }
            finally
            {
                Pixbuf.Unref(pixbuf);
            }
        }
    }

    static byte[] Save(nint pixbuf, string type)
    {
        byte* buffer = null;
        nuint size = 0;
        Pixbuf.Error* error = null;
        fixed (byte* quality = "quality\0"u8, best = "100\0"u8)
        {
            byte*[] keys = type == "jpeg" ? [quality, null] : [null];
            byte*[] values = type == "jpeg" ? [best, null] : [null];
            fixed (byte** k = keys, v = values)
                if (Pixbuf.SaveToBuffer(pixbuf, &buffer, &size, type, k, v, &error) == 0)
                    throw new IOException($"The image can't be written as {type}: {Pixbuf.Take(error)}");
        }
        try
        {
            return new ReadOnlySpan<byte>(buffer, checked((int)size)).ToArray();
        }
        finally
        {
            Pixbuf.Free(buffer);
        }
    }

    static MLImage Copy(nint pixbuf)
    {
        int width = Pixbuf.Width(pixbuf), height = Pixbuf.Height(pixbuf);
        int channels = Pixbuf.Channels(pixbuf), stride = Pixbuf.RowStride(pixbuf);
        byte* source = Pixbuf.Pixels(pixbuf);
        byte[] rgba = new byte[4L * width * height];
        for (int y = 0; y < height; y++)
        {
            byte* row = source + (long)y * stride;
            var target = rgba.AsSpan(4 * y * width, 4 * width);
            for (int x = 0; x < width; x++)
            {
                target[4 * x] = row[channels * x];
                target[4 * x + 1] = row[channels * x + 1];
                target[4 * x + 2] = row[channels * x + 2];
                target[4 * x + 3] = channels == 4 ? row[channels * x + 3] : byte.MaxValue;
            }
        }
        return PixelOrder.FromStraightRgba(width, height, rgba);
    }
}
