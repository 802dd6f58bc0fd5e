using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Reading;
using Ml.Gan.Pipeline.Saving;
using Ml.Gan.Pipeline.Scoring;

namespace Ml.Gan.Pipeline.Translating;

/// <summary>What a translator reads of a column, and what goes with it.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Type">Its type in training.</param>
/// <param name="Shape">Shape of its images.</param>
/// <param name="Images">How they were read in training.</param>
internal sealed record TranslatorInput(string ColumnName, DataViewType Type, SampleShape Shape, ImageReading Images)
{
    /// <summary>The masks of images with holes; null for images without holes.</summary>
    public TranslatorInput? Mask { get; init; }

    /// <summary>Images that guide how holes are filled; null for none.</summary>
    public TranslatorInput? Guidance { get; init; }

    public SampleColumn Column => new("input", ColumnName, Type is ImageDataViewType, Shape, Images);

    public SavedSample Saved(string output) => new(ColumnName, Type, Shape, Images, output);

    /// <summary>Loads a translator that takes such images in one piece, as a saved one does.</summary>
    /// <exception cref="GanOptionException">It was trained on crops, and takes no whole images.</exception>
    public OnnxTranslator Load(byte[] model, GanTranslatorEstimator.Options options)
    {
        int side = Math.Clamp(Math.Max(Shape.Height, Shape.Width), TileOptions.LeastSize, TileOptions.GreatestSize);
        var translator = OnnxTranslator.Load(
            model, new OnnxGeneratorOptions { BatchSize = options.ScoringBatchSize }, new TileOptions { Size = side });
        int multiple = translator.Info.SizeMultiple;
        if (Shape.Height % multiple == 0 && Shape.Width % multiple == 0)
            return translator;
        translator.Dispose();
        throw new GanOptionException(nameof(options.CropSize),
            $"Crops of {options.CropSize} pixels make a translator {translator.Info.Network} of images whose height "
            + $"and width are multiples of {multiple}; those of column '{ColumnName}' are "
            + $"{Shape.Width}×{Shape.Height}. Resize them (Options.ImageSize), or choose other crops.");
    }
}
