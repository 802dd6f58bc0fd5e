using Ml.Gan.Onnx;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>
/// Generates the samples of consecutive rows in batches. The first batch has one row and each next one twice as many,
/// up to the limit, so that looking at a few rows costs little.
/// </summary>
internal sealed class SampleBatches(OnnxGenerator generator, ILatentSource latents, int largestBatch) : IDisposable
{
    private readonly int _latentSize = generator.Info.LatentSize;
    private ImageBatch? _batch;
    private int _nextBatch = 1;
    private int _row = -1;

    /// <summary>The current row's sample.</summary>
    public ReadOnlySpan<float> Current => _batch![_row];

    /// <summary>Moves to the next row, generating the next batch where needed.</summary>
    public void MoveNext()
    {
        _row++;
        if (_row < _batch?.Count)
            return;
        Generate();
        _row = 0;
    }

    public void Dispose() => latents.Dispose();

    private void Generate()
    {
        var batch = new float[_nextBatch * _latentSize];
        int count = 0;
        while (count < _nextBatch && latents.TryNext(batch.AsSpan(count * _latentSize, _latentSize)))
            count++;
        _batch = generator.Generate(batch.AsSpan(0, count * _latentSize));
        _nextBatch = Math.Min(2 * _nextBatch, largestBatch);
    }
}
