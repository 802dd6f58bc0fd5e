using System.Runtime.InteropServices;
using Ml.Gan.Data.Caching;

namespace Ml.Gan.Data;

/// <summary>
/// Fills a <see cref="SampleCache"/> sample by sample. What was appended stays in memory up to the limit; beyond it
/// everything moves to a temporary file; condition vectors are kept in the same way, with a limit of their own. Not
/// thread-safe. Disposing a builder that was not built drops what it holds.
/// </summary>
public sealed class SampleCacheBuilder : IDisposable
{
    private readonly string _name;
    private readonly SampleShape _shape;
    private readonly bool _bytes;
    private readonly string? _column;
    private readonly long _memoryLimit;
    private GrowingStore? _store;
    private GrowingStore? _conditions;
    private int _conditionSize;
    private long _conditionCount;

    private SampleCacheBuilder(string name, SampleShape shape, bool bytes, string? column, long memoryLimit)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Length, 1, nameof(shape));
        _name = name;
        _shape = shape;
        _bytes = bytes;
        _column = column;
        _memoryLimit = memoryLimit;
        _store = new GrowingStore(shape.Length * (bytes ? sizeof(byte) : sizeof(float)), memoryLimit);
    }

    /// <summary>Samples appended so far.</summary>
    public long Count { get; private set; }

    /// <summary>License of the data, or null where it is unknown.</summary>
    public string? License { get; set; }

    /// <summary>Names of the samples by index; null, the default, where they have none.</summary>
    public IReadOnlyList<string>? SampleNames { get; set; }

    /// <summary>Why there are no labels, as a sentence without its full stop; null where nothing is known.</summary>
    internal string? NoLabelsReason { get; set; }

    /// <summary>Where the samples come from; null where nothing is known.</summary>
    internal DataOrigin? Origin { get; set; }

    /// <summary>A builder for images, a byte per value, read back scaled to [-1, 1].</summary>
    /// <param name="name">Name of the data for messages and model metadata.</param>
    /// <param name="shape">Shape of each image.</param>
    /// <param name="memoryLimit">Bytes to keep in memory before a temporary file is used.</param>
    public static SampleCacheBuilder ForImages(
        string name, SampleShape shape, long memoryLimit = SampleCache.DefaultMemoryLimit) =>
        new(name, shape, bytes: true, null, memoryLimit);

    /// <summary>
    /// A builder for floats, kept and read back as given; for vectors, or images that are floats already.
    /// </summary>
    /// <param name="name">Name of the data for messages and model metadata.</param>
    /// <param name="shape">Shape of each sample.</param>
    /// <param name="column">Name of the column that the values come from, for messages.</param>
    /// <param name="memoryLimit">Bytes to keep in memory before a temporary file is used.</param>
    public static SampleCacheBuilder ForVectors(
        string name, SampleShape shape, string? column = null, long memoryLimit = SampleCache.DefaultMemoryLimit) =>
        new(name, shape, bytes: false, column, memoryLimit);

    /// <summary>Appends an image: C·H·W bytes, channel by channel, row by row.</summary>
    /// <exception cref="GanDataException">
    /// The length is not that of the shape, or the temporary file can't be written.
    /// </exception>
    public void Append(ReadOnlySpan<byte> pixels)
    {
        if (!_bytes)
            throw new InvalidOperationException("This builder takes floats.");
        CheckLength(pixels.Length);
        StoreSample(pixels);
    }

    /// <summary>Appends a sample of floats.</summary>
    /// <exception cref="GanDataException">
    /// The length is not that of the shape, a value is NaN or infinite, or the temporary file can't be written.
    /// </exception>
    public void Append(ReadOnlySpan<float> values)
    {
        if (_bytes)
            throw new InvalidOperationException("This builder takes bytes.");
        CheckLength(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new GanDataException(
                    $"{Row()} has {values[i]} at index {i}; every value must be a finite number. " +
                    "Replace such values or leave out the row.");
        }
        StoreSample(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Appends the condition vector of the next sample that has none yet.</summary>
    /// <exception cref="GanDataException">
    /// The vector is empty or not as long as the first one, a value is NaN or infinite, or the temporary file can't be
    /// written.
    /// </exception>
    public void AppendCondition(ReadOnlySpan<float> condition)
    {
        if (_store is null)
            throw Used();
        _conditionSize = _conditions is null ? condition.Length : _conditionSize;
        if (condition.Length == 0 || condition.Length != _conditionSize)
            throw new GanDataException(
                $"The condition of row {_conditionCount} of '{_name}' has {condition.Length} numbers; " +
                $"expected {Math.Max(1, _conditionSize)}.");
        foreach (float value in condition)
        {
            if (!float.IsFinite(value))
                throw new GanDataException(
                    $"The condition of row {_conditionCount} of '{_name}' holds {value}; " +
                    "every value must be a finite number.");
        }
        _conditions ??= new GrowingStore(_conditionSize * sizeof(float), _memoryLimit);
        Store(_conditions, MemoryMarshal.AsBytes(condition));
        _conditionCount++;
    }

    /// <summary>The finished cache, which owns the samples from now on; the builder can't be used again.</summary>
    /// <param name="labels">One label, 0 or more, for each sample, -1 where it is not known; or null.</param>
    /// <param name="classNames">
    /// The classes' names by label. Default null: as many classes as the largest label says, with numbers for names.
    /// </param>
    /// <exception cref="GanDataException">
    /// There are no samples, not as many labels, conditions or names, or a label is out of range.
    /// </exception>
    public SampleCache Build(int[]? labels = null, IReadOnlyList<string>? classNames = null)
    {
        var store = _store ?? throw Used();
        if (Count == 0)
            throw new GanDataException($"'{_name}' holds no samples.");
        if (_conditions is not null && _conditionCount != Count)
            throw new GanDataException($"'{_name}' has {Count} samples but {_conditionCount} conditions.");
        if (SampleNames is { } names && names.Count != Count)
            throw new GanDataException($"'{_name}' has {Count} samples but {names.Count} names.");
        classNames = labels is null ? [] : CheckLabels(labels, classNames);
        try
        {
            store.Complete();
            _conditions?.Complete();
        }
        catch (IOException e)
        {
            throw NoRoom(e);
        }
        var cache = new SampleCache(
            _name, License, _shape, store, Count, _bytes, _conditions, _conditionSize, labels ?? [], classNames)
        {
            SampleNames = SampleNames,
            NoLabelsReason = classNames.Count > 0 ? null : NoLabelsReason,
            Origin = Origin,
        };
        (_store, _conditions) = (null, null);
        return cache;
    }

    /// <summary>Drops the samples, unless a cache was built from them.</summary>
    public void Dispose()
    {
        _store?.Dispose();
        _conditions?.Dispose();
        (_store, _conditions) = (null, null);
    }

    private void StoreSample(ReadOnlySpan<byte> record)
    {
        Store(_store ?? throw Used(), record);
        Count++;
    }

    private void Store(GrowingStore store, ReadOnlySpan<byte> record)
    {
        try
        {
            store.Append(record);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NoRoom(e);
        }
    }

    private void CheckLength(int length)
    {
        if (length != _shape.Length)
            throw new GanDataException($"{Row()} has {length} values; expected {_shape.Length} ({_shape}).");
    }

    /// <returns>Names of the classes.</returns>
    private IReadOnlyList<string> CheckLabels(int[] labels, IReadOnlyList<string>? names)
    {
        if (labels.Length != Count)
            throw new GanDataException(
                $"'{_name}' has {ShortText.Count(Count, "sample")} but {ShortText.Count(labels.Length, "label")}.");
        if (labels.Min() < -1)
            throw new GanDataException(
                $"'{_name}' has the label {labels.Min()}; labels count from 0, and -1 stands for one that is not " +
                "known.");
        if (labels.Max() >= names?.Count)
            throw new GanDataException(
                $"'{_name}' has the label {labels.Max()}, but names for {names.Count} classes only.");
        return names ?? SampleLabels.Numbers(labels.Max() + 1);
    }

    private GanDataException NoRoom(Exception cause) => new(
        $"'{_name}' needs more than {_memoryLimit / 1e6:F0} MB and can't be kept in the folder for temporary files, " +
        $"'{Path.GetTempPath()}': {cause.Message} Raise the memory limit, free disk space, or set TMPDIR to another " +
        "folder.", cause);

    private string Row() => $"Row {Count} of {(_column is null ? $"'{_name}'" : $"column '{_column}'")}";

    private static InvalidOperationException Used() => new("The builder was built or disposed.");
}
