using Ml.Gan.Data;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Evaluator (the discriminator of Dai et al., 2017): an image becomes a vector by an encoder, a caption one by an
/// LSTM; their product, divided by the root of their length, is the logit of "a human's caption of this image".
/// </summary>
internal sealed class CaptionEvaluatorNetwork : nn.Module
{
    private readonly CaptionNetworkDesign _design;
    private readonly LayerSequence _encoder;
    private readonly Linear _image;
    private readonly WordEmbedding _words;
    private readonly LstmCell _cell;
    private readonly Linear _sentence;

    public CaptionEvaluatorNetwork(CaptionNetworkDesign design, ParameterFactory parameters)
        : base("evaluator")
    {
        _design = design;
        int size = design.HiddenSize;
        _encoder = ImageEncoder.Create(design.Images, design.Width, size, parameters);
        _image = new Linear(size, size, parameters);
        _words = new WordEmbedding(design.Words, design.WordSize, parameters);
        _cell = new LstmCell(design.WordSize, size, parameters);
        _sentence = new Linear(size, size, parameters);
        (string Name, nn.Module Module)[] parts =
        [
            ("encoder", _encoder), ("image", _image), ("words", _words), ("cell", _cell), ("sentence", _sentence),
        ];
        foreach (var (name, module) in parts)
            register_module(name, module);
    }

    /// <summary>Vectors of images, (N, C, H, W) to (N, F).</summary>
    public Tensor Encode(Tensor images) => _image.call(_encoder.call(images));

    /// <summary>Logits, (N), of captions for images.</summary>
    /// <param name="images">Vectors of the images.</param>
    /// <param name="words">Captions as one-hot rows, (N, T, V).</param>
    public Tensor Evaluate(Tensor images, Tensor words)
    {
        var projected = _cell.Project(_words.call(words));
        var alive = WordSequence.AliveOf(words);
        var hidden = zeros([words.shape[0], _design.HiddenSize], device: words.device);
        var cell = hidden;
        for (int t = 0; t < words.shape[1]; t++)
        {
            var (nextHidden, nextCell) = _cell.Step(projected.select(1, t), hidden, cell);
            var goesOn = alive.narrow(1, t, 1);
            hidden = hidden + (goesOn * (nextHidden - hidden));
            cell = cell + (goesOn * (nextCell - cell));
        }
        return (images * _sentence.call(hidden)).sum(1) / Math.Sqrt(_design.HiddenSize);
    }

    /// <summary>Writes images and tokens, int64 (N, T), to scores, (N).</summary>
    public OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue images, OnnxValue tokens)
    {
        int size = _design.HiddenSize;
        var image = _image.Export(graph, $"{prefix}/image", _encoder.Export(graph, $"{prefix}/encoder", images));
        var (weights, vectors) = (_cell.Prepare(graph, $"{prefix}/cell"), _words.Prepare(graph, $"{prefix}/words"));
        var zero = graph.Constant($"{prefix}/end", [(long)Vocabulary.End], 1);
        var hidden = graph.ExpandBatch(
            $"{prefix}/first", graph.Constant($"{prefix}/zeros", new float[size], 1, size), image);
        var cell = hidden;
        for (int t = 0; t < _design.Length; t++)
        {
            string step = $"{prefix}/{t}";
            var token = graph.Reshape($"{step}/token", graph.Narrow($"{step}/column", tokens, 1, t, 1), -1);
            var word = _words.Look(graph, $"{step}/word", vectors, token);
            var (nextHidden, nextCell) = weights.Step(graph, step, word, hidden, cell);
            if (t > 0)
            {
                var before = graph.Narrow($"{step}/before", tokens, 1, t - 1, 1);
                var ended = graph.Node("Equal", $"{step}/ended", [before, zero], [null, 1]);
                nextHidden = graph.Node("Where", $"{step}/hidden_state", [ended, hidden, nextHidden], [null, size]);
                nextCell = graph.Node("Where", $"{step}/cell_state", [ended, cell, nextCell], [null, size]);
            }
            (hidden, cell) = (nextHidden, nextCell);
        }
        var sentence = _sentence.Export(graph, $"{prefix}/sentence", hidden);
        var product = graph.ReduceSum($"{prefix}/sum", graph.Mul($"{prefix}/product", image, sentence), axis: 1);
        var root = graph.Constant($"{prefix}/root", [(float)Math.Sqrt(size)], 1);
        var score = graph.Sigmoid($"{prefix}/score", graph.Div($"{prefix}/logit", product, root));
        return graph.Reshape(prefix, score, -1);
    }
}
