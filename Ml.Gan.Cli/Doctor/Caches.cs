using System.Globalization;

namespace Ml.Gan.Cli.Doctor;

/// <summary>Sizes of the caches of a processor core in bytes; null for one that isn't known.</summary>
internal sealed record Caches(long? L1Data, long? L2, long? L3)
{
    private const string Folder = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>
    /// Whether the system tells none of them, as in many virtual machines; null where this doesn't know how to ask.
    /// </summary>
    public bool? Hidden { get; init; }

    /// <summary>As Linux tells them.</summary>
    public static Caches OfThisMachine() => OperatingSystem.IsLinux() ? Read(Folder) : new Caches(null, null, null);

    /// <summary>As the files of a folder tell them that is like Linux's.</summary>
    public static Caches Read(string folder)
    {
        var indices = Directory.Exists(folder) ? Directory.GetDirectories(folder, "index*") : [];
        var sizes = indices
            .Select(index => (Level: Line(index, "level"), Type: Line(index, "type"), Size: Bytes(Line(index, "size"))))
            .ToArray();
        return new Caches(Of("1"), Of("2"), Of("3")) { Hidden = sizes.All(cache => cache.Size is null) };

        long? Of(string level) =>
            sizes.FirstOrDefault(cache => cache.Level == level && cache.Type is "Data" or "Unified").Size;
    }

    private static string? Line(string index, string name) =>
        Path.Combine(index, name) is var file && File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault()?.Trim()
            : null;

    /// <summary>Linux writes 48K; others of its kind may write M.</summary>
    private static long? Bytes(string? text)
    {
        int unit = text is [.., 'K'] ? 1 << 10 : text is [.., 'M'] ? 1 << 20 : 1;
        string? digits = text?.TrimEnd('K', 'M');
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number * unit
            : null;
    }
}
