using System.Buffers;
using Ml.Gan.Onnx.Sampling;

namespace Ml.Gan.Onnx.Translating;

/// <summary>Translates images as a plan says.</summary>
/// <param name="runner">Runs the network.</param>
/// <param name="info">What it is.</param>
/// <param name="plan">The plan.</param>
/// <param name="progress">Hears how many images are done, tiles as parts of one; null for nobody.</param>
internal sealed class TileRunner(
    BatchRunner runner, TranslatorInfo info, TilePlan plan, Action<double>? progress = null)
{
    private readonly TensorInfo _input = info.Input with
    {
        Shape = [null, info.InputChannels, plan.Rows.Length, plan.Columns.Length],
    };

    private readonly TensorInfo _output = info.Output with
    {
        Shape = [null, info.OutputChannels, plan.Rows.Length * info.Scale, plan.Columns.Length * info.Scale],
    };

    /// <summary>Translates images.</summary>
    /// <param name="source">The images.</param>
    /// <param name="sink">Where the results go.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal void Run<TSource, TSink>(TSource source, TSink sink, int count, CancellationToken cancellationToken)
        where TSource : IImageSource, allows ref struct
        where TSink : IImageSink, allows ref struct
    {
        int images = Math.Min(plan.ImagesInRun, count);
        using var input = new RentedValues(images * _input.RowLength);
        using var output = new RentedValues(images * _output.RowLength);
        if (plan.IsWhole)
        {
            for (int first = 0; first < count; first += images)
                RunWhole(source, sink, first, Math.Min(images, count - first), input, output, cancellationToken);
            return;
        }

        using var band = new RentedValues(BandRowLength * plan.Rows.Length * info.Scale);
        for (int image = 0; image < count; image++)
            RunTiles(source, sink, image, input, output, band, cancellationToken);
    }

    /// <summary>A row of the result, all channels.</summary>
    private int BandRowLength => info.OutputChannels * plan.Columns.Side * info.Scale;

    private void RunWhole<TSource, TSink>(
        TSource source, TSink sink, int first, int count, RentedValues input, RentedValues output,
        CancellationToken cancellationToken)
        where TSource : IImageSource, allows ref struct
        where TSink : IImageSink, allows ref struct
    {
        for (int i = 0; i < count; i++)
            Fill(source, first + i, 0, 0, input.Span.Slice(i * _input.RowLength, _input.RowLength));
        Compute(input, output, count, cancellationToken);
        int width = plan.Columns.Side * info.Scale, made = plan.Columns.Length * info.Scale;
        using var row = new RentedValues(BandRowLength);
        for (int i = 0; i < count; i++)
        {
            for (int y = 0; y < plan.Rows.Side * info.Scale; y++)
            {
                for (int channel = 0; channel < info.OutputChannels; channel++)
                    OutputRow(output, i, channel, y)[..width].CopyTo(row.Span[(channel * width)..]);
                sink.Write(first + i, y, row.Span);
            }
        }

        progress?.Invoke(first + count);
    }

    /// <summary>
    /// One image, a row of tiles after the other: the band holds what these give, and goes on with them, so that a
    /// row of pixels is written once no further tile lies over it.
    /// </summary>
    private void RunTiles<TSource, TSink>(
        TSource source, TSink sink, int image, RentedValues input, RentedValues output, RentedValues band,
        CancellationToken cancellationToken)
        where TSource : IImageSource, allows ref struct
        where TSink : IImageSink, allows ref struct
    {
        var (rows, columns) = (plan.Rows, plan.Columns);
        band.Span.Clear();
        for (int r = 0; r < rows.Starts.Length; r++)
        {
            for (int c = 0; c < columns.Starts.Length; c++)
            {
                Fill(source, image, rows.Starts[r], columns.Starts[c], input.Span);
                Compute(input, output, 1, cancellationToken);
                Add(output, rows.Weights[r], columns.Weights[c], columns.Starts[c] * info.Scale, band.Span);
                progress?.Invoke(image + ((r + ((c + 1d) / columns.Starts.Length)) / rows.Starts.Length));
            }

            int start = rows.Starts[r] * info.Scale;
            int end = (r + 1 < rows.Starts.Length ? rows.Starts[r + 1] : rows.Side) * info.Scale;
            for (int y = start; y < end; y++)
                sink.Write(image, y, band.Span.Slice((y - start) * BandRowLength, BandRowLength));
            if (r + 1 == rows.Starts.Length)
                break;
            var left = band.Span[((end - start) * BandRowLength)..];
            left.CopyTo(band.Span);
            band.Span[left.Length..].Clear();
        }
    }

    /// <summary>Reads a tile, what is behind the image's edges by reflection.</summary>
    private void Fill<TSource>(TSource source, int image, int top, int left, Span<float> tile)
        where TSource : IImageSource, allows ref struct
    {
        var (rows, columns) = (plan.Rows, plan.Columns);
        int count = Math.Min(columns.Length, columns.Side - left);
        using var planes = new RentedValues(info.InputChannels * count);
        for (int y = 0; y < rows.Length; y++)
        {
            source.Read(image, TilePlan.Reflected(top + y, rows.Side), left, planes.Span);
            for (int channel = 0; channel < info.InputChannels; channel++)
            {
                var row = tile.Slice(((channel * rows.Length) + y) * columns.Length, columns.Length);
                planes.Span.Slice(channel * count, count).CopyTo(row);
                for (int x = count; x < row.Length; x++)
                    row[x] = row[TilePlan.Reflected(left + x, columns.Side) - left];
            }
        }
    }

    private void Compute(RentedValues input, RentedValues output, int count, CancellationToken cancellationToken) =>
        runner.Run([InputRows.Of(_input, input.Array)], [(_output, output.Array)], count, cancellationToken);

    private void Add(RentedValues output, float[] ofRows, float[] ofColumns, int left, Span<float> band)
    {
        int width = plan.Columns.Side * info.Scale, count = Math.Min(ofColumns.Length, width - left);
        for (int y = 0; y < ofRows.Length; y++)
        {
            for (int channel = 0; channel < info.OutputChannels; channel++)
            {
                var made = OutputRow(output, 0, channel, y);
                var sums = band.Slice((y * BandRowLength) + (channel * width) + left, count);
                for (int x = 0; x < count; x++)
                    sums[x] += ofRows[y] * ofColumns[x] * made[x];
            }
        }
    }

    private ReadOnlySpan<float> OutputRow(RentedValues output, int image, int channel, int y)
    {
        int height = plan.Rows.Length * info.Scale, width = plan.Columns.Length * info.Scale;
        return output.Span.Slice(((((image * info.OutputChannels) + channel) * height) + y) * width, width);
    }
}

/// <summary>Values in an array of the pool's.</summary>
internal readonly struct RentedValues(int count) : IDisposable
{
    internal float[] Array { get; } = ArrayPool<float>.Shared.Rent(count);

    internal Span<float> Span => Array.AsSpan(0, count);

    public void Dispose() => ArrayPool<float>.Shared.Return(Array);
}
