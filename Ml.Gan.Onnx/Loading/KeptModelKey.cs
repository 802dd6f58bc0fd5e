using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Onnx.Loading;

/// <summary>
/// Hash of what a kept model was made of and for: the generator's file, the version of ONNX Runtime, the provider and
/// the kind of processor, whose instructions the layouts of weights depend on.
/// </summary>
internal static class KeptModelKey
{
    private const string Provider = "CPU";
    private const int BufferBytes = 1 << 16;

    internal static byte[] Of(byte[] model) => OfHash(SHA256.HashData(model));

    /// <exception cref="IOException">The file can't be read.</exception>
    internal static byte[] Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        return OfHash(SHA256.HashData(file));
    }

    private static byte[] OfHash(byte[] model)
    {
        string use = $"\n{OrtEnv.Instance().GetVersionString()}\n{Provider}\n{Processor()}";
        return SHA256.HashData([.. model, .. Encoding.UTF8.GetBytes(use)]);
    }

    private static string Processor()
    {
        string kind = $"{RuntimeInformation.OSArchitecture} {Avx2.IsSupported} {Fma.IsSupported} "
            + $"{Avx512F.IsSupported} {AdvSimd.IsSupported} {Dp.IsSupported}";
        return X86Base.IsSupported
            ? $"{kind} {X86Base.CpuId(0, 0)} {X86Base.CpuId(1, 0).Eax} {X86Base.CpuId(7, 0).Ebx}"
            : kind;
    }
}
