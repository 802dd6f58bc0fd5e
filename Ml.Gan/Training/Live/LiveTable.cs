using System.Globalization;
using System.Text.Json;

namespace Ml.Gan.Training.Live;

/// <summary>
/// Values by step and name, for curves: bounded, as every second row is left out where there are too many, and then
/// fewer are taken in. Used under the lock of its owner.
/// </summary>
internal sealed class LiveTable
{
    private const int MostRows = 2000;

    private readonly List<Column> _columns = [];
    private readonly List<Row> _rows = [];
    private long _epoch;
    private long _sequence;
    private long _stride = 1;
    private long _offered;

    /// <summary>Leaves everything out; whoever has read it reads it anew.</summary>
    public void Clear()
    {
        _columns.Clear();
        _rows.Clear();
        (_stride, _offered) = (1, 0);
        _epoch++;
    }

    /// <summary>Leaves a step and later ones out, to which the training has gone back.</summary>
    public void Forget(long step)
    {
        if (_rows.RemoveAll(row => row.Step >= step) > 0)
            _epoch++;
    }

    /// <summary>Adds a row, where it is one of those that are taken in.</summary>
    /// <param name="step">Its step.</param>
    /// <param name="values">Values, each with its column.</param>
    /// <param name="isLast">Whether it is taken in anyway.</param>
    public void Add(long step, IEnumerable<(Column Column, double Value)> values, bool isLast = false)
    {
        if (_offered++ % _stride != 0 && !isLast)
            return;
        var row = new Row(++_sequence, step, new Dictionary<int, double>());
        foreach (var (column, value) in values)
        {
            int index = _columns.FindIndex(one => one.Name == column.Name);
            if (index < 0)
            {
                index = _columns.Count;
                _columns.Add(column);
            }
            row.Values[index] = value;
        }
        _rows.Add(row);
        if (_rows.Count <= MostRows)
            return;
        for (int i = _rows.Count - 2; i > 0; i -= 2)
            _rows.RemoveAt(i);
        _stride *= 2;
    }

    /// <summary>What a reader doesn't have yet; all of it where the reader's cursor is of another time.</summary>
    /// <param name="cursor">What the reader was told last; anything else for all.</param>
    public View Since(string? cursor)
    {
        string epoch = _epoch.ToString(CultureInfo.InvariantCulture);
        string[] parts = cursor?.Split(':') ?? [];
        bool isNew = parts is [var known, _] && known == epoch;
        long after = isNew && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long last)
            ? last
            : 0;
        return new View(
            $"{epoch}:{_sequence.ToString(CultureInfo.InvariantCulture)}", !isNew, [.. _columns],
            [.. _rows.SkipWhile(row => row.Sequence <= after)]);
    }

    /// <summary>Column of values.</summary>
    /// <param name="Name">Its name, unlike all others.</param>
    /// <param name="Group">What it is shown with: <see cref="MetricGroup"/>.</param>
    /// <param name="Title">Name for people.</param>
    public readonly record struct Column(string Name, string Group, string Title);

    /// <summary>Values of a step by the numbers of their columns.</summary>
    public sealed record Row(long Sequence, long Step, Dictionary<int, double> Values);

    /// <summary>Copy of what a reader doesn't have yet.</summary>
    public sealed record View(string Cursor, bool IsReset, Column[] Columns, Row[] Rows)
    {
        /// <summary>Writes it as the page reads it.</summary>
        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("cursor", Cursor);
            json.WriteBoolean("reset", IsReset);
            json.WriteStartArray("columns");
            foreach (var column in Columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteString("group", column.Group);
                json.WriteString("title", column.Title);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("rows");
            foreach (var row in Rows)
            {
                json.WriteStartArray();
                json.WriteNumberValue(row.Step);
                for (int i = 0; i < Columns.Length; i++)
                {
                    if (row.Values.TryGetValue(i, out double value) && double.IsFinite(value))
                        json.WriteNumberValue((float)value);
                    else
                        json.WriteNullValue();
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
