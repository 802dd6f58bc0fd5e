using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Rows;
using Ml.Gan.Pipeline.Scoring;

namespace Ml.Gan.Pipeline.Captioning;

/// <summary>Input of a captioner for one row.</summary>
/// <param name="Image">The image, scaled as in training.</param>
/// <param name="Noise">What its caption is written from.</param>
internal sealed record CaptionInput(float[] Image, float[] Noise);

/// <summary>Step that adds the words of a caption of each row's image.</summary>
/// <param name="captioner">The captioner.</param>
/// <param name="guard">Guard of its transformer.</param>
/// <param name="images">The column of images.</param>
/// <param name="options">The names of the columns, and how many rows are captioned at once.</param>
internal sealed class CaptionStep(
    OnnxCaptioner captioner, UseGuard guard, SampleColumn images, GanCaptionerEstimator.Options options)
    : RowStep<CaptionInput, string[]>
{
    private readonly NumbersColumn? _noise = options.LatentColumnName is { } name
        ? new NumbersColumn("latent", name, captioner.Info.LatentSize)
        : null;

    public override IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; } =
        [new DataViewSchema.DetachedColumn(options.OutputColumnName, TypeOf(captioner.Info))];

    public override int LargestBatch => options.ScoringBatchSize;

    /// <summary>Type of the column of captions: as many words as a caption has at most.</summary>
    public static VectorDataViewType TypeOf(CaptionerInfo info) =>
        new(TextDataViewType.Instance, 1, info.MaxLength);

    public override IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema schema) =>
        _noise is null ? [images.Find(schema)] : [images.Find(schema), _noise.Find(schema)];

    public override Func<long, CaptionInput> Open(DataViewRow row)
    {
        var (readImage, readNoise) = (images.Reader(row), _noise?.Reader(row));
        return number => new CaptionInput(readImage(), readNoise?.Invoke() ?? NoiseOf(number));
    }

    public override IReadOnlyList<string[]> Compute(IReadOnlyList<CaptionInput> rows)
    {
        using var call = guard.Begin();
        return captioner.Run(Concatenate(rows, row => row.Image), Concatenate(rows, row => row.Noise));
    }

    public override Delegate Getter(int added, Func<string[]> current) =>
        ValueGetters.Texts(current, captioner.Info.MaxLength);

    private float[] NoiseOf(long number)
    {
        float[] noise = new float[captioner.Info.LatentSize];
        LatentNoise.Fill(noise, LatentNoise.RowSeed(options.Seed!.Value, (int)number));
        return noise;
    }
}
