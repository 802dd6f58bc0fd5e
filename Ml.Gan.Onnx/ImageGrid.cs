using Ml.Gan.Onnx.Notebooks;

namespace Ml.Gan.Onnx;

/// <summary>Many images in one picture: row by row, from the top left.</summary>
[TypeFormatterSource(typeof(ImageFormatterSource))]
public sealed class ImageGrid
{
    private const int ViewableHeight = 56;

    private readonly byte[] _pixels;

    private ImageGrid(byte[] pixels, int width, int height, int channels)
    {
        _pixels = pixels;
        Width = width;
        Height = height;
        Channels = channels;
    }

    /// <summary>Width of the picture in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the picture in pixels.</summary>
    public int Height { get; }

    /// <summary>1 for gray, 3 for RGB.</summary>
    public int Channels { get; }

    /// <summary>The picture's bytes, (H, W, C).</summary>
    public ReadOnlyMemory<byte> Pixels => _pixels;

    /// <summary>Lays images out.</summary>
    /// <param name="images">One image or more, with 1 or 3 channels.</param>
    /// <param name="options">Columns, padding and scale; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// There is no image, or an image has neither 1 nor 3 channels, or the picture would be too large.
    /// </exception>
    public static ImageGrid Create(ImageBatch images, ImageGridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        options ??= new ImageGridOptions();
        options.Validate();
        if (images.Count == 0)
            throw new ArgumentException("A grid needs at least one image.", nameof(images));
        if (images.Channels is not (1 or 3))
            throw new ArgumentException(
                $"A grid shows images with 1 channel (gray) or 3 (RGB); these have {images.Channels}.", nameof(images));

        var (columns, scale, width, height) = Size(images.Count, images.Height, images.Width, options);
        if ((Int128)width * height * images.Channels > Array.MaxLength)
            throw new ArgumentException(
                $"The grid would be {width}×{height} pixels, which is too large. Show fewer images or a smaller scale.",
                nameof(images));

        byte[] pixels = new byte[width * height * images.Channels];
        Array.Fill(pixels, options.Background);
        var grid = new ImageGrid(pixels, (int)width, (int)height, images.Channels);
        for (int i = 0; i < images.Count; i++)
        {
            int left = ((i % columns * (images.Width + options.Padding)) + options.Padding) * scale;
            int top = ((i / columns * (images.Height + options.Padding)) + options.Padding) * scale;
            grid.Draw(images.ToPixels(i), images.Width, left, top, scale);
        }

        return grid;
    }

    /// <summary>Lays images out and writes them as a PNG file; nothing is left behind when writing fails.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="images">One image or more, with 1 or 3 channels.</param>
    /// <param name="options">Columns, padding and scale; null for the defaults.</param>
    /// <exception cref="ArgumentException">As for <see cref="Create"/>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, ImageBatch images, ImageGridOptions? options = null) =>
        Create(images, options).Save(path);

    /// <summary>Lays images out and writes them as a PNG file to a stream, which stays open.</summary>
    /// <param name="stream">Where it is written to.</param>
    /// <param name="images">One image or more, with 1 or 3 channels.</param>
    /// <param name="options">Columns, padding and scale; null for the defaults.</param>
    /// <exception cref="ArgumentException">As for <see cref="Create"/>.</exception>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    public static void Save(Stream stream, ImageBatch images, ImageGridOptions? options = null) =>
        Create(images, options).Save(stream);

    /// <summary>The picture as the bytes of a PNG file.</summary>
    public byte[] ToPng() => PngEncoder.Encode(_pixels, Width, Height, Channels);

    /// <summary>Writes the picture as a PNG file; nothing is left behind when writing fails.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, ToPng());

    /// <summary>Writes the picture as a PNG file to a stream, which stays open.</summary>
    /// <param name="stream">Where it is written to.</param>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToPng());
    }

    /// <summary>Columns, scale, width and height in pixels of a grid of so many images of a size.</summary>
    internal static (int Columns, int Scale, long Width, long Height) Size(
        int count, int imageHeight, int imageWidth, ImageGridOptions options)
    {
        int columns = options.Columns > 0 ? options.Columns : (int)Math.Ceiling(Math.Sqrt(count));
        columns = Math.Min(columns, count);
        int rows = ((count - 1) / columns) + 1;
        int scale = options.Scale > 0 ? options.Scale : ((ViewableHeight - 1) / imageHeight) + 1;
        long width = ((columns * ((long)imageWidth + options.Padding)) + options.Padding) * scale;
        long height = ((rows * ((long)imageHeight + options.Padding)) + options.Padding) * scale;
        return (columns, scale, width, height);
    }

    private void Draw(byte[] image, int imageWidth, int left, int top, int scale)
    {
        int imageHeight = image.Length / imageWidth / Channels;
        for (int y = 0; y < imageHeight * scale; y++)
        {
            var source = image.AsSpan(y / scale * imageWidth * Channels, imageWidth * Channels);
            var target = _pixels.AsSpan((((top + y) * Width) + left) * Channels, imageWidth * scale * Channels);
            for (int i = 0; i < target.Length; i++)
                target[i] = source[(i / Channels / scale * Channels) + (i % Channels)];
        }
    }
}

/// <summary>Layout of images in a grid.</summary>
public sealed record ImageGridOptions
{
    /// <summary>Images in a row. Default 0: as many as make the grid square.</summary>
    public int Columns { get; init; }

    /// <summary>Pixels between images and around them, before scaling. Default 2.</summary>
    public int Padding { get; init; } = 2;

    /// <summary>
    /// Number of times that each pixel is repeated in each direction. Default 0: as often as makes an image at least 56
    /// pixels high.
    /// </summary>
    public int Scale { get; init; }

    /// <summary>The gray value between images and in empty cells. Default 0, black.</summary>
    public byte Background { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Columns);
        ArgumentOutOfRangeException.ThrowIfNegative(Padding);
        ArgumentOutOfRangeException.ThrowIfNegative(Scale);
    }
}
