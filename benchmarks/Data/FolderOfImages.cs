using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Benchmarks.Data;

/// <summary>A temporary folder of PNG files.</summary>
internal sealed class FolderOfImages : IDisposable
{
    public const int Size = 64, Channels = 3;

    private int _count;

    public string Path { get; } = Directory.CreateTempSubdirectory("ml-gan-").FullName;

    /// <summary>Draws as many more as are missing.</summary>
    public void Fill(int count)
    {
        using var glyphs = new Glyphs(Size, Channels);
        float[] values = new float[glyphs.Shape.Length];
        for (; _count < count; _count++)
        {
            glyphs.Read([_count], values);
            var image = new ImageBatch(values, Channels, Size, Size, ValueRange.Tanh);
            File.WriteAllBytes(
                System.IO.Path.Combine(Path, $"{_count:D6}.png"),
                PngEncoder.Encode(image.ToPixels(0), Size, Size, Channels));
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
