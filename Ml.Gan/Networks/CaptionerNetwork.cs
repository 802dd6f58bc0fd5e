using Ml.Gan.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Captioner (the generator of Dai et al., 2017): an image encoder, and an LSTM that writes a caption word by word. The
/// image's features and the noise give the LSTM its first state, and are put beside each word that it reads.
/// </summary>
internal sealed class CaptionerNetwork : nn.Module
{
    private readonly LayerSequence _encoder;
    private readonly Linear _start;
    private readonly WordEmbedding _words;
    private readonly LstmCell _cell;
    private readonly Linear _output;

    public CaptionerNetwork(CaptionNetworkDesign design, ParameterFactory parameters)
        : base("captioner")
    {
        Design = design;
        int context = design.HiddenSize + design.LatentSize;
        _encoder = ImageEncoder.Create(design.Images, design.Width, design.HiddenSize, parameters);
        _start = new Linear(context, 2 * design.HiddenSize, parameters);
        _words = new WordEmbedding(design.Words, design.WordSize, parameters);
        _cell = new LstmCell(design.WordSize + context, design.HiddenSize, parameters);
        _output = new Linear(design.HiddenSize, design.Words, parameters);
        (string Name, nn.Module Module)[] parts =
            [("encoder", _encoder), ("start", _start), ("words", _words), ("cell", _cell), ("output", _output)];
        foreach (var (name, module) in parts)
            register_module(name, module);
    }

    public CaptionNetworkDesign Design { get; }

    /// <summary>Features of images, (N, C, H, W) to (N, F).</summary>
    public Tensor Encode(Tensor images) => _encoder.call(images);

    /// <summary>Logits of each word, (N, T, V), after the true ones before it.</summary>
    /// <param name="features">Features of images.</param>
    /// <param name="noise">Noise, (N, Z).</param>
    /// <param name="words">True captions as one-hot rows, (N, T, V).</param>
    public Tensor Predict(Tensor features, Tensor noise, Tensor words)
    {
        var context = cat([features, noise], 1);
        long count = words.shape[0], length = words.shape[1];
        var read = cat([Ends(count, words.device).unsqueeze(1), words.narrow(1, 0, length - 1)], 1);
        var beside = context.unsqueeze(1).expand(count, length, context.shape[1]);
        var projected = _cell.Project(cat([_words.call(read), beside], 2));
        var (hidden, cell) = Start(context);
        List<Tensor> states = [];
        for (int t = 0; t < length; t++)
        {
            (hidden, cell) = _cell.Step(projected.select(1, t), hidden, cell);
            states.Add(hidden);
        }
        return _output.call(stack(states, 1));
    }

    /// <summary>Captions that are written word by word.</summary>
    /// <param name="features">Features of images.</param>
    /// <param name="noise">Noise, (N, Z).</param>
    /// <param name="choose">Chooses one-hot rows (N, V) by the number of the word and logits (N, V).</param>
    public WordSequence Write(Tensor features, Tensor noise, Func<int, Tensor, Tensor> choose)
    {
        var state = Begin(features, noise);
        List<Tensor> words = [], logits = [], alive = [];
        for (int t = 0; t < Design.Length; t++)
        {
            alive.Add(state.Alive);
            state = Next(state, scores => choose(t, scores), out var scores);
            words.Add(state.Word);
            logits.Add(scores);
        }
        return new WordSequence(stack(words, 1), stack(logits, 1), cat(alive, 1));
    }

    /// <summary>The state before the first word.</summary>
    public WritingState Begin(Tensor features, Tensor noise)
    {
        var context = cat([features, noise], 1);
        var (hidden, cell) = Start(context);
        long count = context.shape[0];
        return new WritingState(
            context, hidden, cell, Ends(count, context.device), torch.ones([count, 1], device: context.device));
    }

