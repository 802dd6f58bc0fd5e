using System.Diagnostics;
using Ml.Gan.Onnx;

namespace Ml.Gan.Hosting.Batching;

/// <summary>A request that waits for its batch or is in it, until it is answered or left.</summary>
internal sealed class PendingSample
{
    private const int Waiting = 0, Taken = 1, Left = 2;

    private readonly TaskCompletionSource<ImageBatch> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<PendingSample> _onLeft;
    private RunningBatch? _batch;
    private int _state;

    /// <param name="sample">What is asked for.</param>
    /// <param name="onLeft">Called where it is left before it was taken into a batch.</param>
    internal PendingSample(PreparedSample sample, Action<PendingSample> onLeft) =>
        (Sample, _onLeft, Start) = (sample, onLeft, Stopwatch.GetTimestamp());

    internal PreparedSample Sample { get; }

    /// <summary>When it was asked for, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    internal long Start { get; }

    internal Task<ImageBatch> Answer => _answer.Task;

    /// <summary>Takes it into a batch, where it wasn't left before.</summary>
    internal bool TryTake(RunningBatch batch)
    {
        _batch = batch;
        return Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;
    }

    /// <summary>Ends it for who asked; a batch whose requests have all been left isn't computed further.</summary>
    internal void Leave(CancellationToken cancellationToken)
    {
        if (!_answer.TrySetCanceled(cancellationToken))
            return;
        if (Interlocked.CompareExchange(ref _state, Left, Waiting) == Waiting)
            _onLeft(this);
        else
            _batch!.Leave();
    }

    internal void Complete(ImageBatch images) => _answer.TrySetResult(images);

    /// <summary>Ends it by a failure; false where it has ended before.</summary>
    internal bool Fail(Exception failure) => _answer.TrySetException(failure);
}
