using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Pipeline.Translating;

/// <summary>What a translator makes.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Shape">Shape of its images.</param>
internal sealed record TranslatorOutput(string ColumnName, OutputKind Kind, SampleShape Shape)
{
    /// <exception cref="GanOptionException">Images are asked for, but there are no such.</exception>
    public static TranslatorOutput Of(TranslatorInfo info, SampleShape input, GanTranslatorEstimator.Options options)
    {
        OptionValue.Require(
            options.OutputKind == OutputKind.Vector || info.OutputChannels is 1 or 3, nameof(options.OutputKind),
            $"Images have 1 or 3 channels; those that are learned have {info.OutputChannels}. Take OutputKind.Vector.");
        var shape = new SampleShape(info.OutputChannels, input.Height * info.Scale, input.Width * info.Scale);
        return new TranslatorOutput(options.OutputColumnName, options.OutputKind, shape);
    }

    public DataViewType Type => Kind == OutputKind.Image
        ? new ImageDataViewType(Shape.Height, Shape.Width)
        : new VectorDataViewType(NumberDataViewType.Single, 1, Shape.Channels, Shape.Height, Shape.Width);
}
