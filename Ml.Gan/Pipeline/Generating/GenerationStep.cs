using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Rows;

namespace Ml.Gan.Pipeline.Generating;

/// <summary>Step that adds a generated sample to each row.</summary>
internal sealed class GenerationStep(
    OnnxGenerator generator,
    UseGuard guard,
    string outputColumnName,
    DataViewType outputType,
    IGeneratorInputs inputs,
    GanEstimator.Options options)
    : RowStep<GeneratorInput, ReadOnlyMemory<float>>
{
    public override IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; } =
        [new DataViewSchema.DetachedColumn(outputColumnName, outputType)];

    public override int LargestBatch => options.ScoringBatchSize;

    public override IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema input) => inputs.Find(input);

    public override Func<long, GeneratorInput> Open(DataViewRow row) => inputs.Open(row);

    public override IReadOnlyList<ReadOnlyMemory<float>> Compute(IReadOnlyList<GeneratorInput> rows)
    {
        using var call = guard.Begin();
        float[] latents = Concatenate(rows, row => row.Latent);
        var batch = generator.Generate(
            latents, GeneratorConditions.Join([.. rows.Select(row => row.Conditions)]), options.Truncation);
        int length = generator.Info.OutputLength;
        return [.. Enumerable.Range(0, rows.Count).Select(i => batch.Values.Slice(i * length, length))];
    }

    public override Delegate Getter(int added, Func<ReadOnlyMemory<float>> current) =>
        options.OutputKind == OutputKind.Image
            ? ValueGetters.Image(
                current, new SampleShape(generator.Info.Channels, generator.Info.Height, generator.Info.Width))
            : ValueGetters.Vector(current);
}
