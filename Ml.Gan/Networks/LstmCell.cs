using Ml.Gan.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// LSTM cell (Hochreiter and Schmidhuber, 1997, with the forget gate of Gers et al., 2000): an input (N, inputs), a
/// hidden state and a cell state (N, size) each, to the next states; c' = σ(f)·c + σ(i)·tanh(g), h' = σ(o)·tanh(c'),
/// where (i, f, g, o) = W·x + U·h + b.
/// </summary>
public sealed class LstmCell : nn.Module<Tensor, Tensor, Tensor, (Tensor Hidden, Tensor Cell)>
{
    [ComponentName(Name = "input_weight")]
    private Parameter _inputWeight;
    [ComponentName(Name = "hidden_weight")]
    private Parameter _hiddenWeight;
    [ComponentName(Name = "bias")]
    private Parameter _bias;

    /// <summary>
    /// Creates the cell. Weights and biases start uniform in ±1/√size, the forget gate's bias one above that, so that
    /// the cell remembers at first (Jozefowicz et al., 2015).
    /// </summary>
    /// <param name="inputs">Numbers in an input.</param>
    /// <param name="size">Numbers in each state.</param>
    /// <param name="parameters">Makes the weights.</param>
    public LstmCell(int inputs, int size, ParameterFactory parameters)
        : base("lstm_cell")
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (Inputs, Size) = (inputs, size);
        double bound = 1 / Math.Sqrt(size);
        _inputWeight = parameters.Uniform(bound, 4 * size, inputs);
        _hiddenWeight = parameters.Uniform(bound, 4 * size, size);
        _bias = parameters.Uniform(bound, 4 * size);
        using (no_grad())
        {
            using var forget = _bias.narrow(0, size, size);
            forget.add_(1);
        }
        register_parameter("input_weight", _inputWeight);
        register_parameter("hidden_weight", _hiddenWeight);
        register_parameter("bias", _bias);
    }

    /// <summary>Numbers in an input.</summary>
    public int Inputs { get; }

    /// <summary>Numbers in each state.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    public override (Tensor Hidden, Tensor Cell) forward(Tensor input, Tensor hidden, Tensor cell) =>
        Step(Project(input), hidden, cell);

    /// <summary>W·x + b, (…, inputs) to (…, 4·size): what needs no state, for all steps at once.</summary>
    public Tensor Project(Tensor input) => MixedPrecision.Linear(input, _inputWeight, _bias);

    /// <summary>The next states.</summary>
    /// <param name="projected">What <see cref="Project"/> made of the input, (N, 4·size).</param>
    /// <param name="hidden">The hidden state, (N, size).</param>
    /// <param name="cell">The cell state, (N, size).</param>
    public (Tensor Hidden, Tensor Cell) Step(Tensor projected, Tensor hidden, Tensor cell)
    {
        var gates = projected + MixedPrecision.Linear(hidden, _hiddenWeight);
        var kept = gates.narrow(1, Size, Size).sigmoid() * cell;
        var added = gates.narrow(1, 0, Size).sigmoid() * gates.narrow(1, 2 * Size, Size).tanh();
        var next = kept + added;
        return (gates.narrow(1, 3 * Size, Size).sigmoid() * next.tanh(), next);
    }

    /// <summary>Adds the weights to a graph, once for all steps of a sequence.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="prefix">Unique prefix for the names of the constants.</param>
    public ExportedLstmCell Prepare(OnnxGraph graph, string prefix)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new ExportedLstmCell(
            graph.Constant($"{prefix}.input_weight", _inputWeight.ToFloats(), 4 * Size, Inputs),
            graph.Constant($"{prefix}.hidden_weight", _hiddenWeight.ToFloats(), 4 * Size, Size),
            graph.Constant($"{prefix}.bias", _bias.ToFloats(), 4 * Size),
            Size);
    }
}
