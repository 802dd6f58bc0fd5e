namespace Ml.Gan.Data;

/// <summary>A property that is drawn evenly between two values.</summary>
internal readonly record struct UniformRange(float Low, float High)
{
    public float Next(ref Xoshiro256 random) => random.Next(Low, High);

    /// <summary>Where a value lies in the range, from −1 to 1.</summary>
    public float Place(float value) => (2 * value - Low - High) / (High - Low);
}
