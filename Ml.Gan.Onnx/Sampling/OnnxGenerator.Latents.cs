namespace Ml.Gan.Onnx;

/// <content>Images from latents that the caller chooses.</content>
public sealed partial class OnnxGenerator
{
    private const int DefaultSeed = 1;

    /// <summary>Makes images from latents; a conditional generator makes its classes in turn.</summary>
    /// <inheritdoc cref="Generate(ReadOnlySpan{float}, GeneratorConditions?)"/>
    public ImageBatch Generate(ReadOnlySpan<float> latents) => Generate(latents, null);

    /// <summary>Makes images that are asked for from latents.</summary>
    /// <param name="latents">N·z finite numbers, one row of z after the other.</param>
    /// <param name="conditions">
    /// What is asked for; null for the defaults. Codes that are not given are those of <see cref="Sample(int, int, float?)"/>
    /// with the seed 1.
    /// </param>
    /// <returns>N images.</returns>
    /// <exception cref="ArgumentException">
    /// The number of values is no multiple of z, or one is NaN or infinite; or the generator does not take what is asked
    /// for, or takes a condition vector and none is given.
    /// </exception>
    /// <exception cref="NotSupportedException">The model makes its noise itself.</exception>
    public ImageBatch Generate(ReadOnlySpan<float> latents, GeneratorConditions? conditions)
    {
        RequireLatentInput();
        if (latents.Length % Info.LatentSize != 0)
            throw new ArgumentException(
                $"The generator takes latents of {Info.LatentSize} numbers; {latents.Length} is no multiple of that.",
                nameof(latents));
        for (int i = 0; i < latents.Length; i++)
        {
            if (!float.IsFinite(latents[i]))
                throw new ArgumentException(
                    $"Component {i % Info.LatentSize} of latent {i / Info.LatentSize} is {latents[i]}; expected a "
                    + "finite number.",
                    nameof(latents));
        }

        int count = latents.Length / Info.LatentSize;
        return Run(
            InputRows.Of(Info.Input, latents.ToArray()), Info.Conditions.Settle(conditions, count, DefaultSeed), count);
    }

    /// <summary>Makes images on the way from one latent to another, both included.</summary>
    /// <param name="from">z numbers.</param>
    /// <param name="to">z numbers.</param>
    /// <param name="steps">How many images, 2 or more.</param>
    /// <param name="spherical">
    /// Along the great circle, which keeps the length typical of normal latents (White 2016); otherwise along the
    /// straight line. Default true.
    /// </param>
    /// <exception cref="ArgumentException">A latent has not z numbers, or there are fewer than 2 steps.</exception>
    /// <exception cref="NotSupportedException">The model makes its noise itself.</exception>
    public ImageBatch Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, int steps, bool spherical = true) =>
        Interpolate(from, to, steps, null, null, spherical);

    /// <summary>
    /// Makes images on the way from one latent and condition to another, all included. Vectors and codes go along
    /// straight lines; there is nothing between two labels, so that both ends need the same.
    /// </summary>
    /// <param name="from">z numbers.</param>
    /// <param name="to">z numbers; those of <paramref name="from"/> again where only the condition should change.</param>
    /// <param name="steps">How many images, 2 or more.</param>
    /// <param name="first">What the first image is asked for by; null for the defaults: the first class.</param>
    /// <param name="last">The same for the last image; null, the default, as for the first.</param>
    /// <param name="spherical">As above; for latents alone.</param>
    /// <exception cref="ArgumentException">
    /// As above; or the generator does not take what is asked for, or the ends have different labels.
    /// </exception>
    /// <exception cref="NotSupportedException">The model makes its noise itself.</exception>
    public ImageBatch Interpolate(
        ReadOnlySpan<float> from,
        ReadOnlySpan<float> to,
        int steps,
        GeneratorConditions? first,
        GeneratorConditions? last = null,
        bool spherical = true)
    {
        RequireLatentInput();
        if (from.Length != Info.LatentSize || to.Length != Info.LatentSize)
            throw new ArgumentException(
                $"The generator takes latents of {Info.LatentSize} numbers; got {from.Length} and {to.Length}.");
        float[] latents = LatentPath.Between(from, to, steps, spherical);
        GeneratorConditions start = Info.Conditions.Settle(first, 1, DefaultSeed);
        GeneratorConditions end = Info.Conditions.Settle(last ?? first, 1, DefaultSeed);
        return Generate(latents, ConditionPath.Between(start, end, steps));
    }

    private void RequireLatentInput()
    {
        if (Info.TakesSeeds)
            throw new NotSupportedException(
                "This model makes its noise itself and takes no latents. Export it with a latent input.");
    }
}
