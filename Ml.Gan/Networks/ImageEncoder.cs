using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>
/// Image encoder: images (N, C, H, W) to features (N, F). 4×4 convolutions of stride 2 halve height and width down to 4
/// to 7 pixels, their channels doubled up to 4 times, each with batch normalization and ReLU; a fully connected layer
/// with ReLU gives the features.
/// </summary>
internal static class ImageEncoder
{
    private const int LeastSide = 8, LastSide = 8, LargestFactor = 4;

    /// <summary>Refuses images that can't be encoded.</summary>
    /// <exception cref="GanOptionException">They are too small, or vectors.</exception>
    public static void Check(SampleShape images) => OptionValue.Require(
        Math.Min(images.Height, images.Width) >= LeastSide, "Size",
        $"Images need {LeastSide} pixels on a side at least to be encoded; they are {images.Width}×{images.Height}.");

    /// <param name="images">Shape of an image.</param>
    /// <param name="width">Channels of the first layer.</param>
    /// <param name="features">F.</param>
    /// <param name="parameters">Makes the weights.</param>
    public static LayerSequence Create(SampleShape images, int width, int features, ParameterFactory parameters)
    {
        List<Layer> layers = [];
        var (channels, height, across) = (images.Channels, images.Height, images.Width);
        int next = width;
        while (Math.Min(height, across) >= LastSide)
        {
            layers.AddRange(
            [
                new Convolution(
                    channels, next, kernel: 4, stride: 2, padding: 1, bias: false, parameters,
                    standardDeviation: Math.Sqrt(2.0 / (channels * 16))),
                new BatchNorm(next, parameters),
                new Relu(),
            ]);
            (channels, height, across) = (next, height / 2, across / 2);
            next = Math.Min(2 * next, LargestFactor * width);
        }
        layers.AddRange([new Flatten(), new Linear(channels * height * across, features, parameters), new Relu()]);
        return new LayerSequence("encoder", layers);
    }
}
