namespace Ml.Gan.Metrics;

/// <summary>
/// One-to-one assignment of rows to columns with the greatest sum (Kuhn, 1955; with shortest augmenting paths, Jonker
/// and Volgenant, 1987): O(n³).
/// </summary>
internal sealed class HungarianAlgorithm
{
    private readonly int[,] _weights;
    private readonly int _size;
    private readonly long[] _rowPrice;
    private readonly long[] _columnPrice;
    private readonly int[] _rowOf;

    private HungarianAlgorithm(int[,] weights)
    {
        _weights = weights;
        _size = Math.Max(weights.GetLength(0), weights.GetLength(1));
        (_rowPrice, _columnPrice, _rowOf) = (new long[_size], new long[_size + 1], new int[_size + 1]);
        Array.Fill(_rowOf, -1);
    }

    /// <summary>Assigns rows to columns.</summary>
    /// <param name="weights">What the sum gets for a row in a column; as many rows and columns as wanted.</param>
    /// <returns>
    /// For each row its column; −1 for a row that is left over, where there are more rows than columns.
    /// </returns>
    public static int[] Assign(int[,] weights)
    {
        var algorithm = new HungarianAlgorithm(weights);
        for (int row = 0; row < algorithm._size; row++)
            algorithm.Augment(row);
        int[] columns = new int[weights.GetLength(0)];
        for (int column = 0; column < algorithm._size; column++)
        {
            if (algorithm._rowOf[column] < columns.Length)
                columns[algorithm._rowOf[column]] = column < weights.GetLength(1) ? column : -1;
        }
        return columns;
    }

    /// <summary>
    /// Gives a row a column; others move along the shortest path to a free one. Column <c>_size</c> stands for the
    /// start.
    /// </summary>
    private void Augment(int row)
    {
        int[] before = new int[_size];
        long[] distance = new long[_size];
        bool[] reached = new bool[_size + 1];
        Array.Fill(distance, long.MaxValue);
        int column = _size;
        _rowOf[column] = row;
        while (_rowOf[column] >= 0)
        {
            reached[column] = true;
            column = Advance(column, before, distance, reached);
        }
        for (int previous; column != _size; column = previous)
        {
            previous = before[column];
            _rowOf[column] = _rowOf[previous];
        }
        _rowOf[_size] = -1;
    }

    /// <summary>
    /// Looks from a reached column at all others; the nearest is next, and prices change so that the way there costs
    /// nothing.
    /// </summary>
    private int Advance(int column, int[] before, long[] distance, bool[] reached)
    {
        int row = _rowOf[column], nearest = -1;
        for (int other = 0; other < _size; other++)
        {
            if (reached[other])
                continue;
            long cost = -Weight(row, other) - _rowPrice[row] - _columnPrice[other];
            if (cost < distance[other])
                (distance[other], before[other]) = (cost, column);
            if (nearest < 0 || distance[other] < distance[nearest])
                nearest = other;
        }
        long step = distance[nearest];
        for (int other = 0; other <= _size; other++)
        {
            if (reached[other])
            {
                _rowPrice[_rowOf[other]] += step;
                _columnPrice[other] -= step;
            }
            else if (other < _size)
            {
                distance[other] -= step;
            }
        }
        return nearest;
    }

    private long Weight(int row, int column) =>
        row < _weights.GetLength(0) && column < _weights.GetLength(1) ? _weights[row, column] : 0;
}
