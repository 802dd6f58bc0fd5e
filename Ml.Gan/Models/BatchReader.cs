using Ml.Gan.Data;
using Ml.Gan.Models.Augmentations;
using Ml.Gan.Native;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Reads shuffled batches, with what is known of the samples, into reused memory; the next one on another thread while
/// the present one is used, where that is asked for, which changes no byte of any.
/// </summary>
internal sealed class BatchReader : IDisposable
{
    private readonly ISampleSource _data;
    private readonly Conditioning _plan;
    private readonly Device _device;
    private readonly Generator? _mirroring;
    private readonly RandomCrop? _crop;
    private readonly bool _prefetches;
    private readonly long[] _indices;
    private readonly int _first;
    private BatchSampler _sampler;
    private BatchSamplerState _state;
    private Slot _present;
    private Slot _next;
    private Task? _reading;

    /// <param name="data">What is read, by any thread; stays the caller's.</param>
    /// <param name="plan">What is read besides the samples.</param>
    /// <param name="labels">Whether the labels are read even where the plan doesn't condition on them.</param>
    /// <param name="batchSize">Samples in a batch.</param>
    /// <param name="seed">Seed of the shuffling.</param>
    /// <param name="device">Where the batches go.</param>
    /// <param name="prefetches">
    /// Whether the next batch is read while the present one is used, where it holds images: vectors are read too fast
    /// for another thread to help.
    /// </param>
    /// <param name="mirroring">
    /// Chooses the images that are mirrored, half of them; stays the caller's. Null, the default, for none.
    /// </param>
    /// <param name="crop">Crops images before they are mirrored. Null, the default, for whole images.</param>
    /// <param name="replicas">Ranks that share each batch, this rank's part of which is read; null for one.</param>
    /// <exception cref="GanOptionException">The data can't be cropped so.</exception>
    public BatchReader(
        ISampleSource data, Conditioning plan, bool labels, int batchSize, long seed, Device device, bool prefetches,
        Generator? mirroring = null, RandomCrop? crop = null, Replicas? replicas = null)
    {
        crop?.Check(data);
        (_mirroring, _crop) = (mirroring, crop);
        (_data, _plan, _device, _prefetches) = (data, plan, device, prefetches && data.Shape.IsImage);
        _sampler = new BatchSampler(data, batchSize, seed);
        _state = _sampler.State;
        _indices = new long[batchSize];
        batchSize /= replicas?.Count ?? 1;
        _first = batchSize * (replicas?.Rank ?? 0);
        int labelCount = labels || plan.Condition is LabelCondition ? batchSize : 0;
        int vectorLength = plan.Condition is VectorCondition ? batchSize * plan.ConditionSize : 0;
        _present = new Slot(data.Shape, batchSize, labelCount, vectorLength);
        _next = _prefetches ? new Slot(data.Shape, batchSize, labelCount, vectorLength) : _present;
    }

    /// <summary>Indices of the samples of the present batch.</summary>
    public ReadOnlySpan<long> Indices => _present.Indices;

    /// <summary>The next batch; valid until the next call.</summary>
    public RealBatch Next()
    {
        if (_reading is null)
            Read();
        else
            Complete(_reading);
        (_present, _next) = (_next, _present);
        _state = _sampler.State;
        if (_prefetches)
            _reading = Task.Run(Read);
        var read = _crop?.Apply(_present.Samples) ?? _present.Samples;
        read = _mirroring is null ? read : Mirrored(read, _mirroring);
        var samples = _device.type == DeviceType.CPU ? read : read.to(_device);
        var labels = _present.Labels is [] ? null : torch.tensor(_present.Labels, device: CPU).to(_device);
        return new RealBatch(samples, Condition(labels), labels);
    }

    /// <summary>Names the place in the data.</summary>
    public void ExchangeState(TrainingState state, string name)
    {
        var then = new BatchSamplerState(
            state.Number($"{name}.seed", _state.Seed), state.Number($"{name}.epoch", _state.Epoch),
            state.Number($"{name}.position", _state.Position));
        if (then == _state)
            return;
        Drop();
        _sampler = new BatchSampler(_data, _sampler.BatchSize, then);
        _state = then;
    }

    public void Dispose()
    {
        Drop();
        _present.Samples.Dispose();
        _next.Samples.Dispose();
    }

    private void Complete(Task reading)
    {
        _reading = null;
        reading.GetAwaiter().GetResult();
    }

    /// <summary>Waits for what is being read, and forgets it.</summary>
    private void Drop()
    {
        try
        {
            _reading?.Wait();
        }
        catch (AggregateException)
        {
            // Nobody wants the batch that can't be read.
        }
        _reading = null;
    }

    private void Read()
    {
        _sampler.NextBatch(_indices);
        _indices.AsSpan(_first, _next.Indices.Length).CopyTo(_next.Indices);
        _data.Read(_next.Indices, _next.Samples.AsFloats());
        if (_next.Labels.Length > 0)
            _data.Labels!.Read(_next.Indices, _next.Labels);
        if (_next.Vectors.Length > 0)
            _data.Conditions!.Read(_next.Indices, _next.Vectors);
    }

    private static Tensor Mirrored(Tensor images, Generator random) => ImageTransforms.FlipHorizontally(
        images, Shard.Draw(
            [images.shape[0]], shape => torch.empty(shape, ScalarType.Bool, CPU).bernoulli_(0.5, random)));

    private Tensor? Condition(Tensor? labels) => _plan.Condition switch
    {
        LabelCondition => nn.functional.one_hot(labels!, _plan.ConditionSize).to_type(ScalarType.Float32),
        VectorCondition =>
            TensorValues.Create(_present.Vectors, _present.Indices.Length, _plan.ConditionSize).to(_device),
        _ => null,
    };

    /// <summary>Memory for one batch.</summary>
    private sealed class Slot(SampleShape shape, int batchSize, int labels, int vectors)
    {
        public long[] Indices { get; } = new long[batchSize];

        public Tensor Samples { get; } = torch.empty(
            shape.IsImage ? [batchSize, shape.Channels, shape.Height, shape.Width] : [batchSize, shape.Length],
            ScalarType.Float32, CPU).DetachFromDisposeScope();

        public long[] Labels { get; } = new long[labels];

        public float[] Vectors { get; } = new float[vectors];
    }
}
