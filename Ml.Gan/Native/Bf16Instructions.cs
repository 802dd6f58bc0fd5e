using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Ml.Gan.Native;

/// <summary>Instructions of the processor that multiply bfloat16 numbers.</summary>
internal static class Bf16Instructions
{
    private const int Features = 7, Avx512Bf16Bit = 5, AmxBf16Bit = 22;

    /// <summary>Whether there are some that libtorch computes with.</summary>
    public static bool AreThere => HasAvx512Bf16 || HasAmxBf16;

    /// <summary>One sentence on what was found.</summary>
    public static string Found => X86Base.IsSupported
        ? $"it has {Having(Avx512F.IsSupported, "AVX-512")}, {Having(HasAvx512Bf16, "AVX512_BF16")} and "
            + $"{Having(HasAmxBf16, "AMX-BF16")}."
        : $"what bf16 instructions a processor of {RuntimeInformation.ProcessArchitecture} has isn't known here.";

    /// <summary>CPUID leaf 7, subleaf 1, EAX bit 5.</summary>
    private static bool HasAvx512Bf16 => Avx512F.IsSupported && HasSubleaf(1) && IsSet(Leaf(1).Eax, Avx512Bf16Bit);

    /// <summary>CPUID leaf 7, subleaf 0, EDX bit 22.</summary>
    private static bool HasAmxBf16 => Avx512F.IsSupported && IsSet(Leaf(0).Edx, AmxBf16Bit);

    private static bool HasSubleaf(int number) => Leaf(0).Eax >= number;

    private static (int Eax, int Edx) Leaf(int subleaf)
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < Features)
            return default;
        var (eax, _, _, edx) = X86Base.CpuId(Features, subleaf);
        return (eax, edx);
    }

    private static bool IsSet(int register, int bit) => (register >> bit & 1) != 0;

    private static string Having(bool isThere, string name) => isThere ? name : $"no {name}";
}
