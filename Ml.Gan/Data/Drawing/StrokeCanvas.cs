using System.Numerics;
using System.Runtime.InteropServices;

namespace Ml.Gan.Data.Drawing;

/// <summary>
/// A square field of squared distances, in pixels, to the strokes drawn so far. A stroke of any weight is read off it,
/// antialiased over one pixel at its edge. Distances are exact up to the reach and at least the reach beyond it.
/// </summary>
internal sealed class StrokeCanvas(int size)
{
    private static readonly Vector<float> Ramp =
        new(Enumerable.Range(0, Vector<float>.Count).Select(i => i + 0.5f).ToArray());

    private readonly int _stride = (size + Vector<float>.Count - 1) / Vector<float>.Count;
    private readonly float[] _squared =
        new float[size * ((size + Vector<float>.Count - 1) / Vector<float>.Count) * Vector<float>.Count];

    public void Clear() => Array.Fill(_squared, float.MaxValue);

    /// <summary>Draws a segment; pixel (0, 0) covers [0, 1]×[0, 1].</summary>
    /// <param name="a">Start.</param>
    /// <param name="b">End.</param>
    /// <param name="reach">Distance up to which pixels are of interest.</param>
    public void Draw(Vector2 a, Vector2 b, float reach)
    {
        Vector2 low = Vector2.Min(a, b) - new Vector2(reach), high = Vector2.Max(a, b) + new Vector2(reach);
        int top = Math.Max(0, (int)MathF.Floor(low.Y)), bottom = Math.Min(size - 1, (int)MathF.Floor(high.Y));
        int left = Math.Max(0, (int)MathF.Floor(low.X)) / Vector<float>.Count;
        int right = Math.Min(size - 1, (int)MathF.Floor(high.X)) / Vector<float>.Count;
        if (high.X < 0 || high.Y < 0)
            return;

        var along = (b - a) / Vector2.DistanceSquared(a, b);
        var (dx, dy) = (new Vector<float>(b.X - a.X), new Vector<float>(b.Y - a.Y));
        var squared = MemoryMarshal.Cast<float, Vector<float>>(_squared.AsSpan());
        for (int y = top; y <= bottom; y++)
        {
            float py = y + 0.5f - a.Y;
            for (int column = left; column <= right; column++)
            {
                var px = Ramp + new Vector<float>(column * Vector<float>.Count - a.X);
                var t = px * along.X + new Vector<float>(py * along.Y);
                t = Vector.Max(Vector<float>.Zero, Vector.Min(Vector<float>.One, t));
                Vector<float> qx = px - t * dx, qy = new Vector<float>(py) - t * dy;
                ref var cell = ref squared[y * _stride + column];
                cell = Vector.Min(cell, qx * qx + qy * qy);
            }
        }
    }

    /// <summary>
    /// How much of each pixel of a row the strokes cover, 0 to 1, when they are 2·<paramref name="radius"/> wide.
    /// </summary>
    public void ReadRow(int y, float radius, Span<float> coverage)
    {
        ReadOnlySpan<float> row = _squared.AsSpan(y * _stride * Vector<float>.Count, size);
        for (int x = 0; x < row.Length; x++)
            coverage[x] = Math.Clamp(radius + 0.5f - MathF.Sqrt(row[x]), 0, 1);
    }

    /// <summary>
    /// How much of each pixel of a row the contour of such strokes covers, 0 to 1, where it is a line of width
    /// 2·<paramref name="half"/>.
    /// </summary>
    public void ReadContour(int y, float radius, float half, Span<float> coverage)
    {
        ReadOnlySpan<float> row = _squared.AsSpan(y * _stride * Vector<float>.Count, size);
        for (int x = 0; x < row.Length; x++)
            coverage[x] = Math.Clamp(half + 0.5f - MathF.Abs(MathF.Sqrt(row[x]) - radius), 0, 1);
    }
}
