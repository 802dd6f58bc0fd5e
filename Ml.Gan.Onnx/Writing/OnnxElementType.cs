using System.Diagnostics.CodeAnalysis;

namespace Ml.Gan.Onnx;

/// <summary>The type of a tensor's elements, with the numbers that ONNX gives them.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are ONNX's names.")]
public enum OnnxElementType
{
    /// <summary>Not known.</summary>
    Undefined = 0,

    /// <summary>32 bit floating point.</summary>
    Float = 1,

    /// <summary>32 bit signed integer.</summary>
    Int32 = 6,

    /// <summary>64 bit signed integer.</summary>
    Int64 = 7,

    /// <summary>Truth value.</summary>
    Bool = 9,

    /// <summary>64 bit floating point.</summary>
    Double = 11,
}
