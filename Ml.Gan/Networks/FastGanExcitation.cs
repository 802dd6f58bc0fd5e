using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Skip-layer excitation (Liu et al., 2021): each channel of one map, (N, C, H, W), times a number from 0 to 1 that
/// another map, (N, c, h, w), gives it: means of blocks of pixels, a convolution over all that is left, x·σ(x),
/// a 1×1 convolution and a sigmoid.
/// </summary>
internal sealed class SkipLayerExcitation : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly LayerSequence _layers;

    /// <summary>Creates it. Weights start as those of a network of batch normalization.</summary>
    /// <param name="inputs">c.</param>
    /// <param name="outputs">C.</param>
    /// <param name="factor">Height and width of the blocks of pixels.</param>
    /// <param name="size">h and w in blocks.</param>
    /// <param name="parameters">Makes the weights.</param>
    /// <param name="spectralNorm">Whether the convolutions are normalized spectrally. Default false.</param>
    public SkipLayerExcitation(
        int inputs, int outputs, int factor, int size, ParameterFactory parameters, bool spectralNorm = false)
        : base("excitation")
    {
        Convolution Convolve(int from, int kernel) => new(
            from, outputs, kernel, stride: 1, padding: 0, bias: false, parameters, spectralNorm);
        _layers = new LayerSequence(
            "layers",
            [Resizing.Down(factor), Convolve(inputs, size), new Swish(), Convolve(outputs, 1), new Sigmoid()]);
        register_module("layers", _layers);
    }

    /// <summary>What <paramref name="excited"/> becomes.</summary>
    /// <param name="source">(N, c, h, w).</param>
    /// <param name="excited">(N, C, H, W).</param>
    public override Tensor forward(Tensor source, Tensor excited) => excited * _layers.call(source);

    /// <summary>Writes the same.</summary>
    public OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue source, OnnxValue excited) =>
        graph.Mul(prefix, excited, _layers.Export(graph, $"{prefix}/layers", source));
}

/// <summary>
/// Blocks one after the other, each of whose maps is excited by that of a block some places before, where there is one.
/// </summary>
internal sealed class ExcitedBlocks : Layer
{
    private readonly IReadOnlyList<LayerSequence> _blocks;
    private readonly SkipLayerExcitation[] _excitations;
    private readonly int _skip;

    /// <summary>Creates the layer, which owns its parts from then on.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="skip">How many places before; at least 1.</param>
    /// <param name="excitation">Makes the excitation by the map of one block of that of another.</param>
    public ExcitedBlocks(IReadOnlyList<LayerSequence> blocks, int skip, Func<int, int, SkipLayerExcitation> excitation)
        : base("excited_blocks")
    {
        (_blocks, _skip) = (blocks, skip);
        _excitations = [.. Enumerable.Range(0, blocks.Count - skip).Select(from => excitation(from, from + skip))];
        for (int i = 0; i < blocks.Count; i++)
            register_module($"block_{i}", blocks[i]);
        for (int i = 0; i < _excitations.Length; i++)
            register_module($"excitation_{i}", _excitations[i]);
    }

    /// <summary>The map of the last block.</summary>
    public override Tensor forward(Tensor input, Tensor? condition) => Maps(input)[^1];

    /// <summary>The maps of all blocks.</summary>
    public IReadOnlyList<Tensor> Maps(Tensor input)
    {
        List<Tensor> maps = [];
        for (int i = 0; i < _blocks.Count; i++)
        {
            var map = _blocks[i].call(i == 0 ? input : maps[^1]);
            maps.Add(i < _skip ? map : _excitations[i - _skip].call(maps[i - _skip], map));
        }
        return maps;
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        List<OnnxValue> maps = [];
        for (int i = 0; i < _blocks.Count; i++)
        {
            var map = _blocks[i].Export(graph, $"{prefix}/block_{i}", i == 0 ? input : maps[^1]);
            maps.Add(i < _skip ? map : _excitations[i - _skip].Export(
                graph, $"{prefix}/excitation_{i - _skip}", maps[i - _skip], map));
        }
        return maps[^1];
    }
}
