using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks;

/// <summary>Layers between the sizes of images in different stages.</summary>
internal static class Resizing
{
    /// <summary>Averages blocks of pixels; the identity for a factor of 1.</summary>
    public static Layer Down(int factor) => factor == 1 ? Same() : new AveragePooling(factor);

    /// <summary>Repeats pixels; the identity for a factor of 1.</summary>
    public static Layer Up(int factor) => factor == 1 ? Same() : new NearestUpsampling(factor);

    private static LayerSequence Same() => new("same", []);
}
