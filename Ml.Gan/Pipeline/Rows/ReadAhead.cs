using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>
/// Computes consecutive rows in batches, which are read ahead of the consumer, with the values of the columns that the
/// consumer wants kept until it gets there: the rows are read once, since another enumeration may give them in another
/// order. The first batch has one row and each next one twice as many, up to the limit, so that looking at a few rows
/// costs little; one of large values, as images, ends early.
/// </summary>
internal sealed class ReadAhead<TInput, TOutput> : IDisposable
{
    /// <summary>Bytes of kept values after which a batch ends.</summary>
    private const long LargestBuffer = 64 << 20;

    private readonly RowStep<TInput, TOutput> _step;
    private readonly DataViewRowCursor _cursor;
    private readonly Func<long, TInput> _read;
    private readonly Dictionary<int, BufferedColumn> _columns;
    private readonly ValueGetter<DataViewRowId> _readId;
    private readonly List<(long Position, long Batch, DataViewRowId Id)> _rows = [];
    private IReadOnlyList<TOutput> _computed = [];
    private ExceptionDispatchInfo? _fault;
    private int _nextBatch = 1;
    private int _row = -1;
    private long _count;

    /// <param name="step">What is computed.</param>
    /// <param name="input">The rows.</param>
    /// <param name="kept">Columns of the input that the consumer reads.</param>
    public ReadAhead(RowStep<TInput, TOutput> step, IDataView input, IReadOnlyList<DataViewSchema.Column> kept)
    {
        _step = step;
        _cursor = input.GetRowCursor(kept.Concat(step.Find(input.Schema)).DistinctBy(column => column.Index));
        _read = step.Open(_cursor);
        _readId = _cursor.GetIdGetter();
        _columns = kept.ToDictionary(column => column.Index, column => BufferedColumn.Create(_cursor, column));
    }

    public long Position => _row < 0 ? -1 : _rows[_row].Position;

    public long Batch => _row < 0 ? 0 : _rows[_row].Batch;

    public DataViewRowId Id => _rows[_row].Id;

    /// <summary>What was computed for the current row.</summary>
    public TOutput Current => _computed[_row];

    /// <summary>Reads a column of the input for whatever row is the current one.</summary>
    public Delegate Getter(int column) => _columns[column].Getter(() => _row);

    /// <summary>Moves to the next row, computing the next batch where needed.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (++_row < _rows.Count)
            return true;
        Clear();
        _fault?.Throw();
        var rows = ReadBatch();
        if (rows.Count == 0)
            return false;
        _computed = _step.Compute(rows);
        _row = 0;
        return true;
    }

    public void Dispose()
    {
        Clear();
        _cursor.Dispose();
    }

    private void Clear()
    {
        _row = -1;
        _rows.Clear();
        foreach (var column in _columns.Values)
            column.Clear();
    }

    /// <summary>A row that can't be read ends the batch: the consumer hears of it when it gets there.</summary>
    private List<TInput> ReadBatch()
    {
        List<TInput> rows = [];
        long bytes = 0;
        try
        {
            while (rows.Count < _nextBatch && bytes < LargestBuffer && _cursor.MoveNext())
            {
                rows.Add(_read(_count++));
                DataViewRowId id = default;
                _readId(ref id);
                _rows.Add((_cursor.Position, _cursor.Batch, id));
                foreach (var column in _columns.Values)
                    bytes += column.Append();
            }
        }
        catch (Exception e) when (_rows.Count > 1)
        {
            _fault = ExceptionDispatchInfo.Capture(e);
        }
        _nextBatch = Math.Min(2 * _nextBatch, _step.LargestBatch);
        return rows;
    }
}
