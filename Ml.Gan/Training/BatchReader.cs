using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>Reads shuffled batches into one reused tensor.</summary>
internal sealed class BatchReader : IDisposable
{
    private readonly ISampleSource _data;
    private readonly BatchSampler _sampler;
    private readonly Device _device;
    private readonly long[] _indices;
    private readonly Tensor _batch;

    public BatchReader(ISampleSource data, int batchSize, long seed, Device device)
    {
        (_data, _device) = (data, device);
        _sampler = new BatchSampler(data, batchSize, seed);
        _indices = new long[batchSize];
        var shape = data.Shape;
        long[] size = shape.IsImage ? [batchSize, shape.Channels, shape.Height, shape.Width] : [batchSize, shape.Length];
        _batch = torch.empty(size).DetachFromDisposeScope();
    }

    /// <summary>The next batch, (N, C, H, W) or (N, D), on the device; valid until the next call.</summary>
    public Tensor Next()
    {
        _sampler.NextBatch(_indices);
        _data.Read(_indices, _batch.AsFloats());
        return _device.type == DeviceType.CPU ? _batch : _batch.to(_device);
    }

    public void Dispose() => _batch.Dispose();
}
