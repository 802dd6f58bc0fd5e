using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Opens ONNX Runtime sessions.</summary>
static class OnnxSession
{
    public static InferenceSession Open(IHostEnvironment env, byte[] model, OnnxOptions options)
    {
        int? gpu = options.GpuDeviceId ?? (env as MLContext)?.GpuDeviceId;
        if (gpu == null) return new(model, Threads(new SessionOptions(), options));
        try
        {
            return new(model, Threads(SessionOptions.MakeSessionOptionWithCudaProvider(gpu.Value), options));
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            bool fallback = options.GpuDeviceId == null ? ((MLContext)env).FallbackToCpu : options.FallbackToCpu;
            if (!fallback) throw new InvalidOperationException(
                $"GPU {gpu} can't be used to run the ONNX model: {e.Message}", e);
            using var channel = env.Start(nameof(OnnxTransformer));
            channel.Warning(MessageSensitivity.None, $"GPU {gpu} can't be used to run the ONNX model; the CPU is used instead. {e.Message}");
            return new(model, Threads(new SessionOptions(), options));
        }
    }

    static SessionOptions Threads(SessionOptions session, OnnxOptions options)
    {
        if (options.InterOpNumThreads is { } inter) session.InterOpNumThreads = inter;
        if (options.IntraOpNumThreads is { } intra) session.IntraOpNumThreads = intra;
        return session;
    }
}
