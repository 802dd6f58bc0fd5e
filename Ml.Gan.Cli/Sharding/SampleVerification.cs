using System.Security.Cryptography;

namespace Ml.Gan.Cli.Sharding;

/// <summary>What parts of a sample, together, are.</summary>
/// <param name="Parts">Number of parts.</param>
/// <param name="First">The first sample.</param>
/// <param name="Count">Number of samples that are there, each counted once.</param>
/// <param name="Bytes">Bytes of the content.</param>
/// <param name="Sha256">SHA-256 of the content of all samples in their order; null where there are problems.</param>
/// <param name="ModelSha256">SHA-256 of the model; null where there are several.</param>
/// <param name="Problems">Gaps, overlaps, damage, parts of other runs; empty where all is well.</param>
/// <param name="Notes">What doesn't have to be a problem.</param>
internal sealed record VerifiedSamples(
    int Parts, int First, long Count, long Bytes, string? Sha256, string? ModelSha256, IReadOnlyList<string> Problems,
    IReadOnlyList<string> Notes);

/// <summary>Compares the parts of a sample with their manifests and with each other.</summary>
internal static class SampleVerification
{
    /// <summary>Reads all files of all parts.</summary>
    /// <param name="folders">Folders of one part or more each.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GanException">A folder holds no manifest, or one that can't be used.</exception>
    public static VerifiedSamples Of(IReadOnlyList<string> folders, CancellationToken cancellation)
    {
        Part[] parts =
        [
            .. folders.SelectMany(PartsIn).OrderBy(part => part.Manifest.First).ThenBy(part => part.Manifest.Count),
        ];
        List<string> problems = [.. Differences(parts), .. Places(parts)];
        var (bytes, hash) = Read(parts, problems, cancellation);
        string[] models = [.. parts.Select(part => part.Manifest.Request.ModelSha256).Distinct()];
        return new VerifiedSamples(
            parts.Length, parts[0].Manifest.First, Covered(parts), bytes, problems.Count == 0 ? hash : null,
            models is [var only] ? only : null, problems, [.. Notes(parts)]);
    }

    private static IEnumerable<Part> PartsIn(string folder)
    {
        if (!Directory.Exists(folder))
            throw new GanException($"There is no folder '{folder}'.");
        var found = SampleManifest.AllIn(folder);
        return found.Count > 0
            ? found.Select(one => new Part(folder, one.Path, one.Manifest))
            : throw new GanException(
                $"'{folder}' holds no manifest of samples ({SampleFiles.ManifestPattern}): no part there is complete. "
                + "Run 'mlgan sample' for it again.");
    }

    private static IEnumerable<string> Differences(Part[] parts) =>
        from part in parts.Skip(1)
        let difference = parts[0].Manifest.Request.DifferenceFrom(part.Manifest.Request)
            ?? (part.Manifest.Run != parts[0].Manifest.Run
                ? $"a run of {part.Manifest.Run} instead of {parts[0].Manifest.Run}"
                : null)
        where difference is not null
        select $"'{part.Path}' is of another run than '{parts[0].Path}': {difference}.";

    private static IEnumerable<string> Places(Part[] parts)
    {
        var run = parts[0].Manifest.Run;
        int next = run.First;
        foreach (var part in parts)
        {
            var range = part.Manifest.Range;
            if (range.First > next)
                yield return $"Missing: {new SampleRange(next, range.First - next)}.";
            if (range.First < next && next > run.First)
                yield return $"'{part.Path}' holds {Overlap(range, next)} again.";
            next = Math.Max(next, range.End);
        }
        if (next < run.End)
            yield return $"Missing: {new SampleRange(next, run.End - next)}.";
    }

    private static SampleRange Overlap(SampleRange range, int next) =>
        new(range.First, Math.Min(range.End, next) - range.First);

    private static long Covered(Part[] parts)
    {
        long count = 0;
        int next = 0;
        foreach (var range in parts.Select(part => part.Manifest.Range))
        {
            count += Math.Max(0, range.End - Math.Max(next, range.First));
            next = Math.Max(next, range.End);
        }
        return count;
    }

    private static (long Bytes, string Hash) Read(Part[] parts, List<string> problems, CancellationToken cancellation)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        foreach (var part in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            if (part.Fault(all) is { } fault)
                problems.Add(fault);
            bytes += part.Manifest.Bytes;
        }
        return (bytes, Convert.ToHexStringLower(all.GetCurrentHash()));
    }

    private static IEnumerable<string> Notes(Part[] parts)
    {
        string[] devices = [.. parts.Select(part => part.Manifest.Device).Distinct().Order(StringComparer.Ordinal)];
        if (devices.Length > 1)
            yield return $"Parts were made on {string.Join(" and ", devices)}, which may differ in the last bits.";
        string[] producers = [.. parts.Select(part => part.Manifest.Producer).Distinct()];
        if (producers.Length > 1)
            yield return $"Parts were made by {string.Join(" and ", producers)}.";
    }

    private sealed record Part(string Folder, string Path, SampleManifest Manifest)
    {
        /// <summary>Reads the content; says what is wrong with it.</summary>
        public string? Fault(IncrementalHash all)
        {
            using var own = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            try
            {
                SampleContent.AppendTo(Folder, Manifest, all, own);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or GanException)
            {
                return $"{Manifest.Range}: {e.Message}";
            }
            return Convert.ToHexStringLower(own.GetCurrentHash()) == Manifest.Sha256
                ? null
                : $"The files of {Manifest.Range} aren't what '{Path}' says. Remove it, and make them again.";
        }
    }
}
