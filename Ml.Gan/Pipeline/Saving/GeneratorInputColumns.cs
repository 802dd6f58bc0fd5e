using Microsoft.ML.Data;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// Inputs of a saved generator: the columns for latents, condition and codes. Where none is named for latents or codes,
/// they are drawn inside the model, anew in each run, for each row of a column that is read anyway.
/// </summary>
internal sealed class GeneratorInputColumns
{
    private readonly GanEstimator.Options _options;
    private readonly SavedInput? _latent;
    private readonly SavedInput? _label;
    private readonly IReadOnlyList<int> _classOfKey;
    private readonly SavedInput? _vector;
    private readonly SavedInput? _codes;

    /// <param name="options">The columns' names, and what is drawn.</param>
    /// <param name="label">The label column; not used where the generator takes none.</param>
    /// <param name="vector">The condition column; not used where the generator takes none.</param>
    /// <param name="trainingType">Type of the training column, which is read where there is no other.</param>
    public GeneratorInputColumns(
        GanEstimator.Options options, LabelColumn? label, NumbersColumn? vector, DataViewType trainingType)
    {
        _options = options;
        _latent = options.LatentColumnName is { } latent ? Vectors(latent, options.LatentSize) : null;
        _classOfKey = label?.ClassOfKey ?? [];
        _label = options.Condition is LabelCondition ? SavedInput.OfLabels(label!) : null;
        _vector = options.Condition is VectorCondition ? Vectors(vector!.Name, vector.Size) : null;
        _codes = options.CodesColumnName is { } codes ? Vectors(codes, options.Codes!.Size) : null;
        SavedInput[] named = [.. new[] { _latent, _label, _vector, _codes }.OfType<SavedInput>().Distinct()];
        string training = options.InputColumnName ?? options.OutputColumnName;
        All = named.Length > 0
            ? named
            : [SavedInput.OfRows(training, trainingType).BesideOutput(options.OutputColumnName)];

        SavedInput Vectors(string name, int size) =>
            SavedInput.OfVectors(name, size).BesideOutput(options.OutputColumnName);
    }

    /// <summary>The columns that are read.</summary>
    public IReadOnlyList<SavedInput> All { get; }

    /// <summary>The generator with these inputs, and its output named as what the column is made of.</summary>
    /// <param name="generator">The bytes of its .onnx file.</param>
    /// <param name="output">The name of its output.</param>
    /// <param name="column">The name that the output gets.</param>
    public byte[] Apply(byte[] generator, string output, string column)
    {
        var graph = new OnnxGraph("columns");
        var inputs = All.ToDictionary(input => input, input => input.Write(graph));
        var rows = new Lazy<OnnxValue>(() => SavedNetwork.FirstElement(graph, inputs[All[0]]));
        var given = new Dictionary<string, OnnxValue>
        {
            [GeneratorInputs.Latent] = _latent is null
                ? OnnxNoise.NormalLike(graph, "noise", rows.Value, _options.LatentSize)
                : inputs[_latent],
        };
        if (_label is not null)
            given[GeneratorInputs.Label] = SavedNetwork.Labels(graph, inputs[_label], _classOfKey);
        if (_vector is not null)
            given[GeneratorInputs.Condition] = inputs[_vector];
        if (_options.Codes is { } codes)
            given[GeneratorInputs.Codes] = _codes is null ? DrawnCodes(graph, rows.Value, codes) : inputs[_codes];
        if (_options.Truncation is { } psi)
            given[GeneratorInputs.Truncation] = graph.Constant("psi", [psi], 1);
        return SavedNetwork.Connect(graph, given, generator, [output], column);
    }

    /// <summary>Codes, (N, k), drawn as training draws them.</summary>
    private static OnnxValue DrawnCodes(OnnxGraph graph, OnnxValue rows, LatentCodes codes)
    {
        List<OnnxValue> columns = [.. codes.Categorical.Select((categories, i) => Category($"codes.{i}", categories))];
        if (codes.Continuous > 0)
            columns.Add(OnnxNoise.UniformLike(graph, "codes.continuous", rows, codes.Continuous, -1, 1));
        return columns.Count == 1 ? columns[0] : graph.Concat("codes.all", columns);

        // Each category is as likely as the others to get the largest of independent uniform numbers.
        OnnxValue Category(string name, int categories)
        {
            var draws = OnnxNoise.UniformLike(graph, $"{name}.draws", rows, categories, 0, 1);
            var chosen = graph.Node("ArgMax", $"{name}.chosen", [draws], [null], ("axis", 1L), ("keepdims", 0L));
            return graph.OneHot($"{name}.one_hot", chosen, categories);
        }
    }
}
