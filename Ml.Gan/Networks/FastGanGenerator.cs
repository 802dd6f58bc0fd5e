namespace Ml.Gan.Networks;

/// <summary>
/// FastGAN's generator (Liu et al., 2021): from the latents to 4×4 (7×7 for 28×28 images), then blocks that double
/// height and width, of one convolution or of two with noise in turn. Each map of a size of 64 pixels or more is
/// excited by the one of a 16th of its size; where there is none so large, the last one by the first.
/// </summary>
internal static class FastGanGenerator
{
    /// <summary>Doublings between a map and the one that it excites.</summary>
    private const int LongestSkip = 4;

    /// <param name="design">What it is to be like.</param>
    /// <param name="channelsAfter">Channels of the maps at the image's size halved so often.</param>
    /// <param name="parameters">Makes the weights.</param>
    public static GeneratorNetwork Create(
        GeneratorDesign design, Func<int, int> channelsAfter, ParameterFactory parameters)
    {
        int doublings = SquareImages.Halvings(design.Output);
        int smallest = design.Output.Height >> doublings;
        int[] channels = [.. Enumerable.Range(0, doublings + 1).Select(level => channelsAfter(doublings - level))];
        List<LayerSequence> blocks = [First(design.InputSize, channels[0], smallest, parameters)];
        for (int level = 1; level <= doublings; level++)
            blocks.Add(Up(channels[level - 1], channels[level], isDouble: level % 2 == 1, parameters));
        var maps = new ExcitedBlocks(
            blocks, Math.Min(LongestSkip, doublings),
            (from, to) => new SkipLayerExcitation(channels[from], channels[to], 1 << from, smallest, parameters));
        var image = new Convolution(
            channels[^1], design.Output.Channels, kernel: 3, stride: 1, padding: 1, bias: true, parameters);
        return new SequentialGenerator(design, [maps, image, new Tanh()]);
    }

    private static LayerSequence First(int inputs, int outputs, int size, ParameterFactory parameters) => new("first",
    [
        new LinearToFeatureMaps(inputs, 2 * outputs, size, parameters),
        new BatchNorm(2 * outputs, parameters),
        new GatedLinearUnit(),
    ]);

    private static LayerSequence Up(int inputs, int outputs, bool isDouble, ParameterFactory parameters) => new("up",
    [
        new NearestUpsampling(),
        .. GatedConvolution.Create(inputs, outputs, parameters, withNoise: isDouble),
        .. isDouble ? GatedConvolution.Create(outputs, outputs, parameters, withNoise: true) : [],
    ]);
}

/// <summary>
/// A 3×3 convolution, noise where it is asked for, batch normalization and a gated linear unit: (N, inputs, H, W) to
/// (N, outputs, H, W).
/// </summary>
internal static class GatedConvolution
{
    public static Layer[] Create(int inputs, int outputs, ParameterFactory parameters, bool withNoise = false) =>
    [
        new Convolution(inputs, 2 * outputs, kernel: 3, stride: 1, padding: 1, bias: false, parameters),
        .. withNoise ? [new NoiseInjection(parameters)] : (Layer[])[],
        new BatchNorm(2 * outputs, parameters),
        new GatedLinearUnit(),
    ];
}
