using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Onnx.Loading;

/// <summary>
/// Reason of a failure of ONNX Runtime, whose messages begin with "[ErrorCode:Fail] " and may have several lines.
/// </summary>
internal static class RuntimeFault
{
    /// <summary>The reason as the end of a sentence, in one line.</summary>
    internal static string Of(OnnxRuntimeException failure)
    {
        string line = failure.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        int prefixEnd = line.StartsWith("[ErrorCode", StringComparison.Ordinal) ? line.IndexOf(']') + 1 : 0;
        return line[prefixEnd..].TrimStart();
    }
}
