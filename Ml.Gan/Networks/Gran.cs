using Ml.Gan.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// GRAN (Im et al., 2016): a generator that adds up strokes on a canvas, each made from the latents and from what an
/// encoder sees of the last one. The weights are the same in all steps, but for the batch normalization. The decoder is
/// a dcgan's generator, the encoder the mirror of it; it plays against a dcgan's discriminator. Square images of 28 or
/// a power of two from 16 to 256, with 1 or 3 channels.
/// </summary>
[CatalogEntry("convolutional, paints in steps on a canvas, for the sizes of a dcgan", "Im et al., 2016")]
public sealed record Gran : ConvolutionalNetwork
{
    private const int HiddenSize = 100;

    /// <inheritdoc/>
    public override string Name => "gran";

    /// <summary>Strokes on the canvas, at least 1; the paper has up to 5. Default 3.</summary>
    [CatalogSetting("--time-steps", 1, 64, "Strokes that a gran puts on its canvas.")]
    public int TimeSteps { get; init; } = 3;

    private Dcgan Convolutional => new() { Width = Width };

    /// <inheritdoc/>
    public override void Check(SampleShape shape)
    {
        if (TimeSteps < 1)
            throw new GanOptionException(nameof(TimeSteps), $"A gran needs at least 1 time step; it has {TimeSteps}.");
        base.Check(shape);
    }

    /// <inheritdoc/>
    public override GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters)
    {
        var prior = new LayerSequence("prior", [new Linear(design.InputSize, HiddenSize, parameters), new Tanh()]);
        var decoder = Convolutional.GeneratorLayers(2 * HiddenSize, design.Output, parameters);
        return new GranGenerator(
            design,
            prior,
            Recurrence.Unroll("encoder", EncoderLayers(design.Output, parameters), TimeSteps - 1, parameters),
            Recurrence.Unroll("decoder", decoder, TimeSteps, parameters));
    }

    /// <inheritdoc/>
    public override DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters) =>
        Convolutional.CreateDiscriminator(design, parameters);

    private IReadOnlyList<Layer> EncoderLayers(SampleShape shape, ParameterFactory parameters)
    {
        List<Layer> layers = [];
        int channels = shape.Channels, size = shape.Height;
        for (int step = 1; step <= SquareImages.Halvings(shape); step++)
        {
            int next = Convolutional.ChannelsAfter(step);
            layers.Add(new Convolution(channels, next, kernel: 4, stride: 2, padding: 1, bias: step == 1, parameters));
            if (step > 1)
                layers.Add(new BatchNorm(next, parameters));
            layers.Add(new LeakyRelu());
            (channels, size) = (next, size / 2);
        }
        return [.. layers, new Flatten(), new Linear(channels * size * size, HiddenSize, parameters), new Tanh()];
    }
}

/// <summary>
/// A generator that paints in steps: h_z, of latents and condition, is joined by h_c, what an encoder makes of the last
/// stroke ΔC, zeros at first; a decoder makes the next stroke of both. The image is the tanh of the sum of all strokes.
/// </summary>
internal sealed class GranGenerator : GeneratorNetwork
{
    private readonly LayerSequence _prior;
    private readonly LayerSequence[] _encoders;
    private readonly LayerSequence[] _decoders;

    /// <summary>Creates the network, which owns its layers from then on.</summary>
    /// <param name="design">What it is made for.</param>
    /// <param name="prior">(N, z + c) to h_z, (N, H).</param>
    /// <param name="encoders">Strokes, (N, C, height, width), to h_c, (N, H): one for each step but the first.</param>
    /// <param name="decoders">(N, 2·H) to strokes: one for each step.</param>
    public GranGenerator(
        GeneratorDesign design, LayerSequence prior, LayerSequence[] encoders, LayerSequence[] decoders)
        : base(design)
    {
        (_prior, _encoders, _decoders) = (prior, encoders, decoders);
        foreach (var layers in (LayerSequence[])[prior, .. encoders, .. decoders])
            register_module(layers.GetName(), layers);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition)
    {
        var prior = _prior.call(Join(latents, condition));
        var stroke = _decoders[0].call(torch.cat([prior, torch.zeros_like(prior)], 1));
        var canvas = stroke;
        for (int step = 1; step < _decoders.Length; step++)
        {
            stroke = _decoders[step].call(torch.cat([prior, _encoders[step - 1].call(stroke)], 1));
            canvas = canvas + stroke;
        }
        return canvas.tanh();
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition)
    {
        var prior = Exported(_prior, Join(graph, latent, condition));
        var nothing = graph.Mul("nothing", prior, graph.Constant("zero", [0f], 1));
        var stroke = Exported(_decoders[0], graph.Concat("hidden0", [prior, nothing]));
        var canvas = stroke;
        for (int step = 1; step < _decoders.Length; step++)
        {
            stroke = Exported(
                _decoders[step], graph.Concat($"hidden{step}", [prior, Exported(_encoders[step - 1], stroke)]));
            canvas = graph.Add($"canvas{step}", canvas, stroke);
        }
        return graph.Tanh("tanh", canvas);

        OnnxValue Exported(LayerSequence layers, OnnxValue input) => layers.Export(graph, layers.GetName(), input);
    }
}

/// <summary>Layers that are applied again and again, in steps of time.</summary>
internal static class Recurrence
{
    /// <summary>
    /// The layers of each step: the same ones, with the same weights, but for batch normalization, of which each step
    /// has its own, since what the layers see changes from step to step (Cooijmans et al., 2017).
    /// </summary>
    public static LayerSequence[] Unroll(
        string name, IReadOnlyList<Layer> layers, int steps, ParameterFactory parameters)
    {
        Layer At(Layer layer, int step) => step > 0 && layer is BatchNorm norm ? norm.CreateAnother(parameters) : layer;
        return [.. Enumerable.Range(0, steps).Select(
            step => new LayerSequence($"{name}{step}", [.. layers.Select(layer => At(layer, step))]))];
    }
}
