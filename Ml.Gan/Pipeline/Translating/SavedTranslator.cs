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

    public IReadOnlyList<SavedInput> Inputs => [_sample.Input];

    public SavedOutput Output { get; } = output.Kind == OutputKind.Image
        ? SavedOutput.OfImages(output.ColumnName, output.Shape.Height, output.Shape.Width)
        : SavedOutput.OfVectors(output.ColumnName);

    /// <summary>The translator with the column as its input, and its output named as what is made of it.</summary>
    /// <param name="translator">The bytes of its .onnx file.</param>
    public byte[] Apply(byte[] translator)
    {
        var columns = new OnnxGraph("columns");
        var images = _sample.Scaled(columns, _sample.Input.Write(columns));
        return SavedNetwork.Connect(
            columns, new Dictionary<string, OnnxValue> { [TranslatorNames.Input] = images },
            OnnxComposition.Append(translator, Results()), [Result], Output.ModelOutput);
    }

    private OnnxGraph Results()
    {
        var graph = new OnnxGraph("results");
        var (channels, height, width) = output.Shape;
        var images = graph.Input(TranslatorNames.Output, null, channels, height, width);
        graph.Output(Result, output.Kind == OutputKind.Image ? Colors(graph, images) : images);
        return graph;
    }

    /// <summary>
    /// Red, green and blue, whole numbers from 0 to 255, rounded as <see cref="ValueRange.ToByte"/> does.
    /// </summary>
    private static OnnxValue Colors(OnnxGraph graph, OnnxValue images)
    {
        var raised = graph.Add("raised", images, graph.Constant("one", [1f], 1));
        var spread = graph.Mul("spread", raised, graph.Constant("half_of_255", [127.5f], 1));
        var rounded = graph.Node("Round", "rounded", [spread], [.. images.Shape]);
        var bytes = graph.Clip("bytes", rounded, 0, byte.MaxValue);
        return images.Shape[1] == 1 ? graph.Concat("colors", [bytes, bytes, bytes]) : bytes;
    }
}
