namespace Ml.Gan.Data;

/// <summary>
/// Samples by index, with the labels and condition vectors that come with them: what a trainer draws its batches from.
/// </summary>
public interface ISampleSource : IDisposable
{
    /// <summary>Short name for messages and model metadata: "mnist", "builtin:glyphs".</summary>
    string Name { get; }

    /// <summary>License of the data, or null where it is unknown. Default null.</summary>
    string? License => null;

    /// <summary>
    /// What transparent pictures were laid over, as <c>white</c> or <c>#ff8800</c>; null, the default, where none was
    /// transparent.
    /// </summary>
    string? Background => null;

    /// <summary>Shape of every sample.</summary>
    SampleShape Shape { get; }

    /// <summary>Number of samples; null means endless, and every index from 0 on is valid.</summary>
    long? Count { get; }

    /// <summary>Class labels of the samples; null, the default, where they carry none.</summary>
    SampleLabels? Labels => null;

    /// <summary>
    /// Why there are no <see cref="Labels"/>, as a sentence without its full stop; null, the default, where there are
    /// some or nothing is known.
    /// </summary>
    string? NoLabelsReason => null;

    /// <summary>
    /// Names of the samples by index, <see cref="Count"/> of them: of a folder of images, the paths of the files below
    /// it, with slashes. Null, the default, where samples have none.
    /// </summary>
    IReadOnlyList<string>? SampleNames => null;

    /// <summary>Vectors that the samples can be conditioned on; null, the default, where they carry none.</summary>
    SampleConditions? Conditions => null;

    /// <summary>
    /// Reads samples one after another: N samples fill N·C·H·W floats in NCHW order. Images are scaled to [-1, 1];
    /// vectors keep their values. Any number of threads may read at once.
    /// </summary>
    /// <param name="indices">Which samples, in any order, repeats allowed.</param>
    /// <param name="destination">Exactly <c>indices.Length * Shape.Length</c> floats.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is negative or not below <see cref="Count"/>.</exception>
    void Read(ReadOnlySpan<long> indices, Span<float> destination);
}

/// <summary>Reads something of samples, in the order of their indices, one after another.</summary>
/// <typeparam name="T">Type of the numbers.</typeparam>
/// <param name="indices">Which samples, in any order, repeats allowed.</param>
/// <param name="destination">As many places as the samples need.</param>
public delegate void SampleReader<T>(ReadOnlySpan<long> indices, Span<T> destination);
