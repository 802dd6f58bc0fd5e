using Microsoft.ML;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>
/// Computes consecutive rows in batches, which a cursor of its own reads ahead of the consumer's. The first batch has
/// one row and each next one twice as many, up to the limit, so that looking at a few rows costs little.
/// </summary>
internal sealed class ReadAhead<TInput, TOutput> : IDisposable
{
    private readonly RowStep<TInput, TOutput> _step;
    private readonly DataViewRowCursor _cursor;
    private readonly Func<long, TInput> _read;
    private IReadOnlyList<TOutput> _batch = [];
    private int _nextBatch = 1;
    private int _row = -1;
    private long _count;

    public ReadAhead(RowStep<TInput, TOutput> step, IDataView input)
    {
        _step = step;
        _cursor = input.GetRowCursor(step.Find(input.Schema));
        _read = step.Open(_cursor);
    }

    /// <summary>What was computed for the current row.</summary>
    public TOutput Current => _batch[_row];

    /// <summary>Moves to the next row, computing the next batch where needed.</summary>
    public void MoveNext()
    {
        _row++;
        if (_row < _batch.Count)
            return;
        _batch = _step.Compute(ReadBatch());
        _row = 0;
    }

    public void Dispose() => _cursor.Dispose();

    private List<TInput> ReadBatch()
    {
        List<TInput> rows = [];
        while (rows.Count < _nextBatch && _cursor.MoveNext())
            rows.Add(_read(_count++));
        _nextBatch = Math.Min(2 * _nextBatch, _step.LargestBatch);
        return rows;
    }
}
