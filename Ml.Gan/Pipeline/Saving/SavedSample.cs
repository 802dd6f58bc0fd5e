using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;
using Ml.Gan.Pipeline.Reading;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// Samples that a saved network takes, images or vectors of a column: inside of the model they are scaled as in
/// training.
/// </summary>
/// <param name="name">The column's name.</param>
/// <param name="type">Its type.</param>
/// <param name="shape">Shape of what the network takes.</param>
/// <param name="images">How images were read in training.</param>
/// <param name="output">The column that is made.</param>
internal sealed class SavedSample(
    string name, DataViewType type, SampleShape shape, ImageReading images, string output)
{
    private readonly bool _isPicture = type is ImageDataViewType;

    private readonly PixelScaling _scaling = new(name, type is ImageDataViewType ? (0, 255) : images.PixelRange);

    /// <summary>What the model reads of the column.</summary>
    public SavedInput Input { get; } = type is ImageDataViewType
        ? SavedInput.OfImages(name, type, shape.Height, shape.Width)
        : SavedInput.OfVectors(name, shape.Length).BesideOutput(output);

    /// <summary>Numbers of the column to images in [-1, 1], (N, C, H, W); vectors stay as they are.</summary>
    public OnnxValue Scaled(OnnxGraph graph, OnnxValue numbers)
    {
        if (!shape.IsImage)
            return numbers;
        var (channels, height, width) = shape;
        var image = graph.Reshape("pixels", numbers, -1, Input.Size / (height * width), height, width);
        if (_isPicture)
            image = OverBackground(graph, image, height, width);
        if (_isPicture && channels == 1)
            image = Gray(graph, image, height, width);
        float[] Each(float value) => [.. Enumerable.Repeat(value, channels)];
        return graph.ScaleAndShift("scaled", image, Each(_scaling.Scale), Each(_scaling.Shift));
    }

    /// <summary>
    /// Red, green and blue over the background, as it is when images are read, of alpha and colors that are multiplied
    /// by it.
    /// </summary>
    private OnnxValue OverBackground(OnnxGraph graph, OnnxValue image, long height, long width)
    {
        var color = images.Background;
        var opaque = graph.Constant("opaque", [255f], 1);
        var rest = graph.Node("Sub", "rest", [opaque, Planes("alpha", 0, 1)], [null, 1, height, width]);
        var parts = graph.Constant(
            "background", [color.R / 255f, color.G / 255f, color.B / 255f], 1, 3, 1, 1);
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
