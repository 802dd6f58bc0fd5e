using System.Numerics;

namespace Ml.Gan.Data;

/// <summary>How one glyph is placed: from the box of <see cref="DigitShapes"/> to pixels.</summary>
internal readonly record struct GlyphPose(Matrix3x2 Place, float Bend)
{
    public static GlyphPose Next(ref Xoshiro256 random, int size)
    {
        float height = random.Next(0.64f, 0.76f) * size, width = height * random.Next(0.85f, 1.15f);
        float slant = random.Next(-0.1f, 0.3f), turn = random.Next(-0.08f, 0.08f);
        float bend = random.Next(-0.15f, 0.15f);
        Matrix3x2 place = Matrix3x2.CreateScale(width, height) * new Matrix3x2(1, turn, -slant, 1, 0, 0);
        place.Translation = new Vector2(random.Next(0.47f, 0.53f), random.Next(0.47f, 0.53f)) * size;
        return new GlyphPose(place, bend);
    }

    public Vector2 Apply(Vector2 point) => Vector2.Transform(point with { X = point.X + Bend * (point.Y * point.Y - 0.1f) }, Place);
}
