using Microsoft.ML;
using Ml.Gan.Data;
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
    private readonly SampleColumn? _masks = input.Mask?.Column, _guidance = input.Guidance?.Column;

    public override IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; } =
        [new DataViewSchema.DetachedColumn(output.ColumnName, output.Type)];

    public override int LargestBatch => largestBatch;

    public override IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema schema) =>
        [.. new[] { _images, _masks, _guidance }.OfType<SampleColumn>().Select(column => column.Find(schema))];

    public override Func<long, float[]> Open(DataViewRow row)
    {
        var read = _images.Reader(row);
        if (_masks is null)
            return _ => read();
        var (readMask, readGuidance) = (_masks.Reader(row), _guidance?.Reader(row));
        return _ => WithHole(read(), readMask(), readGuidance?.Invoke() ?? [], row.Position);
    }

    public override IReadOnlyList<ReadOnlyMemory<float>> Compute(IReadOnlyList<float[]> rows)
    {
        using var call = guard.Begin();
        var batch = translator.Translate(
            Concatenate(rows, row => row), rows.Count, input.Shape.Height, input.Shape.Width);
        int length = output.Shape.Length;
        return [.. rows.Select((_, i) => batch.Values.Slice(i * length, length))];
    }

    /// <summary>
    /// Channels of a network that fills holes: the image, 0 in the hole, the mask, 1 in the hole, and what guides.
    /// </summary>
    private float[] WithHole(float[] image, float[] mask, float[] guidance, long row)
    {
        float[] holes = [.. mask.Select(value => value > 0 ? 1f : 0)];
        if (!holes.Contains(1))
            throw new GanDataException(
                $"Row {row} of column '{input.Mask!.ColumnName}' has nothing bright: the mask shows no hole that is to "
                + "be filled.");
        float[] known = [.. image.Select((value, i) => holes[i % holes.Length] == 1 ? 0 : value)];
        return [.. known, .. holes, .. guidance];
    }

    public override Delegate Getter(int added, Func<ReadOnlyMemory<float>> current) =>
        output.Kind == OutputKind.Image ? ValueGetters.Image(current, output.Shape) : ValueGetters.Vector(current);
}
