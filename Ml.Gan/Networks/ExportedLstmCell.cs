namespace Ml.Gan.Networks;

/// <summary>
/// Weights of an <see cref="LstmCell"/> in an ONNX graph, which all steps of a sequence share; see
/// <see cref="LstmCell.Prepare"/>.
/// </summary>
public sealed class ExportedLstmCell
{
    private readonly OnnxValue _inputWeight, _hiddenWeight, _bias;
    private readonly int _size;

    internal ExportedLstmCell(OnnxValue inputWeight, OnnxValue hiddenWeight, OnnxValue bias, int size) =>
        (_inputWeight, _hiddenWeight, _bias, _size) = (inputWeight, hiddenWeight, bias, size);

    /// <summary>Writes one step.</summary>
    /// <param name="graph">The graph of the weights.</param>
    /// <param name="prefix">Unique prefix for the names of the step's nodes.</param>
    /// <param name="input">The input, (N, inputs).</param>
    /// <param name="hidden">The hidden state, (N, size).</param>
    /// <param name="cell">The cell state, (N, size).</param>
    /// <returns>The next states.</returns>
    public (OnnxValue Hidden, OnnxValue Cell) Step(
        OnnxGraph graph, string prefix, OnnxValue input, OnnxValue hidden, OnnxValue cell)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(input);
        long?[] shape = [input.Shape[0], 4 * _size];
        var projected = graph.Node("Gemm", $"{prefix}/input", [input, _inputWeight, _bias], shape, ("transB", 1));
        var recurrent = graph.Node("Gemm", $"{prefix}/hidden", [hidden, _hiddenWeight], shape, ("transB", 1));
        var gates = graph.Add($"{prefix}/gates", projected, recurrent);
        OnnxValue Gate(string name, int place) => graph.Narrow($"{prefix}/{name}", gates, 1, place * _size, _size);
        var kept = graph.Mul(
            $"{prefix}/kept", graph.Sigmoid($"{prefix}/forget", Gate("forget_gate", 1)), cell);
        var added = graph.Mul(
            $"{prefix}/added", graph.Sigmoid($"{prefix}/write", Gate("input_gate", 0)),
            graph.Tanh($"{prefix}/candidate", Gate("candidate_gate", 2)));
        var next = graph.Add($"{prefix}/cell", kept, added);
        var output = graph.Sigmoid($"{prefix}/read", Gate("output_gate", 3));
        return (graph.Mul($"{prefix}/next", output, graph.Tanh($"{prefix}/squashed", next)), next);
    }
}
