using System.Globalization;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sampling;

/// <summary>Refuses truncations that a generator can't follow.</summary>
internal static class TruncationCheck
{
    /// <exception cref="GanOptionException">The generator can't follow it.</exception>
    public static void Require(GeneratorInfo info, float? asked)
    {
        if (asked is not { } truncation)
            return;
        bool truncatesStyles = info.Truncation is not null;
        string given = truncation.ToString(CultureInfo.InvariantCulture);
        if (truncatesStyles && truncation > 1)
            throw Refusal.Of(
                "--truncation",
                $"The generator truncates styles, by a number from -1 to 1; {given} is too large.");
        if (!truncatesStyles && truncation < LatentNoise.MinTruncation)
            throw Refusal.Of(
                "--truncation",
                "The generator has no styles to truncate; latents are truncated at "
                + $"{LatentNoise.MinTruncation.ToString(CultureInfo.InvariantCulture)} or more, not {given}.");
        if (!truncatesStyles && info.TakesSeeds)
            throw Refusal.Of(
                "--truncation",
                "The generator makes its noise itself, so it can't be truncated. Take the file that was written "
                + "without --seed-input (SeedInput).");
    }
}
