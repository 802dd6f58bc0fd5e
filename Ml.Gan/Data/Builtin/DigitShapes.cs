using System.Numerics;

namespace Ml.Gan.Data;

/// <summary>The digits 0 to 9 as strokes in a box one unit high, about 0.6 wide, with its centre at the origin.</summary>
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
