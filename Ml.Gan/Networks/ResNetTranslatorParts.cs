namespace Ml.Gan.Networks;

/// <summary>What a <see cref="ResNetTranslator"/>, and systems that divide it, are made of.</summary>
/// <param name="Width">Channels of the maps at the image's size.</param>
/// <param name="Normalization">Normalization of the maps.</param>
/// <param name="Parameters">Makes the weights.</param>
internal sealed record ResNetTranslatorParts(
    int Width, TranslatorNormalization Normalization, ParameterFactory Parameters)
{
    /// <summary>From images to maps of a quarter of their size.</summary>
    public Layer[] Down(int channels) =>
    [
        .. Mirrored(channels, Width, kernel: 7), new Relu(),
        .. Convolution(Width, 2 * Width, stride: 2), new Relu(),
        .. Convolution(2 * Width, 4 * Width, stride: 2), new Relu(),
    ];

    /// <summary>Some of a network's blocks.</summary>
    /// <param name="count">How many.</param>
    /// <param name="all">How many the network has.</param>
    public Layer[] Blocks(int count, int all) =>
        [.. Enumerable.Range(0, count).Select(_ => Block(4 * Width, all))];

    /// <summary>From maps of a quarter of the size to images.</summary>
    public Layer[] Up(int channels) =>
    [
        new NearestUpsampling(), .. Convolution(4 * Width, 2 * Width, stride: 1), new Relu(),
        new NearestUpsampling(), .. Convolution(2 * Width, Width, stride: 1), new Relu(),
        .. ReflectedConvolution.Create(
            Width, channels, kernel: 7, bias: true, Parameters, Normalization.Deviation(49 * Width)),
        new Tanh(),
    ];

    /// <summary>A 3×3 convolution with its normalization.</summary>
    private Layer[] Convolution(int inputs, int outputs, int stride) =>
    [
        new Convolution(
            inputs, outputs, kernel: 3, stride, padding: 1, Normalization.NeedsBias(), Parameters,
            standardDeviation: Normalization.Deviation(9 * inputs)),
        .. Normalization.CreateLayers(outputs, Parameters),
    ];

    /// <summary>A convolution of maps that go on mirrored, with its normalization.</summary>
    private Layer[] Mirrored(int inputs, int outputs, int kernel, double scale = 1) =>
    [
        .. ReflectedConvolution.Create(
            inputs, outputs, kernel, Normalization.NeedsBias(), Parameters,
            scale * Normalization.Deviation(inputs * kernel * kernel)),
        .. Normalization.CreateLayers(outputs, Parameters),
    ];

    /// <summary>A block; without normalization, all together add as much as what they are added to.</summary>
    private Residual Block(int channels, int blocks)
    {
        double scale = Normalization == TranslatorNormalization.None ? 1 / Math.Sqrt(blocks) : 1;
        Layer[] first = Mirrored(channels, channels, kernel: 3), second = Mirrored(channels, channels, 3, scale);
        return new Residual([.. first, new Relu(), .. second], []);
    }
}
