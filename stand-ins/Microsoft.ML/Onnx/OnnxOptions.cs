namespace Microsoft.ML.Transforms.Onnx;

/// <summary>How to apply an ONNX model.</summary>
public sealed class OnnxOptions
{
    /// <summary>The path of the model.</summary>
    public string ModelFile;

    /// <summary>The model's outputs to add as columns; all by default.</summary>
    public string[] OutputColumns;

    /// <summary>The model's inputs, which are columns of the same names; all by default.</summary>
    public string[] InputColumns;

    /// <summary>The GPU to run on; by default the context's.</summary>
    public int? GpuDeviceId;

    /// <summary>Whether to run on the CPU where the GPU can't be used.</summary>
    public bool FallbackToCpu;

    /// <summary>Shapes to use instead of those that the model states, by name of input or output.</summary>
    public IDictionary<string, int[]> ShapeDictionary;

    /// <summary>How deep messages of the model file may be nested.</summary>
    public int RecursionLimit = 100;

    /// <summary>The number of threads among operators; ONNX Runtime's choice by default.</summary>
    public int? InterOpNumThreads;

    /// <summary>The number of threads within an operator; ONNX Runtime's choice by default.</summary>
    public int? IntraOpNumThreads;

    public OnnxOptions()
    {
    }
}
