using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Saving;

namespace Ml.Gan.Pipeline.Translating;

/// <summary>
/// A translator as it is saved, for images of one size: ML.NET takes no model whose height and width are both open.
/// </summary>
internal sealed class SavedTranslator(TranslatorInput input, TranslatorOutput output)
{
    private const string Result = "translated";

    private readonly SavedSample _sample = input.Saved(output.ColumnName);
    private readonly SavedSample? _mask = input.Mask?.Saved(output.ColumnName);
    private readonly SavedSample? _guidance = input.Guidance?.Saved(output.ColumnName);

    public IReadOnlyList<SavedInput> Inputs =>
        [.. new[] { _sample, _mask, _guidance }.OfType<SavedSample>().Select(sample => sample.Input)];

    public SavedOutput Output { get; } = output.Kind == OutputKind.Image
        ? SavedOutput.OfImages(output.ColumnName, output.Shape.Height, output.Shape.Width)
        : SavedOutput.OfVectors(output.ColumnName);

    /// <summary>The translator with the column as its input, and its output named as what is made of it.</summary>
    /// <param name="translator">The bytes of its .onnx file.</param>
    public byte[] Apply(byte[] translator)
    {
        var columns = new OnnxGraph("columns");
        var images = Read(columns, _sample);
        if (_mask is not null)
            images = WithHoles(columns, images);
        return SavedNetwork.Connect(
            columns, new Dictionary<string, OnnxValue> { [TranslatorNames.Input] = images },
            OnnxComposition.Append(translator, Results()), [Result], Output.ModelOutput);
    }

    private static OnnxValue Read(OnnxGraph columns, SavedSample sample) =>
        sample.Scaled(columns, sample.Input.Write(columns));

    /// <summary>The image, 0 in the hole, the mask, 1 in the hole, and what guides, along the channels.</summary>
    private OnnxValue WithHoles(OnnxGraph columns, OnnxValue images)
    {
        var bright = Read(columns, _mask!);
        var raised = columns.Node("Ceil", "holes.raised", [bright], [.. bright.Shape]);
        var holes = columns.Clip("holes", raised, 0, 1);
        var known = columns.Sub("known", columns.Constant("holes.one", [1f], 1), holes);
        var kept = columns.Mul("kept", images, known);
        return columns.Concat(
            "with_holes", _guidance is null ? [kept, holes] : [kept, holes, Read(columns, _guidance)]);
    }

    private OnnxGraph Results()
    {
        var graph = new OnnxGraph("results");
        var (channels, height, width) = output.Shape;
        var images = graph.Input(TranslatorNames.Output, null, channels, height, width);
        graph.Output(Result, output.Kind == OutputKind.Image ? SavedImages.Colors(graph, images) : images);
        return graph;
    }
}
