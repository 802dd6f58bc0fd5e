using System.Globalization;
using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Models.Export;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;

namespace Ml.Gan.Models.Captioning;

/// <summary>Export of captioners and evaluators: walks over their layers that write them as ONNX graphs.</summary>
internal static class CaptionExporter
{
    public static OnnxGraph Captioner(
        CaptionerNetwork captioner, CaptionOptions options, CaptionedImages data, Vocabulary vocabulary, long steps)
    {
        var graph = new OnnxGraph(CaptionerMetadata.Captioner);
        var images = Images(graph, data.Shape);
        var noise = graph.Input(CaptionerNames.Noise, null, options.LatentSize);
        graph.Output(CaptionerNames.Tokens, captioner.Export(graph, CaptionerMetadata.Captioner, images, noise));
        Describe(graph.Metadata, options, data, vocabulary, steps);
        graph.Metadata[CaptionerMetadata.Kind] = CaptionerMetadata.Captioner;
        graph.Metadata[CaptionerMetadata.LatentSize] = Text(options.LatentSize);
        return graph;
    }

    public static OnnxGraph Evaluator(
        CaptionEvaluatorNetwork evaluator, CaptionOptions options, CaptionedImages data, Vocabulary vocabulary,
        long steps)
    {
        var graph = new OnnxGraph(CaptionerMetadata.Evaluator);
        var images = Images(graph, data.Shape);
        var tokens = graph.Input(CaptionerNames.Tokens, OnnxElementType.Int64, null, options.MaxLength!.Value);
        graph.Output(CaptionerNames.Score, evaluator.Export(graph, CaptionerMetadata.Evaluator, images, tokens));
        Describe(graph.Metadata, options, data, vocabulary, steps);
        graph.Metadata[CaptionerMetadata.Kind] = CaptionerMetadata.Evaluator;
        return graph;
    }

    /// <summary>What files say of a training, whichever of its networks they hold.</summary>
    public static void Describe(
        IDictionary<string, string> about, CaptionOptions options, CaptionedImages data, Vocabulary vocabulary,
        long steps)
    {
        about[CaptionerMetadata.System] = CaptionerMetadata.SystemName;
        about[CaptionerMetadata.Objective] = options.Objective.Name();
        about[CaptionerMetadata.Vocabulary] = JsonSerializer.Serialize(vocabulary.Words);
        about[CaptionerMetadata.MaxLength] = Text(options.MaxLength!.Value);
        about[CaptionerMetadata.Channels] = Text(data.Shape.Channels);
        about[CaptionerMetadata.Height] = Text(data.Shape.Height);
        about[CaptionerMetadata.Width] = Text(data.Shape.Width);
        about[CaptionerMetadata.ValueRange] = "-1,1";
        about[CaptionerMetadata.Seed] = Text(options.SeedOrDefault);
        about[CaptionerMetadata.Steps] = Text(steps);
        about[CaptionerMetadata.TrainingData] = data.Name;
        if (data.License is { } license)
            about[CaptionerMetadata.TrainingDataLicense] = license;
        about[CaptionerMetadata.MlGanVersion] = GeneratorDescription.LibraryVersion;
    }

    private static OnnxValue Images(OnnxGraph graph, SampleShape shape) =>
        graph.Input(CaptionerNames.Image, null, shape.Channels, shape.Height, shape.Width);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
