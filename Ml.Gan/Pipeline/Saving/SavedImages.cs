using Ml.Gan.Onnx;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>Images that a saved model makes, as the numbers that ML.NET makes pictures of.</summary>
internal static class SavedImages
{
    /// <summary>
    /// Red, green and blue, whole numbers from 0 to 255, rounded as <see cref="ValueRange.ToByte"/> does.
    /// </summary>
    public static OnnxValue Colors(OnnxGraph graph, OnnxValue images)
    {
        var raised = graph.Add("raised", images, graph.Constant("one", [1f], 1));
        var spread = graph.Mul("spread", raised, graph.Constant("half_of_255", [127.5f], 1));
        var rounded = graph.Node("Round", "rounded", [spread], [.. images.Shape]);
        var bytes = graph.Clip("bytes", rounded, 0, byte.MaxValue);
        return images.Shape[1] == 1 ? graph.Concat("colors", [bytes, bytes, bytes]) : bytes;
    }

    /// <summary>A generator of images with their colors as its one output.</summary>
    /// <param name="generator">The bytes of its .onnx file.</param>
    /// <param name="info">What it is.</param>
    /// <param name="result">Name of the output.</param>
    public static byte[] WithColors(byte[] generator, GeneratorInfo info, string result)
    {
        var graph = new OnnxGraph("results");
        var images = graph.Input(info.Output.Name, null, info.Channels, info.Height, info.Width);
        graph.Output(result, Colors(graph, images));
        return OnnxComposition.Append(generator, graph);
    }
}
