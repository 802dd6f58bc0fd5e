using Ml.Gan.Onnx;

namespace Ml.Gan.Cli;

/// <summary>Sentence about an exception that nobody foresaw where it was thrown.</summary>
internal static class FaultText
{
    private static readonly string[] s_outOfMemory = ["not enough memory", "can't allocate memory", "out of memory"];

    /// <summary>The sentence, in one line, without the frames that libtorch adds.</summary>
    public static string Of(Exception exception)
    {
        string first = exception.Message.ReplaceLineEndings("\n").Split('\n')[0].TrimEnd();
        bool isMemory = exception is OutOfMemoryException
            || s_outOfMemory.Any(text => exception.Message.Contains(text, StringComparison.OrdinalIgnoreCase));
        return isMemory
            ? "The memory of this machine or its GPU does not suffice. Take a smaller batch, narrower networks "
                + $"or smaller images. ({first})"
            : exception is GanException or GanOnnxException or IOException or UnauthorizedAccessException ? first
            : $"{exception.GetType().Name}: {first}";
    }
}
