using System.Drawing;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
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
    private readonly PixelScaling _scaling;
    private readonly bool _isPicture;
    private readonly Color _background;
    private readonly SavedInput _sample;
    private readonly SavedInput? _label;
    private readonly IReadOnlyList<int> _classOfKey;
    private readonly SavedInput? _vector;

    /// <param name="info">What D takes.</param>
    /// <param name="options">The columns' names, and how samples are scaled.</param>
    /// <param name="trainingType">Type of the training column.</param>
    /// <param name="label">The label column; not used where D isn't told one.</param>
    /// <param name="output">The column that is made.</param>
    public DiscriminatorInputs(
        DiscriminatorInfo info,
        GanEstimator.Options options,
        DataViewType trainingType,
        LabelColumn? label,
        string output)
    {
        string name = options.InputColumnName ?? options.OutputColumnName;
        _isPicture = trainingType is ImageDataViewType;
        (_info, _background) = (info, options.Background);
        _scaling = new PixelScaling(name, _isPicture ? (0, 255) : options.PixelRange);
        _sample = _isPicture
            ? SavedInput.OfImages(name, trainingType, (int)info.Input.Shape[2]!, (int)info.Input.Shape[3]!)
            : SavedInput.OfVectors(name, info.SampleLength).BesideOutput(output);
        _classOfKey = label?.ClassOfKey ?? [];
        _label = info.Conditions.ClassCount > 0 ? SavedInput.OfLabels(label!) : null;
        _vector = info.Conditions.VectorSize > 0
            ? SavedInput.OfVectors(options.ConditionColumnName!, info.Conditions.VectorSize).BesideOutput(output)
            : null;
    }

    /// <summary>The columns that are read.</summary>
    public IReadOnlyList<SavedInput> All => [.. new[] { _sample, _label, _vector }.OfType<SavedInput>().Distinct()];

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
            [_info.Input.Name] = IsImage ? Scaled(graph, read[_sample]) : read[_sample],
        };
        if (_label is not null)
            inputs[GeneratorInputs.Label] = SavedNetwork.Labels(graph, read[_label], _classOfKey);
        if (_vector is not null)
            inputs[GeneratorInputs.Condition] = read[_vector];
        string[] others =
            [.. new[] { _info.Score.Name, _info.Probabilities?.Name }.OfType<string>().Where(name => name != output)];
        return SavedNetwork.Connect(graph, inputs, discriminator, [output, .. others], column);
    }

    private bool IsImage => _info.Input.Shape.Count == 4;

    /// <summary>Numbers of a column to images in [-1, 1], (N, C, H, W).</summary>
    private OnnxValue Scaled(OnnxGraph graph, OnnxValue numbers)
    {
        long channels =
            _info.Input.Shape[1]!.Value, height = _info.Input.Shape[2]!.Value, width = _info.Input.Shape[3]!.Value;
        long read = _sample.Size / (height * width);
        var image = graph.Reshape("pixels", numbers, -1, read, height, width);
        if (_isPicture)
            image = OverBackground(graph, image, height, width);
        if (_isPicture && channels == 1)
            image = Gray(graph, image, height, width);
        float[] Each(float value) => [.. Enumerable.Repeat(value, (int)channels)];
        return graph.ScaleAndShift("scaled", image, Each(_scaling.Scale), Each(_scaling.Shift));
    }

    /// <summary>
    /// Red, green and blue over the background, as it is when images are read, of alpha and colors that are multiplied
    /// by it.
    /// </summary>
    private OnnxValue OverBackground(OnnxGraph graph, OnnxValue image, long height, long width)
    {
        var opaque = graph.Constant("opaque", [255f], 1);
        var rest = graph.Node("Sub", "rest", [opaque, Planes("alpha", 0, 1)], [null, 1, height, width]);
        var parts = graph.Constant(
            "background", [_background.R / 255f, _background.G / 255f, _background.B / 255f], 1, 3, 1, 1);
        var behind = graph.Node("Mul", "behind", [rest, parts], [null, 3, height, width]);
        var sum = graph.Node(
            "Add", "over_background.sum", [Planes("colors", 1, SavedInput.OnePixelLength), behind],
            [null, 3, height, width]);
        return graph.Node("Min", "over_background", [sum, opaque], [null, 3, height, width]);

        OnnxValue Planes(string name, long start, long end)
        {
            OnnxValue Index(string part, long value) => graph.Constant($"{name}.{part}", [value], 1);
            return graph.Node(
                "Slice",
                name,
                [image, Index("start", start), Index("end", end), Index("axis", 1)],
                [null, end - start, height, width]);
        }
    }

    /// <summary>Luma of red, green and blue, rounded as it is when images are read.</summary>
    private static OnnxValue Gray(OnnxGraph graph, OnnxValue image, long height, long width)
    {
        var weights = graph.Constant("luma.weights", [0.299f, 0.587f, 0.114f], 1, 3, 1, 1);
        var luma = graph.Node("Conv", "luma", [image, weights], [null, 1, height, width]);
        var raised = graph.Node(
            "Add", "luma.raised", [luma, graph.Constant("half", [0.5f], 1)], [null, 1, height, width]);
        return graph.Node("Floor", "gray", [raised], [null, 1, height, width]);
    }
}
