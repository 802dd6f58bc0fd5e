namespace Ml.Gan.Data;

/// <summary>Where a <see cref="BatchSampler"/> stands: all that a checkpoint needs to go on with the same batches.</summary>
/// <param name="Seed">Seed of the shuffling.</param>
/// <param name="Epoch">Number of the current pass over the data, from 0; always 0 for an endless source.</param>
/// <param name="Position">Samples already drawn in this epoch.</param>
public sealed record BatchSamplerState(long Seed, long Epoch, long Position);
