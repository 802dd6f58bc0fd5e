using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Models.Export;

/// <summary>Where a generator comes from: what its ONNX file says about it, fixed when the training begins.</summary>
internal sealed class GeneratorDescription
{
    private readonly Dictionary<string, string> _entries;

    /// <summary>Version of the library, as files name it.</summary>
    public static string LibraryVersion { get; } =
        typeof(GeneratorDescription).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    public GeneratorDescription(LatentGanOptions options, ISampleSource data)
    {
        var shape = data.Shape;
        _entries = new Dictionary<string, string>
        {
            [GeneratorMetadata.Network] = options.Network.Name,
            [GeneratorMetadata.Objective] = options.Objective.Name,
            [GeneratorMetadata.LatentSize] = Text(options.LatentSize),
            [GeneratorMetadata.Seed] = Text(options.SeedOrDefault),
            [GeneratorMetadata.TrainingData] = data.Name,
            [GeneratorMetadata.MlGanVersion] = LibraryVersion,
        };
        if (shape.IsImage)
            DescribeImages(shape);
        if (options.Condition is LabelCondition)
            _entries[GeneratorMetadata.Labels] = JsonSerializer.Serialize(data.Labels!.ClassNames);
        if (options.Codes is { } codes)
            _entries[GeneratorMetadata.Codes] = codes.Name;
        if (options.Precision != TrainingPrecision.Full)
            _entries[GeneratorMetadata.TrainingPrecision] = TrainingPrecisions.NameOf(options.Precision);
        if (data.License is { } license)
            _entries[GeneratorMetadata.TrainingDataLicense] = license;
        if (data.Background is { } background)
            _entries[GeneratorMetadata.Background] = background;
    }

    public void WriteTo(IDictionary<string, string> metadata, long steps)
    {
        foreach (var (key, value) in _entries)
            metadata[key] = value;
        metadata[GeneratorMetadata.Steps] = Text(steps);
    }

    private void DescribeImages(SampleShape shape)
    {
        _entries[GeneratorMetadata.Channels] = Text(shape.Channels);
        _entries[GeneratorMetadata.Height] = Text(shape.Height);
        _entries[GeneratorMetadata.Width] = Text(shape.Width);
        _entries[GeneratorMetadata.ValueRange] = "-1,1";
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
