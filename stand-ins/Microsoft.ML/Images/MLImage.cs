namespace Microsoft.ML.Data;

/// <summary>A picture in memory, four bytes a pixel, colours multiplied by alpha.</summary>
public sealed class MLImage : IDisposable
{
    byte[] pixels;

    internal MLImage(int width, int height, MLPixelFormat format, byte[] pixels)
    {
        Width = width;
        Height = height;
        PixelFormat = format;
        this.pixels = pixels;
    }

    public int Width { get; }

    public int Height { get; }

    public MLPixelFormat PixelFormat { get; }

    public int BitsPerPixel => 32;

    /// <summary>A text that goes with the picture, such as its path.</summary>
    public string Tag { get; set; }

    /// <summary>The pixels row by row, in the order of <see cref="PixelFormat"/>.</summary>
    public ReadOnlySpan<byte> Pixels => Bytes;

    /// <summary>Blue, green, red of each pixel.</summary>
    public byte[] GetBGRPixels
    {
        get
        {
            byte[] bgr = new byte[3 * Width * Height];
            for (int i = 0; i < Width * Height; i++)
            {
                bgr[3 * i] = Bytes[4 * i + BlueAt];
                bgr[3 * i + 1] = Bytes[4 * i + 1];
                bgr[3 * i + 2] = Bytes[4 * i + RedAt];
            }
            return bgr;
        }
    }

    internal byte[] Bytes => pixels ?? throw new InvalidOperationException("The image is disposed.");

    internal int RedAt => PixelFormat == MLPixelFormat.Rgba32 ? 0 : 2;

    internal int BlueAt => 2 - RedAt;

    public static MLImage CreateFromFile(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        if (!File.Exists(imagePath)) throw new ArgumentException($"There is no file '{imagePath}'.", nameof(imagePath));
        try
        {
            var image = PixbufCodec.Decode(File.ReadAllBytes(imagePath));
            image.Tag = imagePath;
            return image;
        }
        catch (InvalidDataException e)
        {
            throw new ArgumentException($"'{imagePath}' can't be read as an image: {e.Message}", nameof(imagePath), e);
        }
    }

    public static MLImage CreateFromStream(Stream imageStream)
    {
        ArgumentNullException.ThrowIfNull(imageStream);
        using var memory = new MemoryStream();
        imageStream.CopyTo(memory);
        try
        {
            return PixbufCodec.Decode(memory.ToArray());
        }
        catch (InvalidDataException e)
        {
            throw new ArgumentException($"The stream can't be read as an image: {e.Message}", nameof(imageStream), e);
        }
    }

    /// <summary>A picture from a copy of its pixels.</summary>
    public static MLImage CreateFromPixels(int width, int height, MLPixelFormat pixelFormat, ReadOnlySpan<byte> imagePixelData)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixelFormat is not (MLPixelFormat.Bgra32 or MLPixelFormat.Rgba32))
            throw new ArgumentException($"The pixel format {pixelFormat} is not supported.", nameof(pixelFormat));
        if (imagePixelData.Length != 4L * width * height)
            throw new ArgumentException(
                $"{width} x {height} pixels are {4L * width * height} bytes, not {imagePixelData.Length}.",
                nameof(imagePixelData));
        return new(width, height, pixelFormat, imagePixelData.ToArray());
    }

    /// <summary>Writes the picture as PNG or JPEG, as the extension says.</summary>
    public void Save(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        string type = Path.GetExtension(imagePath).ToLowerInvariant() switch
        {
            ".png" => "png",
            ".jpg" or ".jpeg" => "jpeg",
            var other => throw new ArgumentException(
                $"'{imagePath}': images are written as .png, .jpg or .jpeg, not as '{other}'.", nameof(imagePath)),
        };
        File.WriteAllBytes(imagePath, PixbufCodec.Encode(this, type));
    }

    public void Dispose() => pixels = null;
}
