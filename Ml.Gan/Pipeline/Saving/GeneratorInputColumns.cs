using Ml.Gan.Onnx;
using Ml.Gan.Models;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// What a saved generator reads: the columns for latents, condition and codes. Where none is named for latents or codes, they are drawn
/// inside the model, anew in each run, for each row of a column that is read anyway.
/// </summary>
internal sealed class GeneratorInputColumns
{
    private readonly SavedInput? _latent;
    private readonly SavedInput? _condition;
    private readonly SavedInput? _givenCodes;
    private readonly SavedInput[] _all;
    private readonly LatentCodes? _codes;
    private readonly int _latentSize;

    /// <param name="options">The columns' names, and what is drawn.</param>
    /// <param name="condition">The column of labels or vectors; null where the generator takes neither.</param>
    /// <param name="training">The training column, which is read where there is no other.</param>
    public GeneratorInputColumns(GanEstimator.Options options, SavedInput? condition, SavedInput training)
    {
        (_codes, _latentSize, _condition) = (options.Codes, options.LatentSize, condition);
        _latent = options.LatentColumnName is { } latent ? SavedInput.OfVectors(latent, _latentSize) : null;
        _givenCodes = options.CodesColumnName is { } name ? SavedInput.OfVectors(name, _codes!.Size) : null;
        SavedInput[] named = [.. new[] { _latent, _condition, _givenCodes }.OfType<SavedInput>().Distinct()];
        _all = named.Length > 0 ? named : [training];
    }

    public IReadOnlyList<SavedInput> All => _all;

    /// <summary>Adds the inputs, and what draws the rest, to a graph.</summary>
    /// <returns>Latents, (N, z), and the condition and codes, (N, c + k); null for nothing.</returns>
    public (OnnxValue Latent, OnnxValue? Condition) Write(OnnxGraph graph)
    {
        var inputs = _all.ToDictionary(input => input, input => input.Write(graph));
        var rows = new Lazy<OnnxValue>(() => FirstElement(graph, inputs[_all[0]]));
        var latent = _latent is null ? OnnxRandom.NormalLike(graph, "noise", rows.Value, _latentSize) : inputs[_latent];
        var codes = _givenCodes is not null ? inputs[_givenCodes] : _codes is null ? null : DrawnCodes.Write(graph, rows.Value, _codes);
        var condition = _condition is null ? null : inputs[_condition];
        return (latent, condition is null ? codes : codes is null ? condition : graph.Concat("conditions", [condition, codes]));
    }

    /// <summary>(N, length) to (N, 1): which rows there are is all that the noise needs to know.</summary>
    private static OnnxValue FirstElement(OnnxGraph graph, OnnxValue rows)
    {
        OnnxValue Index(string name, long value) => graph.Constant($"rows.{name}", [value], 1);
        return graph.Node("Slice", "rows", [rows, Index("start", 0), Index("end", 1), Index("axis", 1)], [null, 1]);
    }
}
