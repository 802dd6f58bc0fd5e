using Ml.Gan.Data.Images;

namespace Ml.Gan.Data.Scenes;

/// <summary>Paints a scene: flat shapes with smooth edges on a dark ground.</summary>
internal static class ScenePainter
{
    /// <summary>Points looked at in a pixel, along each side.</summary>
    private const int Points = 4;

    /// <summary>Bytes of a color.</summary>
    public static ReadOnlySpan<byte> Color(string name) => name switch
    {
        "red" => [230, 40, 40],
        "green" => [40, 190, 70],
        "blue" => [50, 90, 240],
        "yellow" => [245, 220, 50],
        "purple" => [165, 60, 200],
        _ => [245, 245, 245],
    };

    /// <param name="scene">What is painted.</param>
    /// <param name="ground">Byte of the gray of the ground.</param>
    /// <param name="size">Height and width in pixels.</param>
    /// <param name="sample">3·size·size values.</param>
    public static void Paint(SceneDescription scene, byte ground, int size, Span<float> sample)
    {
        sample.Fill(PixelScale.ToFloat(ground));
        foreach (var shape in scene.Shapes)
        {
            var color = Color(shape.Color);
            int left = Edge(shape.X - (1.2f * shape.Radius)), right = Edge(shape.X + (1.2f * shape.Radius));
            int top = Edge(shape.Y - (1.2f * shape.Radius)), bottom = Edge(shape.Y + (1.2f * shape.Radius));
            for (int y = top; y <= bottom; y++)
            {
                for (int x = left; x <= right; x++)
                {
                    float coverage = Coverage(shape, x, y, size);
                    for (int channel = 0; channel < 3; channel++)
                    {
                        float value = ground + (coverage * (color[channel] - ground));
                        if (coverage > 0)
                            sample[(((channel * size) + y) * size) + x] = PixelScale.ToFloat((byte)(value + 0.5f));
                    }
                }
            }
        }

        int Edge(float place) => Math.Clamp((int)MathF.Floor(place * size), 0, size - 1);
    }

    private static float Coverage(SceneShape shape, int x, int y, int size)
    {
        int inside = 0;
        for (int row = 0; row < Points; row++)
        {
            for (int column = 0; column < Points; column++)
            {
                float px = (x + ((column + 0.5f) / Points)) / size, py = (y + ((row + 0.5f) / Points)) / size;
                if (IsInside(shape.Kind, (px - shape.X) / shape.Radius, (py - shape.Y) / shape.Radius))
                    inside++;
            }
        }
        return inside / (float)(Points * Points);
    }

    /// <summary>Whether a point, from the center in radii, is in a shape.</summary>
    private static bool IsInside(string kind, float x, float y) => kind switch
    {
        "circle" => (x * x) + (y * y) <= 1,
        "square" => Math.Abs(x) <= 0.88f && Math.Abs(y) <= 0.88f,
        "triangle" => y <= 0.8f && y >= -1 + (1.8f * Math.Abs(x)),
        _ => IsInStar(x, y),
    };

    /// <summary>A star of five points: in each tenth of the turn, below the line from a point to a notch.</summary>
    private static bool IsInStar(float x, float y)
    {
        const float Outer = 1.15f, Inner = 0.46f, Tenth = MathF.PI / 5;
        float angle = MathF.Abs(MathF.Atan2(x, -y)) % (2 * Tenth);
        angle = Math.Min(angle, (2 * Tenth) - angle);
        float distance = MathF.Sqrt((x * x) + (y * y));
        var (along, across) = (distance * MathF.Cos(angle), distance * MathF.Sin(angle));
        var (notchAlong, notchAcross) = (Inner * MathF.Cos(Tenth), Inner * MathF.Sin(Tenth));
        return ((notchAlong - Outer) * across) - (notchAcross * (along - Outer)) >= 0;
    }
}
