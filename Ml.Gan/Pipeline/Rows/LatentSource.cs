using Ml.Gan.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Latent vectors of consecutive rows.</summary>
internal interface ILatentSource : IDisposable
{
    /// <summary>Writes the next row's latent vector; false where there are no more rows.</summary>
    bool TryNext(Span<float> latent);
}

/// <summary>Seeded noise: row i of a seed is always the same.</summary>
internal sealed class NoiseLatents(int seed, long? rows) : ILatentSource
{
    private int _next;

    public bool TryNext(Span<float> latent)
    {
        if (_next == rows)
            return false;
        LatentNoise.Fill(latent, LatentNoise.RowSeed(seed, _next++));
        return true;
    }

    public void Dispose()
    {
    }
}

/// <summary>A column's vectors, read by a cursor of its own that runs ahead of the consumer's.</summary>
internal sealed class ColumnLatents : ILatentSource
{
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<VBuffer<float>> _getter;
    private readonly string _column;
    private VBuffer<float> _value;

    public ColumnLatents(IDataView input, DataViewSchema.Column column)
    {
        _column = column.Name;
        _cursor = input.GetRowCursor([column]);
        _getter = _cursor.GetGetter<VBuffer<float>>(_cursor.Schema[column.Index]);
    }

    public bool TryNext(Span<float> latent)
    {
        if (!_cursor.MoveNext())
            return false;
        _getter(ref _value);
        LatentColumn.Copy(_value, latent, _column, _cursor.Position);
        return true;
    }

    public void Dispose() => _cursor.Dispose();
}
