using Ml.Gan.Data;
using Ml.Gan.Models.Augmentations;
using Ml.Gan.Native;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>Reads shuffled batches, with what is known of the samples, into reused tensors.</summary>
internal sealed class BatchReader : IDisposable
{
    private readonly ISampleSource _data;
    private readonly Conditioning _plan;
    private BatchSampler _sampler;
    private readonly Device _device;
    private readonly long[] _indices;
    private readonly Tensor _samples;
    private readonly float[] _vectors;
    private readonly long[]? _labels;
    private readonly Generator? _mirroring;

    /// <param name="data">What is read; stays the caller's.</param>
    /// <param name="plan">What is read besides the samples.</param>
    /// <param name="labels">Whether the labels are read even where the plan doesn't condition on them.</param>
    /// <param name="batchSize">Samples in a batch.</param>
    /// <param name="seed">Seed of the shuffling.</param>
    /// <param name="device">Where the batches go.</param>
    /// <param name="mirroring">
    /// Chooses the images that are mirrored, half of them; stays the caller's. Null, the default, for none.
    /// </param>
    public BatchReader(
        ISampleSource data, Conditioning plan, bool labels, int batchSize, long seed, Device device,
        Generator? mirroring = null)
    {
        _mirroring = mirroring;
        (_data, _plan, _device) = (data, plan, device);
        _sampler = new BatchSampler(data, batchSize, seed);
        _indices = new long[batchSize];
        var shape = data.Shape;
        long[] size =
            shape.IsImage ? [batchSize, shape.Channels, shape.Height, shape.Width] : [batchSize, shape.Length];
        _samples = torch.empty(size, ScalarType.Float32, CPU).DetachFromDisposeScope();
        _labels = labels || plan.Condition is LabelCondition ? new long[batchSize] : null;
        _vectors = plan.Condition is VectorCondition ? new float[batchSize * plan.ConditionSize] : [];
    }

    /// <summary>The next batch; valid until the next call.</summary>
    public RealBatch Next()
    {
        _sampler.NextBatch(_indices);
        _data.Read(_indices, _samples.AsFloats());
        var read = _mirroring is null ? _samples : Mirrored(_mirroring);
        var samples = _device.type == DeviceType.CPU ? read : read.to(_device);
        var labels = ReadLabels();
        return new RealBatch(samples, ReadCondition(labels), labels);
    }

    /// <summary>Names the place in the data.</summary>
    public void ExchangeState(TrainingState state, string name)
    {
        var now = _sampler.State;
        var then = new BatchSamplerState(
            state.Number($"{name}.seed", now.Seed), state.Number($"{name}.epoch", now.Epoch),
            state.Number($"{name}.position", now.Position));
        if (then != now)
            _sampler = new BatchSampler(_data, _sampler.BatchSize, then);
    }

    public void Dispose() => _samples.Dispose();

    private Tensor Mirrored(Generator random) => ImageTransforms.FlipHorizontally(
        _samples, torch.empty(_indices.Length, ScalarType.Bool, CPU).bernoulli_(0.5, random));

    private Tensor? ReadLabels()
    {
        if (_labels is null)
            return null;
        _data.Labels!.Read(_indices, _labels);
        return torch.tensor(_labels, device: CPU).to(_device);
    }

    private Tensor? ReadCondition(Tensor? labels)
    {
        if (_plan.Condition is LabelCondition)
            return nn.functional.one_hot(labels!, _plan.ConditionSize).to_type(ScalarType.Float32);
        if (_plan.Condition is not VectorCondition)
            return null;
        _data.Conditions!.Read(_indices, _vectors);
        return TensorValues.Create(_vectors, _indices.Length, _plan.ConditionSize).to(_device);
    }
}
