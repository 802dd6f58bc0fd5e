using System.Numerics;

namespace Ml.Gan.Data;

/// <summary>Lines and elliptic arcs, flattened to straight segments. The y axis points down; angles are in degrees, clockwise.</summary>
/// <param name="stepsPerTurn">Segments that replace a whole ellipse.</param>
internal sealed class StrokePath(int stepsPerTurn)
{
    private readonly List<(Vector2 Start, Vector2 End)> _segments = [];
    private Vector2 _current;

    public (Vector2 Start, Vector2 End)[] ToArray() => [.. _segments];

    public StrokePath Move(float x, float y)
    {
        _current = new Vector2(x, y);
        return this;
    }

    public StrokePath Line(float x, float y)
    {
        var end = new Vector2(x, y);
        _segments.Add((_current, end));
        _current = end;
        return this;
    }

    /// <summary>A whole ellipse, beside what was drawn before.</summary>
    public StrokePath Ellipse(float x, float y, float radiusX, float radiusY) =>
        Move(x + radiusX, y).Arc(x, y, radiusX, radiusY, 0, 360);

    /// <summary>A line to where the arc begins, then the arc.</summary>
    public StrokePath Arc(float x, float y, float radiusX, float radiusY, float from, float to)
    {
        int steps = Math.Max(1, (int)MathF.Ceiling(stepsPerTurn * MathF.Abs(to - from) / 360));
        for (int i = 0; i <= steps; i++)
        {
            (float sin, float cos) = MathF.SinCos((from + (to - from) * i / steps) * (MathF.PI / 180));
            var end = new Vector2(x + radiusX * cos, y + radiusY * sin);
            if (Vector2.DistanceSquared(_current, end) > 1e-8f)
                Line(end.X, end.Y);
        }
        return this;
    }
}
