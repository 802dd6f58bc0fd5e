using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Onnx.Loading;

/// <summary>Opens a model on the device that was asked for.</summary>
internal static class SessionFactory
{
    internal static LoadedSession Open(ModelFile file, OnnxGeneratorOptions options, bool foldsConstants)
    {
        string version = Version();
        if (options.Device == GeneratorDevice.Cpu)
            return new LoadedSession(
                CreateOnCpu(file, options, foldsConstants), GeneratorDevice.Cpu, $"CPU, with ONNX Runtime {version}.");

        var (session, why) = TryCreateOnCuda(file, options, foldsConstants);
        if (session is not null)
            return new LoadedSession(
                session, GeneratorDevice.Cuda, $"GPU {options.DeviceId} by CUDA, with ONNX Runtime {version}.");
        if (options.Device == GeneratorDevice.Cuda)
            throw new GanOnnxException(
                $"CUDA was asked for but does not run here: {why}. Put that right, or choose the device Cpu, or Auto "
                + "to take what works.");
        return new LoadedSession(
            CreateOnCpu(file, options, foldsConstants),
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
            using var session = Options(options, foldsConstants);
            return CudaProvider.TryAppend(session, options.DeviceId) is { } failed
                ? (null, failed)
                : (new InferenceSession(file.Bytes, session), null);
        }
        catch (OnnxRuntimeException failure)
        {
            return (null, AsClause(failure.Message));
        }
    }

    private static InferenceSession CreateOnCpu(
        ModelFile file, OnnxGeneratorOptions options, bool foldsConstants)
    {
        using var session = Options(options, foldsConstants);
        try
        {
            return new InferenceSession(file.Bytes, session);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new GanOnnxException($"ONNX Runtime cannot load {file.Name}: {failure.Message}", failure);
        }
    }

    // ONNX Runtime's messages begin with "[ErrorCode:Fail] " and may have several lines.
    private static string AsClause(string message)
    {
        string line = message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        int prefixEnd = line.StartsWith("[ErrorCode", StringComparison.Ordinal) ? line.IndexOf(']') + 1 : 0;
        return line[prefixEnd..].TrimStart();
    }

    private static SessionOptions Options(OnnxGeneratorOptions options, bool foldsConstants)
    {
        var session = new SessionOptions
        {
            IntraOpNumThreads = options.IntraOpThreads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (!foldsConstants)
            session.AddSessionConfigEntry("optimization.disable_specified_optimizers", "ConstantFolding");
        return session;
    }

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
    /// <summary>Guard that disposes of the session once no call uses it.</summary>
    internal UseGuard GuardFor<TOwner>() => new(
        typeof(TOwner),
        "Keep it until the last call has ended, or load the model again.",
        Session.Dispose);
}
