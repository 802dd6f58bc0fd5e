using System.Globalization;
using Ml.Gan.Models.Export;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;

namespace Ml.Gan.Models.Translation;

/// <summary>Export of a translator: a walk over its layers that writes them as an ONNX graph.</summary>
internal static class TranslatorExporter
{
    /// <param name="translator">The translator.</param>
    /// <param name="options">Resolved options of its training.</param>
    /// <param name="data">What it learned from.</param>
    /// <param name="name">Its name among those of the system.</param>
    /// <param name="steps">Training steps of its weights.</param>
    public static OnnxGraph Export(
        TrainedTranslator translator, TranslationOptions options, TranslationData data, string name, long steps)
    {
        var graph = new OnnxGraph("translator");
        var design = translator.Design;
        var input = graph.Input(TranslatorNames.Input, null, design.Input.Channels, null, null);
        graph.Output(TranslatorNames.Output, translator.Sampled.Export(graph, name, input, null));
        var about = graph.Metadata;
        Describe(about, options, data, steps);
        about[TranslatorMetadata.InputChannels] = Text(design.Input.Channels);
        about[TranslatorMetadata.OutputChannels] = Text(design.Output.Channels);
        about[TranslatorMetadata.SizeMultiple] = Text(options.Translator!.Multiple(design));
        about[TranslatorMetadata.LeastSize] = Text(options.Translator.LeastSize(design));
        if (data.Mask is { } mask)
        {
            about[TranslatorMetadata.InputRoles] = TranslatorRoles.Text(data.Target.Channels, data.GuidanceChannels);
            about[TranslatorMetadata.Mask] = mask.Name;
        }
        about[TranslatorMetadata.TrainingSize] = $"{Text(design.Input.Height)},{Text(design.Input.Width)}";
        if (data.Domains is var (first, second))
            about[TranslatorMetadata.Domains] = name == FileNames.ToA ? $"{second},{first}" : $"{first},{second}";
        return graph;
    }

    /// <summary>What files say of a training, whichever of its networks they hold.</summary>
    public static void Describe(
        IDictionary<string, string> about, TranslationOptions options, TranslationData data, long steps)
    {
        about[TranslatorMetadata.System] = options.System.Name;
        about[GeneratorMetadata.Network] = options.Translator!.Name;
        about[GeneratorMetadata.Objective] = options.Objective!.Name;
        about[TranslatorMetadata.Scale] = Text(data.Factor);
        about[GeneratorMetadata.ValueRange] = "-1,1";
        about[GeneratorMetadata.Seed] = Text(options.SeedOrDefault);
        about[GeneratorMetadata.Steps] = Text(steps);
        about[GeneratorMetadata.TrainingData] = data.Name;
        if (data.License is { } license)
            about[GeneratorMetadata.TrainingDataLicense] = license;
        about[GeneratorMetadata.MlGanVersion] = GeneratorDescription.LibraryVersion;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