    /// <summary>The state after the next word.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="choose">Chooses one-hot rows (N, V) by logits.</param>
    /// <param name="logits">What it was chosen by.</param>
    public WritingState Next(WritingState state, Func<Tensor, Tensor> choose, out Tensor logits)
    {
        var input = cat([_words.call(state.Word), state.Context], 1);
        var (hidden, cell) = _cell.call(input, state.Hidden, state.Cell);
        logits = _output.call(hidden);
        var ended = 1 - state.Alive;
        var word = (state.Alive * choose(logits)) + (ended * Ends(input.shape[0], input.device));
        var alive = state.Alive * (1 - word.detach().narrow(1, 0, 1));
        return new WritingState(state.Context, hidden, cell, word, alive);
    }

    /// <summary>Writes images and noise to tokens, int64 (N, T): at each place the likeliest word.</summary>
    public OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue images, OnnxValue noise)
    {
        int size = Design.HiddenSize;
        var features = _encoder.Export(graph, $"{prefix}/encoder", images);
        var context = graph.Concat($"{prefix}/context", [features, noise]);
        var start = _start.Export(graph, $"{prefix}/start", context);
        var hidden = graph.Tanh($"{prefix}/start/hidden", graph.Narrow($"{prefix}/start/first", start, 1, 0, size));
        var cell = graph.Narrow($"{prefix}/start/cell", start, 1, size, size);
        var (weights, vectors) = (_cell.Prepare(graph, $"{prefix}/cell"), _words.Prepare(graph, $"{prefix}/words"));
        var zero = graph.Constant($"{prefix}/end", [(long)Vocabulary.End], 1);
        var output = _output.Prepare(graph, $"{prefix}/output");
        var word = _words.End(graph, $"{prefix}/first", context);
        OnnxValue? before = null;
        List<OnnxValue> tokens = [];
        for (int t = 0; t < Design.Length; t++)
        {
            string step = $"{prefix}/{t}";
            var input = graph.Concat($"{step}/input", [word, context]);
            (hidden, cell) = weights.Step(graph, step, input, hidden, cell);
            var logits = output.Apply(graph, $"{step}/logits", hidden);
            var token = graph.Node("ArgMax", $"{step}/likeliest", [logits], [null], ("axis", 1), ("keepdims", 0));
            if (before is not null)
            {
                var ended = graph.Node("Equal", $"{step}/ended", [before, zero], [null]);
                token = graph.Node("Where", $"{step}/token", [ended, zero, token], [null]);
            }
            tokens.Add(graph.Reshape($"{step}/column", token, -1, 1));
            word = _words.Look(graph, $"{step}/word", vectors, token);
            before = token;
        }
        return graph.Concat(prefix, tokens);
    }

    private (Tensor Hidden, Tensor Cell) Start(Tensor context)
    {
        var start = _start.call(context);
        int size = Design.HiddenSize;
        return (start.narrow(1, 0, size).tanh(), start.narrow(1, size, size));
    }

    private Tensor Ends(long count, Device device)
    {
        var ends = torch.zeros([count, Design.Words], device: device);
        ends.select(1, Vocabulary.End).fill_(1);
        return ends;
    }
}

/// <summary>Where a captioner stands as it writes captions.</summary>
/// <param name="Context">Features and noise.</param>
/// <param name="Hidden">Hidden state.</param>
/// <param name="Cell">Cell state.</param>
/// <param name="Word">The last word, one-hot rows (N, V).</param>
/// <param name="Alive">1 where the caption goes on, (N, 1).</param>
internal sealed record WritingState(Tensor Context, Tensor Hidden, Tensor Cell, Tensor Word, Tensor Alive)
{
    /// <summary>Rows of several states, one after the other.</summary>
    public static WritingState Join(IReadOnlyList<WritingState> states) => new(
        cat([.. states.Select(state => state.Context)], 0), cat([.. states.Select(state => state.Hidden)], 0),
        cat([.. states.Select(state => state.Cell)], 0), cat([.. states.Select(state => state.Word)], 0),
        cat([.. states.Select(state => state.Alive)], 0));
}
