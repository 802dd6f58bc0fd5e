namespace Ml.Gan.Onnx;

/// <summary>
/// A generator file, or the runtime that should run it, is not usable. The message names the file or the device, what
/// was found, what was expected and what to do.
/// </summary>
public sealed class GanOnnxException : Exception
{
    /// <summary>Creates the exception with a message for people.</summary>
    public GanOnnxException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message for people and the failure behind it.</summary>
    public GanOnnxException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception with a general message.</summary>
    public GanOnnxException()
    {
    }
}
