using Ml.Gan.Data;
using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// FastGAN's discriminator (Liu et al., 2021): down to 8×8 (7×7 for 28×28 images) by blocks of two branches that are
/// added up, each map excited by the one that is 8 times as large, or where there is none so large the last by the
/// first; then one more convolution, which conditions are joined to where they are not projected, and the score.
/// Decoders reconstruct real images from the last two maps.
/// </summary>
internal sealed class FastGanDiscriminator : DiscriminatorNetwork
{
    /// <summary>Halvings between a map and the one that it excites.</summary>
    private const int LongestSkip = 3;

    /// <summary>Pixels on a side of images whose first convolution halves them.</summary>
    private const int Large = 512;

    /// <summary>
    /// What the sum of two branches is multiplied by. The paper's is ½; this one keeps the variance, where batch
    /// normalization doesn't set it anyway.
    /// </summary>
    private static readonly double s_ofTwo = Math.Sqrt(0.5);

    private readonly ExcitedBlocks _trunk;
    private readonly DiscriminatorNetwork _head;
    private readonly FastGanDecoders _decoders;

    /// <param name="design">What it is to be like.</param>
    /// <param name="channelsAfter">Channels of the maps at the image's size halved so often.</param>
    /// <param name="parameters">Makes the weights.</param>
    public FastGanDiscriminator(
        DiscriminatorDesign design, Func<int, int> channelsAfter, ParameterFactory parameters)
    {
        int halvings = SquareImages.Halvings(design.Input) - (design.Input.Height == 28 ? 0 : 1);
        int first = design.Input.Height >= Large ? 1 : 0;
        int smallest = design.Input.Height >> SquareImages.Halvings(design.Input);
        List<LayerSequence> blocks = [First(design, channelsAfter(first), halves: first > 0, parameters)];
        for (int level = first; level < halvings; level++)
            blocks.Add(Down(design, channelsAfter(level), channelsAfter(level + 1), parameters));
        int Size(int block) => design.Input.Height >> (block + first);
        int Channels(int block) => channelsAfter(block + first);
        _trunk = new ExcitedBlocks(
            blocks, Math.Min(LongestSkip, blocks.Count - 1),
            (from, to) => new SkipLayerExcitation(
                Channels(from), Channels(to), Size(from) / smallest, smallest, parameters, design.SpectralNorm));
        int last = blocks.Count - 1;
        _head = Head(design with { Input = new SampleShape(Channels(last), Size(last), Size(last)) }, parameters);
        _decoders = new FastGanDecoders(
            design.Input, Channels(last - 1), Channels(last), channelsAfter(0), Size(last), parameters);
        register_module("trunk", _trunk);
        register_module("head", _head);
        register_module("decoders", _decoders);
    }

    /// <inheritdoc/>
    public override int FeatureCount => _head.FeatureCount;

    /// <inheritdoc/>
    public override EvaluatedBatch Evaluate(Tensor samples, Tensor? condition = null)
    {
        var maps = _trunk.Maps(samples);
        return _head.Evaluate(maps[^1], condition) with { Samples = samples, FeatureMaps = [maps[^2], maps[^1]] };
    }

    /// <summary>The term <c>reconstruction</c>: how far decoded maps of real images are from the images.</summary>
    public override IEnumerable<(string Name, Tensor Value)> OwnLosses(EvaluatedBatch real, long step) =>
        [("reconstruction", _decoders.Loss(real.FeatureMaps[0], real.FeatureMaps[1], real.Samples))];

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue samples, OnnxValue? condition) =>
        _head.Export(graph, _trunk.Export(graph, "maps", samples), condition);

    /// <inheritdoc/>
    protected override (Tensor Outputs, Tensor Features) ForwardWithFeatures(Tensor samples, Tensor? condition)
    {
        var evaluated = Evaluate(samples, condition);
        return (evaluated.Outputs!.view(samples.shape[0], -1), evaluated.Features!);
    }

    private static LayerSequence First(
        DiscriminatorDesign design, int outputs, bool halves, ParameterFactory parameters) => new(
        "first",
        design.Convolution(
            design.Input.Channels, outputs, kernel: halves ? 4 : 3, stride: halves ? 2 : 1, padding: 1,
            batchNorm: false, parameters));

    private static LayerSequence Down(
        DiscriminatorDesign design, int inputs, int outputs, ParameterFactory parameters)
    {
        Layer[] Convolve(int from, int kernel, int stride) => design.Convolution(
            from, outputs, kernel, stride, padding: (kernel - 1) / 2, batchNorm: true, parameters);
        return new LayerSequence(
            "down",
            [
                new Residual(
                    [.. Convolve(inputs, kernel: 4, stride: 2), .. Convolve(outputs, kernel: 3, stride: 1)],
                    [new AveragePooling(), .. Convolve(inputs, kernel: 1, stride: 1)]),
                new Scale(s_ofTwo),
            ]);
    }

    private static DiscriminatorNetwork Head(DiscriminatorDesign design, ParameterFactory parameters)
    {
        var builder = new DiscriminatorBuilder(design, parameters);
        var (channels, size) = (2 * design.Input.Channels, design.Input.Height / 2);
        builder.AddConvolution(builder.Input.Channels, channels, kernel: 4, stride: 2, padding: 1, batchNorm: true);
        builder.Flatten();
        return builder.Build(channels * size * size);
    }
}
