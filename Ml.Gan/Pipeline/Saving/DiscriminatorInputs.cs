using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Reading;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// Inputs of a saved discriminator: the training column, scaled to what D takes, and the label or condition column
/// where D is told.
/// </summary>
internal sealed class DiscriminatorInputs
{
    private readonly DiscriminatorInfo _info;
    private readonly SavedSample _sample;
    private readonly SavedInput? _label;
    private readonly IReadOnlyList<int> _classOfKey;
    private readonly SavedInput? _vector;

    /// <param name="info">What D takes.</param>
    /// <param name="shape">Shape of a sample.</param>
    /// <param name="options">The columns' names, and how samples are scaled.</param>
    /// <param name="trainingType">Type of the training column.</param>
    /// <param name="label">The label column; not used where D isn't told one.</param>
    /// <param name="output">The column that is made.</param>
    public DiscriminatorInputs(
        DiscriminatorInfo info,
        SampleShape shape,
        GanEstimator.Options options,
        DataViewType trainingType,
        LabelColumn? label,
        string output)
    {
        string name = options.InputColumnName ?? options.OutputColumnName;
        _info = info;
        _sample = new SavedSample(name, trainingType, shape, ImageReading.Of(options), output);
        _classOfKey = label?.ClassOfKey ?? [];
        _label = info.Conditions.ClassCount > 0 ? SavedInput.OfLabels(label!) : null;
        _vector = info.Conditions.VectorSize > 0
            ? SavedInput.OfVectors(options.ConditionColumnName!, info.Conditions.VectorSize).BesideOutput(output)
            : null;
    }

    /// <summary>The columns that are read.</summary>
    public IReadOnlyList<SavedInput> All =>
        [.. new[] { _sample.Input, _label, _vector }.OfType<SavedInput>().Distinct()];

    /// <summary>The discriminator with these inputs, and one of its outputs named as a column.</summary>
    /// <param name="discriminator">The bytes of its .onnx file.</param>
    /// <param name="output">The output.</param>
    /// <param name="column">The column.</param>
    public byte[] Apply(byte[] discriminator, string output, string column)
    {
        var graph = new OnnxGraph("columns");
        var read = All.ToDictionary(input => input, input => input.Write(graph));
        var inputs = new Dictionary<string, OnnxValue>
        {
            [_info.Input.Name] = _sample.Scaled(graph, read[_sample.Input]),
        };
        if (_label is not null)
            inputs[GeneratorInputs.Label] = SavedNetwork.Labels(graph, read[_label], _classOfKey);
        if (_vector is not null)
            inputs[GeneratorInputs.Condition] = read[_vector];
        string[] others =
            [.. new[] { _info.Score.Name, _info.Probabilities?.Name }.OfType<string>().Where(name => name != output)];
        return SavedNetwork.Connect(graph, inputs, discriminator, [output, .. others], column);
    }
}
