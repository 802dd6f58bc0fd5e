using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Generating;

/// <summary>Adds a generated sample to each row.</summary>
internal sealed class GenerationStep(
    OnnxGenerator generator, string outputColumnName, VectorDataViewType outputType, IGenerationRequests requests, int largestBatch)
    : RowStep<GenerationRequest, ReadOnlyMemory<float>>
{
    public override IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; } =
        [new DataViewSchema.DetachedColumn(outputColumnName, outputType)];

    public override int LargestBatch => largestBatch;

    public override IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema input) => requests.Find(input);

    public override Func<long, GenerationRequest> Open(DataViewRow row) => requests.Open(row);

    public override IReadOnlyList<ReadOnlyMemory<float>> Compute(IReadOnlyList<GenerationRequest> rows)
    {
        var layout = generator.Info.Conditions;
        var latents = new float[rows.Count * generator.Info.LatentSize];
        for (int i = 0; i < rows.Count; i++)
            rows[i].Latent.CopyTo(latents, i * generator.Info.LatentSize);
        var batch = generator.Generate(latents, new GeneratorConditions
        {
            Labels = layout.ClassCount > 0 ? [.. rows.Select(row => row.Label)] : null,
            Vectors = layout.VectorSize > 0 ? [.. rows.Select(row => row.Vector)] : null,
            CodeRows = layout.Codes is null ? null : [.. rows.Select(row => row.Codes)],
        });
        int length = generator.Info.OutputLength;
        return [.. Enumerable.Range(0, rows.Count).Select(i => batch.Values.Slice(i * length, length))];
    }

    public override Delegate Getter(int added, Func<ReadOnlyMemory<float>> current) => ValueGetters.Vector(current);
}
