using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Onnx;

/// <summary>Runs a session batch by batch, straight from the caller's arrays into the result's.</summary>
internal sealed class BatchRunner(InferenceSession session, GeneratorInfo info, string name, int batchSize)
{
    private readonly int _longestRow =
        Math.Max(Math.Max(1, info.LatentSize), Math.Max(info.OutputLength, info.Conditions.RowSize));

    internal void RequireCount(int count)
    {
        long limit = Array.MaxLength / _longestRow;
        if (count > limit)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                count,
                $"At most {limit} images of this size fit in one result; ask for them in several calls.");
        }
    }

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">Values of each input.</param>
    /// <param name="rows">Number of samples, N.</param>
    internal ImageBatch Run(IReadOnlyList<InputRows> inputs, int rows)
    {
        RequireCount(rows);
        float[] output = new float[rows * info.OutputLength];
        using RunOptions options = new();
        try
        {
            for (int first = 0; first < rows; first += batchSize)
                RunBatch(options, inputs, output, first, Math.Min(batchSize, rows - first));
        }
        catch (OnnxRuntimeException failure)
        {
            throw new GanOnnxException($"ONNX Runtime failed while running {name}: {failure.Message}", failure);
        }

        return new ImageBatch(output, info.Channels, info.Height, info.Width, info.ValueRange);
    }

    private void RunBatch(RunOptions options, IReadOnlyList<InputRows> inputs, float[] output, int first, int count)
    {
        Memory<float> target = output.AsMemory(first * info.OutputLength, count * info.OutputLength);
        using OrtValue to = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, target, info.Output.ShapeFor(count));
        using OrtIoBinding binding = session.CreateIoBinding();
        binding.BindOutput(info.Output.Name, to);
        List<OrtValue> bound = [];
        try
        {
            foreach (InputRows input in inputs)
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
