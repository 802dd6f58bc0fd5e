namespace Ml.Gan.Data;

/// <summary>
/// Draws the indices of batches. A finite source is shuffled anew for every epoch (Fisher-Yates, without replacement)
/// and the last batch is dropped when it would be short; an endless source gives consecutive indices. The order depends
/// on the seed and the epoch alone. Not thread-safe.
/// </summary>
public sealed class BatchSampler
{
    private readonly long[]? _order;
    private long _epoch;
    private long _position;

    /// <summary>A sampler at the beginning of the first epoch.</summary>
    /// <exception cref="GanDataException">The batch is larger than the data set.</exception>
    public BatchSampler(ISampleSource source, int batchSize, long seed)
        : this(source, batchSize, new BatchSamplerState(seed, 0, 0)) { }

    /// <summary>A sampler that goes on where another one with the same source and batch size stood.</summary>
    /// <exception cref="GanDataException">
    /// The batch is larger than the data set, or the state lies outside of it.
    /// </exception>
    public BatchSampler(ISampleSource source, int batchSize, BatchSamplerState state)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentNullException.ThrowIfNull(state);
        if (batchSize > source.Count)
            throw new GanDataException(
                $"The batch size is {batchSize}, but '{source.Name}' has only {source.Count} samples. " +
                $"Choose a batch size of at most {source.Count}, or add data.");
        if (source.Count > Array.MaxLength)
            throw new GanDataException(
                $"'{source.Name}' has {source.Count} samples; at most {Array.MaxLength} can be shuffled. " +
                "Split the data.");
        if (state.Epoch < 0 || state.Position < 0 || state.Position > (source.Count ?? long.MaxValue - batchSize))
            throw new GanDataException(
                $"The saved position (epoch {state.Epoch}, sample {state.Position}) lies outside of '{source.Name}' " +
                $"({source.Count} samples). Was it saved with other data?");

        BatchSize = batchSize;
        Seed = state.Seed;
        BatchesPerEpoch = source.Count / batchSize;
        _order = source.Count is long count ? new long[count] : null;
        _epoch = state.Epoch;
        _position = state.Position;
        Shuffle();
    }

    /// <summary>Indices in one batch.</summary>
    public int BatchSize { get; }

    /// <summary>Seed of the shuffling.</summary>
    public long Seed { get; }

    /// <summary>Whole batches in one pass over the data; null for an endless source.</summary>
    public long? BatchesPerEpoch { get; }

    /// <summary>Where the sampler stands now.</summary>
    public BatchSamplerState State => new(Seed, _epoch, _position);

    /// <summary>
    /// Fills <paramref name="indices"/>, which must have <see cref="BatchSize"/> places, with the next batch.
    /// </summary>
    public void NextBatch(Span<long> indices)
    {
        if (indices.Length != BatchSize)
            throw new ArgumentException(
                $"The span has {indices.Length} places; a batch has {BatchSize}.", nameof(indices));

        if (_order is null)
        {
            for (int i = 0; i < indices.Length; i++)
                indices[i] = _position + i;
        }
        else
        {
            if (_order.Length - _position < BatchSize)
                StartNextEpoch();
            _order.AsSpan((int)_position, BatchSize).CopyTo(indices);
        }
        _position += BatchSize;
    }

    private void StartNextEpoch()
    {
        _epoch++;
        _position = 0;
        Shuffle();
    }

    private void Shuffle()
    {
        if (_order is null)
            return;
        for (int i = 0; i < _order.Length; i++)
            _order[i] = i;
        var random = new Xoshiro256(Seed, _epoch);
        random.Shuffle(_order.AsSpan());
    }
}

/// <summary>
/// Where a <see cref="BatchSampler"/> stands: all that a checkpoint needs to go on with the same batches.
/// </summary>
/// <param name="Seed">Seed of the shuffling.</param>
/// <param name="Epoch">Number of the current pass over the data, from 0; always 0 for an endless source.</param>
/// <param name="Position">Samples already drawn in this epoch.</param>
public sealed record BatchSamplerState(long Seed, long Epoch, long Position);
