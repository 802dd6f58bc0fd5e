using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// A generator that paints in steps: h_z, of latents and condition, is joined by h_c, what an encoder makes of the last stroke ΔC, zeros
/// at first; a decoder makes the next stroke of both. The image is the tanh of the sum of all strokes.
/// </summary>
internal sealed class RecurrentGenerator : GeneratorNetwork
{
    private readonly LayerSequence _prior;
    private readonly LayerSequence[] _encoders;
    private readonly LayerSequence[] _decoders;

    /// <summary>Creates the network, which owns its layers from then on.</summary>
    /// <param name="design">What it is made for.</param>
    /// <param name="prior">(N, z + c) to h_z, (N, H).</param>
    /// <param name="encoders">Strokes, (N, C, height, width), to h_c, (N, H): one for each step but the first.</param>
    /// <param name="decoders">(N, 2·H) to strokes: one for each step.</param>
    public RecurrentGenerator(GeneratorDesign design, LayerSequence prior, LayerSequence[] encoders, LayerSequence[] decoders)
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
            stroke = Exported(_decoders[step], graph.Concat($"hidden{step}", [prior, Exported(_encoders[step - 1], stroke)]));
            canvas = graph.Add($"canvas{step}", canvas, stroke);
        }
        return graph.Tanh("tanh", canvas);

        OnnxValue Exported(LayerSequence layers, OnnxValue input) => layers.Export(graph, layers.GetName(), input);
    }
}
