using Ml.Gan.Data;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Stack of two GANs (StackGAN: Zhang et al., 2017): stage I draws a small image from latents and condition, stage II,
/// once stage I has learned and stays as it is, draws it anew at full size from that image and the condition. Stage I
/// is a <see cref="Dcgan"/> at half the size, from 64×64 on at a quarter as in the paper, and twice the width. Stage II
/// is an encoder to half of stage I's size, where the condition comes in, two residual blocks, and transposed
/// convolutions up, with batch normalization and ReLU. The discriminators are those of a <see cref="Dcgan"/>, which the
/// condition meets at their input. The paper's conditions are texts; here they are labels, vectors or nothing, as they
/// come. Square images of 28 or a power of two from 32 to 256, with 1 or 3 channels.
/// </summary>
[CatalogEntry(
    "a small image, then a larger one from it, for square images of 28, 32, 64, 128 or 256 pixels",
    "Zhang et al., 2017",
    FormerNames = ["stacked"])]
public sealed record StackGan : ConvolutionalNetwork
{
    /// <inheritdoc/>
    public override string Name => "stackgan";

    /// <inheritdoc/>
    public override void Check(SampleShape shape) => SquareImages.Check(Name, Width, shape, smallest: 32);

    /// <inheritdoc/>
    public override void Check(DiscriminatorDesign design) => StagedDiscriminator.Check(Name, design);

    /// <summary>Stage I and stage II, one half of the training each.</summary>
    public override IReadOnlyList<double> StageShares(SampleShape shape) => [1, 1];

    /// <summary>Images of stage I's size, then images.</summary>
    public override StageView CreateStageView(SampleShape shape) =>
        new LayerView([Resizing.Down(Factor(shape)), Resizing.Down(1)]);

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        var first = StageOne.CreateGenerator(design with { Output = Small(design.Output) }, parameters);
        return new StackGanGenerator(design, first, new Refinement(
            Small(design.Output), Factor(design.Output), design, Width, parameters));
    }

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters)
    {
        var first = StageOne.CreateDiscriminator(design with { Input = Small(design.Input) }, parameters);
        var second = new Dcgan { Width = Width }.CreateDiscriminator(design, parameters);
        return new StagedDiscriminator([first, second], CreateStageView(design.Input));
    }

    private Dcgan StageOne => new() { Width = 2 * Width };

    private static int Factor(SampleShape shape) => shape.Height < 64 ? 2 : 4;

    private static SampleShape Small(SampleShape shape) =>
        shape with { Height = shape.Height / Factor(shape), Width = shape.Width / Factor(shape) };
}

/// <summary>
/// Stage I, and stage II behind it. New, it is in stage II. In stage I its samples are the small images with repeated
/// pixels.
/// </summary>
internal sealed class StackGanGenerator : GeneratorNetwork
{
    private readonly GeneratorNetwork _first;
    private readonly Refinement _second;
    private readonly Layer _up;
    private bool _isFirst;

    /// <summary>Creates the network, which owns its parts from then on.</summary>
    public StackGanGenerator(GeneratorDesign design, GeneratorNetwork first, Refinement second)
        : base(design)
    {
        int factor = design.Output.Height / first.Design.Output.Height;
        (_first, _second, _up) = (first, second, Resizing.Up(factor));
        register_module("first", first);
        register_module("second", second);
    }

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> StageParts => [_isFirst ? _first : _second];

    /// <inheritdoc/>
    public override void Enter(StagePosition position) => _isFirst = position.Stage == 0;

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition)
    {
        var small = _first.call(latents, condition);
        return _isFirst ? _up.call(small) : _second.call(small, condition);
    }

    /// <inheritdoc/>
    public override Tensor GenerateStage(Tensor latents, Tensor? condition, Tensor real) =>
        _isFirst ? _first.call(latents, condition) : _second.call(Frozen(latents, condition), condition);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition)
    {
        var small = _first.Export(graph, latent, condition);
        return _isFirst ? _up.Export(graph, "enlarge", small) : _second.Export(graph, "second", small, condition);
    }

    /// <summary>Stage I's images while stage II learns: its batch normalization learns no more either.</summary>
    private Tensor Frozen(Tensor latents, Tensor? condition)
    {
        using var frozen = no_grad();
        _first.eval();
        return _first.call(latents, condition);
    }
}

/// <summary>
/// Stage II of a StackGAN: small images, (N, C, h, w), and conditions, (N, c), where there are any, to large images.
/// </summary>
internal sealed class Refinement : Layer
{
    private readonly LayerSequence _layers;

    /// <param name="small">Shape of the small images.</param>
    /// <param name="factor">How many times larger the large ones are, a power of two.</param>
    /// <param name="design">What the whole generator is to be like.</param>
    /// <param name="width">Channels next to the large image.</param>
    /// <param name="parameters">Makes the weights.</param>
    public Refinement(SampleShape small, int factor, GeneratorDesign design, int width, ParameterFactory parameters)
        : base("refinement")
    {
        _layers = new LayerSequence(
            "layers",
            [
                .. Encoder(small, design, width, parameters),
                .. Decoder(small.Channels, factor, width, parameters),
            ]);
        register_module("layers", _layers);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => _layers.call(input, condition);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        _layers.Export(graph, prefix, input, condition);

    private static List<Layer> Encoder(
        SampleShape small, GeneratorDesign design, int width, ParameterFactory parameters)
    {
        int channels = 2 * width;
        var encoded = new SampleShape(channels, small.Height / 2, small.Width / 2);
        List<Layer> layers =
        [
            new Convolution(small.Channels, width, kernel: 3, stride: 1, padding: 1, bias: true, parameters),
            new Relu(),
            new Convolution(width, channels, kernel: 4, stride: 2, padding: 1, bias: false, parameters),
            new BatchNorm(channels, parameters),
            new Relu(),
        ];
        if (design.ConditionSize > 0)
        {
            var join = new ConditionJoin(encoded, design.ConditionSize, parameters, design.ConditionMeanSquare);
            layers.AddRange([join, .. NormalizedConvolution.Create(join.Joined.Channels, channels, parameters)]);
        }
        return layers;
    }

    private static List<Layer> Decoder(int imageChannels, int factor, int width, ParameterFactory parameters)
    {
        int channels = 2 * width;
        List<Layer> layers = [.. ResidualBlock(channels, parameters), .. ResidualBlock(channels, parameters)];
        for (int size = factor; size > 1; size /= 2)
            layers.AddRange([new TransposedConvolution(channels, channels, bias: false, parameters),
                new BatchNorm(channels, parameters), new Relu()]);
        layers.AddRange([new TransposedConvolution(channels, width, bias: false, parameters),
            new BatchNorm(width, parameters), new Relu()]);
        layers.Add(new Convolution(width, imageChannels, kernel: 3, stride: 1, padding: 1, bias: true, parameters));
        layers.Add(new Tanh());
        return layers;
    }

    private static Layer[] ResidualBlock(int channels, ParameterFactory parameters)
    {
        var first = NormalizedConvolution.Create(channels, channels, parameters);
        var second = NormalizedConvolution.Create(channels, channels, parameters)[..^1];
        return [new Residual([.. first, .. second], []), new Relu()];
    }
}
