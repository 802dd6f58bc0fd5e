using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Preview;

/// <summary>
/// Notes what the layers of a network give while it computes. A network that is watched stays so until it is disposed
/// of.
/// </summary>
internal sealed class LayerRecorder
{
    private readonly List<WatchedLayer> _layers = [];
    private readonly HashSet<nn.Module> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Watches all layers of a network.</summary>
    public LayerRecorder(nn.Module network)
    {
        Parameters = Numbers(network.parameters());
        Add("", network);
    }

    /// <summary>Numbers that learn in the network.</summary>
    public long Parameters { get; }

    /// <summary>Bytes of all that layers gave since the last <see cref="Reset"/>.</summary>
    public long Bytes { get; private set; }

    /// <summary>The layers, in the order in which they first gave something, then those that gave nothing.</summary>
    public IReadOnlyList<PreviewedLayer> Layers =>
    [
        .. _layers.OrderBy(layer => layer.Order ?? int.MaxValue).Select(layer => new PreviewedLayer(
            layer.Name, layer.Kind, layer.Shape is { } shape ? [null, .. shape.Skip(1).Select(d => (long?)d)] : null,
            layer.Parameters)),
    ];

    /// <summary>Forgets the bytes.</summary>
    public void Reset() => Bytes = 0;

    /// <summary>
    /// Watches a layer that no other layer is a part of, as what a layer is made of is an affair of its own, and what
    /// holds layers and weights of its own. A module may be registered twice, by its name and by that of the field that
    /// holds it.
    /// </summary>
    private void Add(string name, nn.Module module)
    {
        if (!_seen.Add(module))
            return;
        bool isWhole = module is Layer && !module.modules().OfType<Layer>().Any();
        isWhole |= !module.named_children().Any();
        long own = Numbers(module.parameters(recurse: isWhole));
        if (isWhole || own > 0)
        {
            var layer = new WatchedLayer(name.Length == 0 ? module.GetName() : name, module.GetType().Name, own);
            _layers.Add(layer);
            Watch(module, layer);
        }
        if (isWhole)
            return;
        foreach (var (part, child) in module.named_children().OrderBy(child => child.name.StartsWith('_')))
            Add(name.Length == 0 ? part : $"{name}.{part}", child);
    }

    private void Watch(nn.Module module, WatchedLayer layer)
    {
        switch (module)
        {
            case nn.Module<Tensor, Tensor> one:
                one.register_forward_hook((_, _, output) => Note(layer, output));
                break;
            case nn.Module<Tensor, Tensor, Tensor> two:
                two.register_forward_hook((_, _, _, output) => Note(layer, output));
                break;
            case nn.Module<Tensor, Tensor, Tensor, (Tensor, Tensor)> cell:
                cell.register_forward_hook((_, _, _, _, outputs) =>
                {
                    Note(layer, outputs.Item1);
                    Note(layer, outputs.Item2);
                    return outputs;
                });
                break;
        }
    }

    private Tensor Note(WatchedLayer layer, Tensor output)
    {
        layer.Order ??= _layers.Count(other => other.Order is not null);
        layer.Shape ??= output.shape;
        Bytes += output.numel() * output.element_size();
        return output;
    }

    private static long Numbers(IEnumerable<Tensor> tensors) => tensors.Sum(tensor => tensor.numel());

    private sealed class WatchedLayer(string name, string kind, long parameters)
    {
        public string Name => name;

        public string Kind => kind;

        public long Parameters => parameters;

        public int? Order { get; set; }

        public long[]? Shape { get; set; }
    }
}
