using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Onnx.Writing;

namespace Ml.Gan.Onnx.Loading;

/// <summary>Opens a model on the device that was asked for.</summary>
internal static class SessionFactory
{
    /// <param name="file">The model.</param>
    /// <param name="options">Device and threads.</param>
    /// <param name="foldsConstants">Whether constants are computed when it is loaded.</param>
    /// <param name="keeps">Whether what is made of it is kept where the options ask for that. Default false.</param>
    internal static LoadedSession Open(
        ModelFile file, OnnxGeneratorOptions options, bool foldsConstants, bool keeps = false)
    {
        string version = Version();
        if (options.Device == GeneratorDevice.Cpu)
            return new LoadedSession(
                CreateOnCpu(file, options, foldsConstants, keeps),
                GeneratorDevice.Cpu,
                $"CPU, with ONNX Runtime {version}.");

        var (session, why) = TryCreateOnCuda(file, options, foldsConstants);
        if (session is not null)
            return new LoadedSession(
                session, GeneratorDevice.Cuda, $"GPU {options.DeviceId} by CUDA, with ONNX Runtime {version}.");
        if (options.Device == GeneratorDevice.Cuda)
            throw new GanOnnxException(
                $"CUDA was asked for but does not run here: {why}. Put that right, or choose the device Cpu, or Auto "
                + "to take what works.");
        return new LoadedSession(
            CreateOnCpu(file, options, foldsConstants, keeps),
            GeneratorDevice.Cpu,
            $"CPU, with ONNX Runtime {version}; CUDA does not run here: {why}.");
    }

    private static (InferenceSession? Session, string? WhyNot) TryCreateOnCuda(
        ModelFile file, OnnxGeneratorOptions options, bool foldsConstants)
    {
        if (CudaProvider.WhyNot() is { } reason)
            return (null, reason);
        try
        {
            using var session = Options(options, file, foldsConstants);
            return CudaProvider.TryAppend(session, options.DeviceId) is { } failed
                ? (null, failed)
                : (new InferenceSession(file.Bytes, session), null);
        }
        catch (OnnxRuntimeException failure)
        {
            return (null, RuntimeFault.Of(failure));
        }
    }

    /// <summary>Opens what ONNX Runtime made of a model on the CPU.</summary>
    /// <param name="model">Memory that stays where it is, in ONNX Runtime's own format.</param>
    /// <param name="options">Threads.</param>
    /// <exception cref="OnnxRuntimeException">It is no such model.</exception>
    internal static LoadedSession OpenKept(byte[] model, OnnxGeneratorOptions options)
    {
        using var session = Options(options);
        session.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
        session.AddSessionConfigEntry("session.load_model_format", "ORT");
        session.AddSessionConfigEntry("session.use_ort_model_bytes_directly", "1");
        session.AddSessionConfigEntry("session.use_ort_model_bytes_for_initializers", "1");
        string why = options.Device == GeneratorDevice.Auto
            ? $"; CUDA does not run here: {CudaProvider.WhyNot()}"
            : "";
        return new LoadedSession(
            new InferenceSession(model, session),
            GeneratorDevice.Cpu,
            $"CPU, with ONNX Runtime {Version()}, from the optimized model that was kept{why}.")
        {
            Memory = model,
        };
    }

    private static InferenceSession CreateOnCpu(
        ModelFile file, OnnxGeneratorOptions options, bool foldsConstants, bool keeps)
    {
        using var session = Options(options, file, foldsConstants);
        bool isKept = keeps && KeptModel.IsWanted(options) && file.Path is { } path && !RegularFile.IsOpenPipe(path);
        try
        {
            return !isKept
                ? new InferenceSession(file.Bytes, session)
                : KeptModel.Make(file, made =>
                {
                    session.OptimizedModelFilePath = made;
                    session.AddSessionConfigEntry("session.save_model_format", "ORT");
                    return new InferenceSession(file.Bytes, session);
                });
        }
        catch (Exception failure) when (isKept && failure is OnnxRuntimeException or IOException
            or UnauthorizedAccessException)
        {
            // A generator loads and runs as well where what is to be kept can't be written.
            return CreateOnCpu(file, options, foldsConstants, keeps: false);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new GanOnnxException($"ONNX Runtime cannot load {file.Name}: {RuntimeFault.Of(failure)}.", failure);
        }
    }

    private static SessionOptions Options(OnnxGeneratorOptions options, ModelFile file, bool foldsConstants)
    {
        var session = Options(options);
        if (!foldsConstants)
            session.AddSessionConfigEntry("optimization.disable_specified_optimizers", "ConstantFolding");

        // Quantized weights become float once, when the model is loaded, and not in each run.
        if (file.Model.MetadataProps.Any(
            entry => entry is { Key: GeneratorMetadata.Precision, Value: OnnxPrecision.Int8Weights }))
            session.AddSessionConfigEntry("session.disable_quant_qdq", "1");
        return session;
    }

    private static SessionOptions Options(OnnxGeneratorOptions options) => new()
    {
        IntraOpNumThreads = options.IntraOpThreads,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
    };

    private static string Version()
    {
        try
        {
            return OrtEnv.Instance().GetVersionString();
        }
        catch (Exception failure)
            when (failure is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new GanOnnxException(
                "ONNX Runtime's native library is not there or does not fit this machine. "
                + "Reference the package Microsoft.ML.OnnxRuntime or Microsoft.ML.OnnxRuntime.Gpu in your program.",
                failure);
        }
    }
}

/// <summary>An open session and the device it runs on.</summary>
internal sealed record LoadedSession(InferenceSession Session, GeneratorDevice Device, string Description)
{
    /// <summary>Memory that the session reads as long as it lives; null for none.</summary>
    internal byte[]? Memory { get; init; }

    /// <summary>Guard that disposes of the session once no call uses it.</summary>
    internal UseGuard GuardFor<TOwner>() => new(
        typeof(TOwner),
        "Keep it until the last call has ended, or load the model again.",
        () =>
        {
            Session.Dispose();
            GC.KeepAlive(Memory);
        });
}
