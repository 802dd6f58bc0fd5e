using Ml.Gan.Native;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Styles;

/// <summary>StyleGAN2's generator (Karras et al., 2020): mapping network, running mean of styles, synthesis.</summary>
internal sealed class StyleGenerator : GeneratorNetwork, IRandomLayer
{
    /// <summary>Decay of the running mean of styles.</summary>
    private const double AverageDecay = 0.995;

    private readonly PathLength _pathLength;
    private readonly Generator _random;
    private readonly double _mixing;
    [ComponentName(Name = "style_average")]
    private Tensor _average;

    public StyleGenerator(GeneratorDesign design, StyleGan2 network, ParameterFactory parameters)
        : base(design)
    {
        _mixing = network.StyleMixing / 100.0;
        Mapping = new MappingNetwork(design, network.MappingLayers, parameters);
        Synthesis = new SynthesisNetwork(design, network, parameters);
        _pathLength = new PathLength(parameters);
        _average = parameters.Buffer(0, design.LatentSize);
        _random = parameters.CreateGenerator();
        register_module("mapping", Mapping);
        register_module("synthesis", Synthesis);
        register_module("path_length", _pathLength);
        register_buffer("style_average", _average);
    }

    /// <inheritdoc/>
    public Generator Random => _random;

    public MappingNetwork Mapping { get; }

    public SynthesisNetwork Synthesis { get; }

    /// <summary>Running mean w̄ of the styles that training made, (z).</summary>
    public Tensor StyleAverage => _average;

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition)
    {
        if (!training)
            return Generate(latents, condition, truncation: 1);
        var style = Mapping.call(latents, condition);
        using (no_grad())
            _average.add_((Shard.Mean(style.detach().mean([0])) - _average) * (1 - AverageDecay));
        return Synthesis.Generate(Mixed(style, latents, condition));
    }

    /// <summary>Images of truncated styles w̄ + ψ(w − w̄), clamped to [-1, 1].</summary>
    /// <param name="latents">Latent vectors, (N, z).</param>
    /// <param name="condition">Conditions, (N, c); null where c is 0.</param>
    /// <param name="truncation">ψ.</param>
    public Tensor Generate(Tensor latents, Tensor? condition, double truncation)
    {
        var style = _average + (Mapping.call(latents, condition) - _average) * truncation;
        return Synthesis.Generate([.. Enumerable.Repeat(style, Synthesis.StyleCount)]).clamp(-1, 1);
    }

    /// <summary>The penalty on path lengths of half of the batch, in the steps that it is due in.</summary>
    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Value)> OwnLosses(Tensor latents, Tensor? condition, long step)
    {
        if (!PathLength.IsDue(step))
            return [];
        var (some, given) = (HalfOf(latents), condition is null ? null : HalfOf(condition));
        var styles = torch.stack(Mixed(Mapping.call(some, given), some, given), 1);
        var images = Synthesis.Generate(styles.unbind(1));
        var directions = Shard.Draw(
            images.shape, shape => torch.randn(shape, ScalarType.Float32, CPU, generator: _random))
            .to(images.dtype, images.device) / Math.Sqrt(images.shape[2] * images.shape[3]);
        return [("path_length", _pathLength.Penalty(PathLength.Lengths(images, styles, directions)))];
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition)
    {
        var truncation = graph.OptionalInput(GeneratorInputs.Truncation, [1f], 1);
        var average = graph.Constant("style_average", _average.ToFloats(), 1, Design.LatentSize);
        var apart = graph.Sub("style/apart", Mapping.Export(graph, "mapping", latent, condition), average);
        var style = graph.Add("style", graph.Mul("style/truncated", apart, truncation), average);
        return graph.Clip("clamp", Synthesis.Export(graph, style), -1, 1);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _random.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>This rank's share of the first half of the whole batch.</summary>
    private static Tensor HalfOf(Tensor share)
    {
        var whole = Shard.Gather(share);
        return Shard.Rows(whole.narrow(0, 0, PathLength.CountOf(whole.shape[0])));
    }

    /// <summary>
    /// A style for each layer: <paramref name="style"/>, but from a random layer on, with the probability of mixing,
    /// that of other latents under the same conditions.
    /// </summary>
    private Tensor[] Mixed(Tensor style, Tensor latents, Tensor? condition)
    {
        int count = Synthesis.StyleCount;
        double draw = torch.rand(1, ScalarType.Float64, CPU, generator: _random).item<double>();
        if (draw >= _mixing)
            return [.. Enumerable.Repeat(style, count)];
        int first = 1 + (int)(draw / _mixing * (count - 1));
        var others = Shard.Draw(
            latents.shape, shape => torch.randn(shape, ScalarType.Float32, CPU, generator: _random))
            .to(latents.dtype, latents.device);
        var other = Mapping.call(others, condition);
        return [.. Enumerable.Range(0, count).Select(layer => layer < first ? style : other)];
    }
}
