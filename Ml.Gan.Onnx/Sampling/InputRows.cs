using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Onnx;

/// <summary>Values of one input of a model for many samples.</summary>
internal abstract record InputRows(TensorInfo Tensor)
{
    /// <summary>The values of consecutive samples as a tensor over the same memory.</summary>
    internal abstract OrtValue Slice(int first, int count);

    internal static InputRows<T> Of<T>(TensorInfo tensor, T[] values)
        where T : unmanaged => new(tensor, values);
}

/// <inheritdoc/>
internal sealed record InputRows<T>(TensorInfo Tensor, T[] Values) : InputRows(Tensor)
    where T : unmanaged
{
    private readonly int _width = (int)Tensor.Shape.Skip(1).Aggregate(1L, (product, d) => product * d!.Value);

    internal override OrtValue Slice(int first, int count) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance, Values.AsMemory(first * _width, count * _width), Tensor.ShapeFor(count));
}
