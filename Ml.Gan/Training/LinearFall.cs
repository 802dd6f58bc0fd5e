namespace Ml.Gan.Training;

/// <summary>A factor that is 1 up to a part of some length, and then falls linearly to 0 at its end.</summary>
/// <param name="Start">Part of the length at which the fall begins, in [0, 1).</param>
/// <param name="Length">Steps from the start to 0.</param>
internal readonly record struct LinearFall(double Start, long Length)
{
    /// <summary>The factor after so many steps.</summary>
    public double After(long steps)
    {
        double begin = Start * Length;
        return steps <= begin ? 1 : Math.Max(0, (Length - steps) / (Length - begin));
    }
}
