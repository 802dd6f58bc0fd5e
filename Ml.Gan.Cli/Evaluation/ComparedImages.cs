using Ml.Gan.Data;

namespace Ml.Gan.Cli.Evaluation;

/// <summary>Generated images and real ones, both brought to one size, and to color where one of them has it.</summary>
internal sealed class ComparedImages : IDisposable
{
    private ComparedImages(ISampleSource generated, ISampleSource real) => (Generated, Real) = (generated, real);

    public ISampleSource Generated { get; }

    public ISampleSource Real { get; }

    /// <summary>Opens what settings ask for.</summary>
    /// <param name="settings">What is compared.</param>
    /// <param name="note">Is told of what can't be read, and of sizes that differ.</param>
    /// <exception cref="GanDataException">Data can't be used.</exception>
    public static ComparedImages Open(EvaluateSettings settings, Action<string> note)
    {
        var options = new SampleSourceOptions
        {
            Size = settings.Size,
            Background = settings.Background,
            Seed = settings.Seed,
            Warning = note,
        };
        ISampleSource real = SampleSource.Open(settings.Data, options), generated = real;
        try
        {
            // Built-in generated images are others than real ones.
            var ofGenerated = options with { Size = real.Shape.Height, Seed = options.Seed + 1 };
            generated = SampleSource.Open(settings.Model, ofGenerated);
            if (generated.Shape.Channels < real.Shape.Channels)
                generated = InColor(generated, settings.Model, ofGenerated);
            else if (generated.Shape.Channels > real.Shape.Channels)
                real = InColor(real, settings.Data, options with { Size = real.Shape.Height });
            SayOfSizes(generated, real, note);
            return new ComparedImages(generated, real);
        }
        catch
        {
            real.Dispose();
            generated.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Generated.Dispose();
        Real.Dispose();
    }

    /// <summary>Gray images are opened anew in color, without saying once more what can't be read.</summary>
    private static ISampleSource InColor(ISampleSource gray, string data, SampleSourceOptions options)
    {
        gray.Dispose();
        return SampleSource.Open(data, options with { Channels = 3, Warning = null });
    }

    private static void SayOfSizes(ISampleSource generated, ISampleSource real, Action<string> note)
    {
        string size = $"{real.Shape.Width}×{real.Shape.Height}";
        string made = SizesOf(generated, size), given = SizesOf(real, size);
        if (made != given)
            note(
                $"The images of {generated.Name} are {made}, those of {real.Name} {given}: both are compared at "
                + $"{size}, and their sharpness may tell them apart.");
        else if (made != size)
            note($"Images of {made} are compared at {size}; --size chooses otherwise.");
    }

    /// <summary>Sizes of the pictures as they are stored; of others, that of the samples.</summary>
    private static string SizesOf(ISampleSource source, string size) =>
        (source as SampleCache)?.Origin?.Sizes ?? size;
}
