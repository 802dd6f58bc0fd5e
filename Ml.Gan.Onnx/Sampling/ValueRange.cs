using System.Globalization;

namespace Ml.Gan.Onnx;

/// <summary>
/// The least and the greatest value that a generator gives: −1 to 1 after tanh, 0 to 1 after a sigmoid.
/// </summary>
/// <param name="Low">What becomes black (0).</param>
/// <param name="High">What becomes white (255).</param>
public readonly record struct ValueRange(float Low, float High)
{
    /// <summary>−1 to 1, what tanh gives.</summary>
    public static ValueRange Tanh { get; } = new(-1, 1);

    /// <summary>0 to 1, what a sigmoid gives.</summary>
    public static ValueRange Sigmoid { get; } = new(0, 1);

    /// <summary>Reads the form <c>low,high</c>, for example <c>-1,1</c>.</summary>
    public static bool TryParse(string? text, out ValueRange range)
    {
        range = default;
        string[] parts = text?.Split(',') ?? [];
        if (parts.Length != 2
            || !float.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out float low)
            || !float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float high)
            || !float.IsFinite(low) || !float.IsFinite(high) || low >= high)
        {
            return false;
        }

        range = new ValueRange(low, high);
        return true;
    }

    /// <summary>
    /// The byte for a value: the range is spread over 0 to 255, rounded; values outside it are clamped, NaN is 0.
    /// </summary>
    public byte ToByte(float value)
    {
        float scaled = MathF.Round((value - Low) / (High - Low) * 255f);
        return float.IsNaN(scaled) ? (byte)0 : (byte)Math.Clamp(scaled, 0f, 255f);
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Low},{High}");
}
