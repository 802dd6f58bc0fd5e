using System.Numerics;

namespace Ml.Gan.Data.Drawing;

/// <summary>
/// How one glyph is placed: from the box of <see cref="DigitShapes"/> to pixels. Slant, width (relative to the height)
/// and height are told as places in their ranges, from −1 to 1.
/// </summary>
internal readonly record struct GlyphPose(Matrix3x2 Place, float Bend, float Slant, float Width, float Height)
{
    private static readonly UniformRange HeightRange = new(0.64f, 0.76f);
    private static readonly UniformRange WidthRange = new(0.85f, 1.15f);
    private static readonly UniformRange SlantRange = new(-0.1f, 0.3f);

    public static GlyphPose Next(ref Xoshiro256 random, int size)
    {
        float height = HeightRange.Next(ref random), width = WidthRange.Next(ref random);
        float slant = SlantRange.Next(ref random), turn = random.Next(-0.08f, 0.08f);
        float bend = random.Next(-0.15f, 0.15f), pixels = height * size;
        var place = Matrix3x2.CreateScale(pixels * width, pixels) * new Matrix3x2(1, turn, -slant, 1, 0, 0);
        place.Translation = new Vector2(random.Next(0.47f, 0.53f), random.Next(0.47f, 0.53f)) * size;
        return new GlyphPose(place, bend, SlantRange.Place(slant), WidthRange.Place(width), HeightRange.Place(height));
    }

    public Vector2 Apply(Vector2 point) =>
        Vector2.Transform(point with { X = point.X + Bend * (point.Y * point.Y - 0.1f) }, Place);
}

/// <summary>A property that is drawn evenly between two values.</summary>
internal readonly record struct UniformRange(float Low, float High)
{
    public float Next(ref Xoshiro256 random) => random.Next(Low, High);

    /// <summary>Where a value lies in the range, from −1 to 1.</summary>
    public float Place(float value) => (2 * value - Low - High) / (High - Low);
}
