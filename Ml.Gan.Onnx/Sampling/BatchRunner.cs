using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Onnx.Sampling;

/// <summary>Runs a session batch by batch, straight from the caller's arrays into the result's.</summary>
internal sealed class BatchRunner(InferenceSession session, string name, int batchSize)
{
    /// <summary>Runs the model.</summary>
    /// <param name="inputs">Values of each input.</param>
    /// <param name="outputs">Where the values of each output go.</param>
    /// <param name="rows">Number of samples, N.</param>
    internal void Run(
        IReadOnlyList<InputRows> inputs, IReadOnlyList<(TensorInfo Tensor, float[] Values)> outputs, int rows)
    {
        using var options = new RunOptions();
        try
        {
            for (int first = 0; first < rows; first += batchSize)
                RunBatch(options, inputs, outputs, first, Math.Min(batchSize, rows - first));
        }
        catch (OnnxRuntimeException failure)
        {
            throw new GanOnnxException($"ONNX Runtime failed while running {name}: {failure.Message}", failure);
        }
    }

    private void RunBatch(
        RunOptions options,
        IReadOnlyList<InputRows> inputs,
        IReadOnlyList<(TensorInfo Tensor, float[] Values)> outputs,
        int first,
        int count)
    {
        using var binding = session.CreateIoBinding();
        List<OrtValue> bound = [];
        try
        {
            foreach (var (tensor, values) in outputs)
            {
                bound.Add(InputRows.Of(tensor, values).Slice(first, count));
                binding.BindOutput(tensor.Name, bound[^1]);
            }

            foreach (var input in inputs)
            {
                bound.Add(input.Slice(first, count));
                binding.BindInput(input.Tensor.Name, bound[^1]);
            }

            session.RunWithBinding(options, binding);
            binding.SynchronizeBoundOutputs();
        }
        finally
        {
            bound.ForEach(value => value.Dispose());
        }
    }
}

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
    internal override OrtValue Slice(int first, int count)
    {
        int width = Tensor.RowLength;
        return OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, Values.AsMemory(first * width, count * width), Tensor.ShapeFor(count));
    }
}

/// <summary>An input that is the same for all samples.</summary>
internal sealed record FixedInput(TensorInfo Tensor, float[] Values) : InputRows(Tensor)
{
    internal override OrtValue Slice(int first, int count) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance, Values.AsMemory(), [.. Tensor.Shape.Select(d => d!.Value)]);
}
