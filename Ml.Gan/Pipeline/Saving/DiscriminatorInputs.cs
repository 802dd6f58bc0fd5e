using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Reading;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// What a saved discriminator reads: the training column, scaled to what D takes, and the label or condition column where D is told. A small
/// model before D does the scaling, and makes numbers of one-hot labels.
/// </summary>
internal sealed class DiscriminatorInputs
{
    private readonly DiscriminatorInfo _info;
    private readonly PixelScaling _scaling;
    private readonly SavedInput _sample;
    private readonly SavedInput? _label;
    private readonly SavedInput? _vector;

    /// <param name="info">What D takes.</param>
    /// <param name="options">The columns' names, and how samples are scaled.</param>
    /// <param name="trainingType">Type of the training column.</param>
    /// <param name="label">The label column; not used where D isn't told one.</param>
    public DiscriminatorInputs(DiscriminatorInfo info, GanEstimator.Options options, DataViewType trainingType, LabelColumn? label)
    {
        string name = options.InputColumnName ?? options.OutputColumnName;
        bool isPicture = trainingType is ImageDataViewType;
        _info = info;
        _scaling = new PixelScaling(name, isPicture ? (0, 255) : options.PixelRange);
        _sample = isPicture
            ? SavedInput.OfImages(name, trainingType, (int)info.Input.Shape[2]!, (int)info.Input.Shape[3]!)
            : SavedInput.OfVectors(name, info.SampleLength);
        _label = info.Conditions.ClassCount > 0 ? SavedInput.OfLabels(label!) : null;
        _vector = info.Conditions.VectorSize > 0 ? SavedInput.OfVectors(options.ConditionColumnName!, info.Conditions.VectorSize) : null;
    }

    public IReadOnlyList<SavedInput> All => [.. new[] { _sample, _label, _vector }.OfType<SavedInput>().Distinct()];

    /// <summary>The columns that D's inputs are renamed to, by the inputs' names.</summary>
    public Dictionary<string, string> Names()
    {
        var names = new Dictionary<string, string> { [_info.Input.Name] = IsImage ? $"{_sample.ColumnName}.Scaled" : _sample.ModelInput };
        if (_label is not null)
            names[GeneratorInputs.Label] = $"{_label.ColumnName}.Class";
        if (_vector is not null)
            names[GeneratorInputs.Condition] = _vector.ModelInput;
        return names;
    }

    /// <summary>The model before D; null where nothing needs one.</summary>
    public SavedModel? Preparation()
    {
        var names = Names();
        var graph = new OnnxGraph("preparation");
        List<SavedInput> inputs = [];
        List<string> outputs = [];
        if (IsImage)
            Add(_sample, names[_info.Input.Name], Scaled(graph));
        if (_label is not null)
            Add(_label, names[GeneratorInputs.Label], graph.Node("ArgMax", "class", [_label.Write(graph)], [null], ("axis", 1L), ("keepdims", 0L)));
        return inputs.Count == 0 ? null : new SavedModel(graph.ToBytes(), [.. inputs.Select(input => input.ModelInput)], [.. outputs]);

        void Add(SavedInput input, string output, OnnxValue value)
        {
            graph.Output(output, value);
            inputs.Add(input);
            outputs.Add(output);
        }
    }

    private bool IsImage => _info.Input.Shape.Count == 4;

    /// <summary>Numbers of a column to images in [-1, 1], (N, C, H, W).</summary>
    private OnnxValue Scaled(OnnxGraph graph)
    {
        long channels = _info.Input.Shape[1]!.Value, height = _info.Input.Shape[2]!.Value, width = _info.Input.Shape[3]!.Value;
        long read = _sample.Size / (height * width);
        var image = graph.Reshape("pixels", _sample.Write(graph), -1, read, height, width);
        if (read != channels)
            image = Gray(graph, image, height, width);
        float[] Each(float value) => [.. Enumerable.Repeat(value, (int)channels)];
        return graph.ScaleAndShift("scaled", image, Each(_scaling.Scale), Each(_scaling.Shift));
    }

    /// <summary>Luma of red, green and blue, rounded as it is when images are read.</summary>
    private static OnnxValue Gray(OnnxGraph graph, OnnxValue image, long height, long width)
    {
        var weights = graph.Constant("luma.weights", [0.299f, 0.587f, 0.114f], 1, 3, 1, 1);
        var luma = graph.Node("Conv", "luma", [image, weights], [null, 1, height, width]);
        var raised = graph.Node("Add", "luma.raised", [luma, graph.Constant("half", [0.5f], 1)], [null, 1, height, width]);
        return graph.Node("Floor", "gray", [raised], [null, 1, height, width]);
    }
}
