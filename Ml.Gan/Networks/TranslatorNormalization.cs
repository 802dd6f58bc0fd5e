namespace Ml.Gan.Networks;

/// <summary>Normalization of the feature maps of translators and their discriminators.</summary>
public enum TranslatorNormalization
{
    /// <summary>None.</summary>
    None,

    /// <summary>
    /// Each channel of each image by its own mean and variance, in training and inference (Ulyanov et al., 2016).
    /// </summary>
    Instance,

    /// <summary>
    /// Each channel by mean and variance of the batch, in inference by running ones (Ioffe and Szegedy, 2015).
    /// </summary>
    Batch,
}

/// <summary>Layers of the normalizations.</summary>
internal static class TranslatorNormalizations
{
    /// <summary>The layer for so many channels; none where nothing is normalized.</summary>
    public static Layer[] CreateLayers(
        this TranslatorNormalization normalization, int channels, ParameterFactory parameters) =>
        normalization switch
        {
            TranslatorNormalization.None => [],
            TranslatorNormalization.Instance => [new InstanceNorm(channels, parameters)],
            TranslatorNormalization.Batch => [new BatchNorm(channels, parameters)],
            _ => throw new GanOptionException("Normalization",
                $"There is no normalization {normalization}; there are "
                + $"{string.Join(", ", Enum.GetNames<TranslatorNormalization>())}."),
        };

    /// <summary>
    /// Standard deviation of a convolution's weights at the start: the papers' 0.02, but where nothing scales what they
    /// make, the one by which a rectifier keeps the variance (He et al., 2015).
    /// </summary>
    /// <param name="normalization">The network's normalization.</param>
    /// <param name="fanIn">Products that an output sums.</param>
    public static double Deviation(this TranslatorNormalization normalization, int fanIn) =>
        normalization == TranslatorNormalization.None
            ? EqualizedWeight.RectifierGain / Math.Sqrt(fanIn)
            : Convolution.DefaultDeviation;

    /// <summary>Whether a layer before it needs a bias: a normalization takes every mean away.</summary>
    public static bool NeedsBias(this TranslatorNormalization normalization) =>
        normalization == TranslatorNormalization.None;
}
