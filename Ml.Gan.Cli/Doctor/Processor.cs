using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Ml.Gan.Cli.Doctor;

/// <summary>The processor.</summary>
/// <param name="Name">As its maker calls it; null where it doesn't say.</param>
/// <param name="Architecture">As .NET calls it.</param>
/// <param name="Features">The instructions that matter to libtorch, each with whether there are such.</param>
/// <param name="Caches">Its caches.</param>
internal sealed record Processor(
    string? Name, string Architecture, IReadOnlyDictionary<string, bool> Features, Caches Caches)
{
    public static Processor OfThisMachine() => new(
        BrandString(),
        RuntimeInformation.ProcessArchitecture.ToString(),
        X86Base.IsSupported ? FeaturesOfX86() : new Dictionary<string, bool> { ["neon"] = AdvSimd.IsSupported },
        Caches.OfThisMachine());

    private static Dictionary<string, bool> FeaturesOfX86()
    {
        var (first, second) = (Leaf(7, 0), Leaf(7, 1));
        return new()
        {
            ["avx2"] = Avx2.IsSupported,
            ["avx512"] = Avx512F.IsSupported,
            ["avx512_bf16"] = Avx512F.IsSupported && Bit(second.Eax, 5),
            ["amx_bf16"] = Bit(first.Edx, 22),
        };
    }

    /// <summary>What the instruction CPUID says; zeros where there is no such.</summary>
    private static (int Eax, int Ebx, int Ecx, int Edx) Leaf(int function, int sub) =>
        X86Base.IsSupported && (uint)X86Base.CpuId(function & int.MinValue, 0).Eax >= (uint)function
            ? X86Base.CpuId(function, sub)
            : default;

    private static bool Bit(int register, int number) => (register >> number & 1) != 0;

    private static string? BrandString()
    {
        const int First = unchecked((int)0x80000002), Parts = 3;
        int[] words =
        [
            .. Enumerable.Range(First, Parts).Select(part => Leaf(part, 0))
                .SelectMany(registers => (int[])[registers.Eax, registers.Ebx, registers.Ecx, registers.Edx]),
        ];
        string text = Encoding.ASCII.GetString(MemoryMarshal.AsBytes<int>(words)).Trim('\0', ' ');
        return text.Length > 0 ? text : null;
    }
}

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
        string[] indices = Directory.Exists(folder) ? Directory.GetDirectories(folder, "index*") : [];
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
