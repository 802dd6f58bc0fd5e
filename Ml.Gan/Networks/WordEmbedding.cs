using Ml.Gan.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// A learned vector for each word: one-hot rows (…, V) to (…, size); other rows mix the vectors, which lets gradients
/// through to what chose the words.
/// </summary>
internal sealed class WordEmbedding : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;

    /// <summary>Creates the layer. The vectors start normal with standard deviation 0.1.</summary>
    public WordEmbedding(int words, int size, ParameterFactory parameters)
        : base("words")
    {
        (Words, Size) = (words, size);
        _weight = parameters.Normal(0, 0.1, words, size);
        register_parameter("weight", _weight);
    }

    public int Words { get; }

    public int Size { get; }

    public override Tensor forward(Tensor words) => words.matmul(_weight);

    /// <summary>Adds the vectors to a graph, from which <see cref="Look"/> takes those of words.</summary>
    public OnnxValue Prepare(OnnxGraph graph, string prefix) =>
        graph.Constant($"{prefix}.weight", _weight.ToFloats(), Words, Size);

    /// <summary>Writes the vectors of words by their ids, int64 (N) or (N, T).</summary>
    public OnnxValue Look(OnnxGraph graph, string name, OnnxValue vectors, OnnxValue ids) =>
        graph.Node("Gather", name, [vectors, ids], [.. ids.Shape, Size], ("axis", 0));

    /// <summary>The vector of the word that ends captions, in a row for each of a batch.</summary>
    public OnnxValue End(OnnxGraph graph, string name, OnnxValue batch) =>
        graph.ExpandBatch(name, graph.Constant($"{name}.vector", _weight.ToFloats()[..Size], 1, Size), batch);
}
