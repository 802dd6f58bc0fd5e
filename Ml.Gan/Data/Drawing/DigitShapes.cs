using System.Numerics;

namespace Ml.Gan.Data.Drawing;

/// <summary>
/// The digits 0 to 9 as strokes in a box one unit high, about 0.6 wide, with its center at the origin.
/// </summary>
internal static class DigitShapes
{
    public const int Count = 10;

    /// <summary>The strokes of every digit, smooth enough for images <paramref name="size"/> pixels high.</summary>
    public static (Vector2 Start, Vector2 End)[][] Flatten(int size)
    {
        // The gap between an arc and its chords shrinks with the square of their number.
        int stepsPerTurn = (int)MathF.Ceiling(16 * MathF.Sqrt(size / 28f));
        var shapes = new (Vector2, Vector2)[Count][];
        for (int digit = 0; digit < Count; digit++)
            shapes[digit] = Draw(digit, new StrokePath(stepsPerTurn)).ToArray();
        return shapes;
    }

    private static StrokePath Draw(int digit, StrokePath pen) => digit switch
    {
        0 => pen.Ellipse(0, 0, 0.29f, 0.5f),
        1 => pen.Move(-0.18f, -0.3f).Line(0.04f, -0.5f).Line(0.04f, 0.5f),
        2 => pen.Move(-0.26f, -0.3f).Arc(0, -0.24f, 0.27f, 0.26f, 190, 400).Line(-0.28f, 0.5f).Line(0.3f, 0.5f),
        3 => pen.Move(-0.25f, -0.33f).Arc(0, -0.25f, 0.26f, 0.25f, 200, 450)
            .Move(0, 0).Arc(0, 0.25f, 0.29f, 0.25f, 270, 520),
        4 => pen.Move(0.12f, 0.5f).Line(0.12f, -0.5f).Line(-0.3f, 0.2f).Line(0.3f, 0.2f),
        5 => pen.Move(0.25f, -0.5f).Line(-0.2f, -0.5f).Arc(-0.01f, 0.19f, 0.29f, 0.31f, 218, 500),
        6 => pen.Move(0.19f, -0.49f).Arc(0.26f, 0.19f, 0.54f, 0.69f, 262, 180).Ellipse(0, 0.2f, 0.28f, 0.3f),
        7 => pen.Move(-0.28f, -0.5f).Line(0.28f, -0.5f).Line(-0.08f, 0.5f),
        8 => pen.Ellipse(0, -0.25f, 0.22f, 0.25f).Ellipse(0, 0.25f, 0.28f, 0.25f),
        9 => pen.Ellipse(0, -0.2f, 0.28f, 0.3f).Move(0.28f, -0.19f).Arc(-0.26f, -0.19f, 0.54f, 0.69f, 0, 82),
        _ => throw new ArgumentOutOfRangeException(nameof(digit)),
    };
}

/// <summary>
/// Lines and elliptic arcs, flattened to straight segments. The y axis points down; angles are in degrees, clockwise.
/// </summary>
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
