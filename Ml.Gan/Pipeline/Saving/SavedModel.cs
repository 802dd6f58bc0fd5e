using Microsoft.ML;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>An ONNX model as a step of a saved pipeline.</summary>
/// <param name="Bytes">The .onnx file.</param>
/// <param name="Inputs">The columns that it reads, which its inputs are named by.</param>
/// <param name="Outputs">The columns that it makes, which its outputs are named by.</param>
internal sealed record SavedModel(byte[] Bytes, string[] Inputs, string[] Outputs)
{
    /// <summary>The step by itself.</summary>
    public IEstimator<ITransformer> Apply(TransformsCatalog transforms)
    {
        using var stream = new MemoryStream(Bytes);
        return transforms.ApplyOnnxModel(Outputs, Inputs, stream);
    }
}
