using Ml.Gan.Onnx;
using Microsoft.ML;

namespace Ml.Gan.Pipeline.Generating;

/// <summary>Requests that read no columns: noise of the seed and the row's number, and conditions chosen beforehand.</summary>
/// <param name="latentSize">Length of a latent vector.</param>
/// <param name="seed">Seed of the noise.</param>
/// <param name="settled">A condition for each row, as far as the generator takes one.</param>
internal sealed class SampleRequests(int latentSize, int seed, GeneratorConditions settled) : IGenerationRequests
{
    public IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema input) => [];

    public Func<long, GenerationRequest> Open(DataViewRow row) => number =>
    {
        int i = (int)number;
        var latent = new float[latentSize];
        LatentNoise.Fill(latent, LatentNoise.RowSeed(seed, i));
        return new GenerationRequest(latent, settled.Labels?[i] ?? 0, settled.Vectors?[i] ?? [], settled.CodeRows?[i] ?? []);
    };
}
