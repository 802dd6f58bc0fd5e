using System.Globalization;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Writing;

namespace Ml.Gan.Cli.Exporting;

/// <summary>Precision of a generator that is written anew.</summary>
internal enum ExportPrecision
{
    /// <summary>As it is.</summary>
    Unchanged,

    /// <summary>Weights and computations in half precision.</summary>
    Float16,

    /// <summary>Weights in 8 bits.</summary>
    Int8,
}

/// <summary>One run of <c>mlgan export</c> that writes a generator.</summary>
internal sealed class GeneratorExport(
    string model, string output, ExportPrecision precision, bool seedInput, Terminal terminal)
{
    public int Run()
    {
        AtomicFile.RequireFolder(output);
        byte[] source, written;
        using (var generator = OnnxGenerator.Load(model, Difference.Cpu))
        {
            source = File.ReadAllBytes(model);
            if (generator.Info.TakesSeeds && (seedInput || precision == ExportPrecision.Float16))
                throw new GanException(seedInput
                    ? $"'{model}' takes seeds already."
                    : $"'{model}' takes seeds; half precision would change the noise that it makes of them. Take the "
                        + "file that was written without --seed-input.");
            written = precision switch
            {
                ExportPrecision.Float16 => OnnxPrecision.ToFloat16(source),
                ExportPrecision.Int8 => OnnxPrecision.QuantizeWeights(source),
                _ => source,
            };
            if (precision != ExportPrecision.Unchanged)
                terminal.Output.WriteLine(Compare(generator, written, source.LongLength));
        }

        OnnxFile.Save(seedInput ? OnnxComposition.WithSeedInput(written) : written, output);
        terminal.Output.WriteLine($"Wrote {output}");
        return ExitCode.Success;
    }

    private string Compare(OnnxGenerator original, byte[] written, long bytes)
    {
        using var changed = OnnxGenerator.Load(written, Difference.Cpu);
        var difference = Difference.Measure(original, changed);
        if (!float.IsFinite(difference.Largest))
            throw new GanException(
                $"'{model}' gives numbers that aren't finite in this precision, which doesn't reach far enough for it. "
                + "Keep it as it is.");
        var range = original.Info.ValueRange;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Difference of {Difference.Samples} samples (values {range.Low} to {range.High}): largest "
            + $"{difference.Largest:G3}, mean {difference.Mean:G3}; {written.LongLength / 1e6:F2} MB instead of "
            + $"{bytes / 1e6:F2} MB");
    }
}

/// <summary>Absolute difference of what two generators make of the same noise.</summary>
/// <param name="Largest">The largest of all values; NaN or infinite where one value is.</param>
/// <param name="Mean">The mean over all values.</param>
internal readonly record struct Difference(float Largest, double Mean)
{
    public const int Samples = 64;

    private const int Seed = 1;

    public static OnnxGeneratorOptions Cpu { get; } = new() { Device = GeneratorDevice.Cpu };

    public static Difference Measure(OnnxGenerator one, OnnxGenerator other)
    {
        var layout = one.Info.Conditions;
        var asked = layout.VectorSize == 0
            ? null
            : new GeneratorConditions
            {
                Vectors = [.. LatentNoise.Rows(Samples, layout.VectorSize, Seed).Chunk(layout.VectorSize)],
            };
        var (first, second) = (one.Sample(Samples, Seed, asked).Values, other.Sample(Samples, Seed, asked).Values);
        float largest = 0;
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            float distance = Math.Abs(first.Span[i] - second.Span[i]);
            largest = float.IsNaN(distance) ? distance : Math.Max(largest, distance);
            sum += distance;
        }

        return new Difference(largest, sum / first.Length);
    }
}
