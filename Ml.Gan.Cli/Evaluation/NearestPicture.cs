using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Evaluation;

/// <summary>Picture of generated images, each left of the real ones that are nearest to it.</summary>
internal static class NearestPicture
{
    /// <summary>Generated images in the picture, at most.</summary>
    public const int Rows = 12;

    /// <summary>Writes the picture, a row for each generated image.</summary>
    public static void Save(string path, IReadOnlyList<NearestReal> nearest, SampleShape shape)
    {
        float[] values = [.. nearest.SelectMany(row => row.Real.Prepend(row.Generated)).SelectMany(Values)];
        ImageGrid.Save(
            path,
            new ImageBatch(values, shape.Channels, shape.Height, shape.Width, ValueRange.Tanh),
            new ImageGridOptions { Columns = NearestReal.Neighbors + 1 });
    }

    private static float[] Values(ReadOnlyMemory<float> image) => image.ToArray();
}
