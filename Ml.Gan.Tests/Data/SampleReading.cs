using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

internal static class SampleReading
{
    public static float[] Read(this ISampleSource source, params long[] indices)
    {
        float[] destination = new float[indices.Length * source.Shape.Length];
        source.Read(indices, destination);
        return destination;
    }

    /// <summary>A sample as the bytes of an image.</summary>
    public static byte[] ReadBytes(this ISampleSource source, long index) =>
        [.. source.Read(index).Select(value => (byte)MathF.Round((value + 1) * 127.5f))];

    public static long[] ReadLabels(this ISampleSource source, params long[] indices) => source.Labels!.Read(indices);
}
