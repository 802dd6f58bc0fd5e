using Microsoft.ML;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Rows;
using Ml.Gan.Pipeline.Scoring;

namespace Ml.Gan.Pipeline.Translating;

/// <summary>Step that adds what a translator makes of each row's image.</summary>
internal sealed class TranslationStep(
    OnnxTranslator translator, UseGuard guard, TranslatorInput input, TranslatorOutput output, int largestBatch)
    : RowStep<float[], ReadOnlyMemory<float>>
{
    private readonly SampleColumn _images = input.Column;

    public override IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; } =
        [new DataViewSchema.DetachedColumn(output.ColumnName, output.Type)];

    public override int LargestBatch => largestBatch;

    public override IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema schema) => [_images.Find(schema)];

    public override Func<long, float[]> Open(DataViewRow row)
    {
        var read = _images.Reader(row);
        return _ => read();
    }

    public override IReadOnlyList<ReadOnlyMemory<float>> Compute(IReadOnlyList<float[]> rows)
    {
        using var call = guard.Begin();
        var batch = translator.Translate(
            Concatenate(rows, row => row), rows.Count, input.Shape.Height, input.Shape.Width);
        int length = output.Shape.Length;
        return [.. rows.Select((_, i) => batch.Values.Slice(i * length, length))];
    }

    public override Delegate Getter(int added, Func<ReadOnlyMemory<float>> current) =>
        output.Kind == OutputKind.Image ? ValueGetters.Image(current, output.Shape) : ValueGetters.Vector(current);
}
