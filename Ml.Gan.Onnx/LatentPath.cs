namespace Ml.Gan.Onnx;

/// <summary>Latents on the way from one to another.</summary>
public static class LatentPath
{
    private const double NearlyParallel = 1e-4;

    /// <summary>Latents at even steps between two, both included and exact.</summary>
    /// <param name="from">z numbers.</param>
    /// <param name="to">z numbers.</param>
    /// <param name="steps">How many latents, 2 or more.</param>
    /// <param name="spherical">
    /// Along the great circle (slerp; Shoemake 1985, White 2016); otherwise along the straight line. Default true.
    /// </param>
    /// <returns>steps·z numbers, one row of z after the other.</returns>
    /// <exception cref="ArgumentException">
    /// The latents differ in length or are empty, or there are fewer than 2 steps.
    /// </exception>
    public static float[] Between(ReadOnlySpan<float> from, ReadOnlySpan<float> to, int steps, bool spherical = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        if (from.Length != to.Length || from.IsEmpty)
            throw new ArgumentException(
                $"The two latents must have the same length, at least 1; got {from.Length} and {to.Length}.");

        double angle = spherical ? Angle(from, to) : 0;
        float[] path = new float[checked(steps * from.Length)];
        for (int step = 0; step < steps; step++)
        {
            double t = step / (double)(steps - 1);
            var (a, b) = Weights(t, angle);
            for (int i = 0; i < from.Length; i++)
                path[(step * from.Length) + i] = (float)((a * from[i]) + (b * to[i]));
        }

        from.CopyTo(path);
        to.CopyTo(path.AsSpan(path.Length - to.Length));
        return path;
    }

    /// <summary>
    /// Latents at even steps on a closed walk: along great circles (slerp) from each stop to the next, and from the
    /// last to the first, which the walk begins with.
    /// </summary>
    /// <param name="stops">K·z numbers, one row of z after the other.</param>
    /// <param name="latentSize">Components of a latent, z.</param>
    /// <param name="steps">How many latents, at least K, so that each stop is passed.</param>
    /// <returns>steps·z numbers, one row of z after the other.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than 2 stops, or no whole number of them, or fewer steps than stops.
    /// </exception>
    public static float[] Loop(ReadOnlySpan<float> stops, int latentSize, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latentSize, 1);
        int count = stops.Length / latentSize;
        if (count < 2 || stops.Length % latentSize != 0 || steps < count)
            throw new ArgumentException(
                $"A walk needs at least 2 stops of {latentSize} numbers and as many steps; got {stops.Length} numbers "
                + $"and {steps} steps.",
                nameof(stops));
        float[] path = new float[checked(steps * latentSize)];
        for (int step = 0; step < steps; step++)
        {
            double place = (double)step * count / steps;
            int stop = (int)place;
            var from = stops.Slice(stop * latentSize, latentSize);
            var to = stops.Slice((stop + 1) % count * latentSize, latentSize);
            var (a, b) = Weights(place - stop, Angle(from, to));
            for (int i = 0; i < latentSize; i++)
                path[(step * latentSize) + i] = (float)((a * from[i]) + (b * to[i]));
        }

        return path;
    }

    // Where the two point the same or opposite ways there is no one great circle; the straight line serves.
    private static (double From, double To) Weights(double t, double angle)
    {
        double sine = Math.Sin(angle);
        return Math.Abs(sine) < NearlyParallel
            ? (1 - t, t)
            : (Math.Sin((1 - t) * angle) / sine, Math.Sin(t * angle) / sine);
    }

    private static double Angle(ReadOnlySpan<float> from, ReadOnlySpan<float> to)
    {
        double dot = 0, fromSquared = 0, toSquared = 0;
        for (int i = 0; i < from.Length; i++)
        {
            dot += (double)from[i] * to[i];
            fromSquared += (double)from[i] * from[i];
            toSquared += (double)to[i] * to[i];
        }

        double lengths = Math.Sqrt(fromSquared * toSquared);
        return lengths == 0 ? 0 : Math.Acos(Math.Clamp(dot / lengths, -1, 1));
    }
}
