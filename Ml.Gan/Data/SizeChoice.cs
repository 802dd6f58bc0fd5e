namespace Ml.Gan.Data;

/// <summary>Size of samples where none is asked for: one that the networks make by default, up to 64.</summary>
internal static class SizeChoice
{
    /// <summary>The largest of them.</summary>
    public const int Largest = 64;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [Largest, 32, 28, 16];

    /// <summary>The size that is nearest to a side of pictures; of two as near the larger.</summary>
    public static int Nearest(int side) => Sizes.MinBy(size => Math.Abs(size - side));
}
