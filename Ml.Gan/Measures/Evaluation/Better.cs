namespace Ml.Gan.Measures;

/// <summary>Which way a measure gets better.</summary>
public enum Better
{
    /// <summary>Smaller is better.</summary>
    Smaller,

    /// <summary>Larger is better.</summary>
    Larger,

    /// <summary>The nearer to that of real samples, the better.</summary>
    LikeReal,
}
