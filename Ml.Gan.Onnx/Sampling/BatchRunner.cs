using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Onnx;

/// <summary>Runs a session batch by batch, straight from the caller's array into the result's.</summary>
internal sealed class BatchRunner(InferenceSession session, GeneratorInfo info, string name, int batchSize)
{
    internal void RequireCount(int count)
    {
        long limit = Array.MaxLength / Math.Max(info.OutputLength, Math.Max(1, info.LatentSize));
        if (count > limit)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                count,
                $"At most {limit} images of this size fit in one result; ask for them in several calls.");
        }
    }

    /// <summary>Runs the model on rows of input.</summary>
    /// <param name="input">The rows one after the other.</param>
    /// <param name="rows">Their number, N.</param>
    internal ImageBatch Run<T>(T[] input, int rows)
        where T : unmanaged
    {
        RequireCount(rows);
        float[] output = new float[rows * info.OutputLength];
        int width = rows == 0 ? 0 : input.Length / rows;
        using RunOptions options = new();
        try
        {
            for (int first = 0; first < rows; first += batchSize)
            {
                int count = Math.Min(batchSize, rows - first);
                RunBatch(
                    options,
                    input.AsMemory(first * width, count * width),
                    output.AsMemory(first * info.OutputLength, count * info.OutputLength),
                    count);
            }
        }
        catch (OnnxRuntimeException failure)
        {
            throw new GanOnnxException($"ONNX Runtime failed while running {name}: {failure.Message}", failure);
        }

        return new ImageBatch(output, info.Channels, info.Height, info.Width, info.ValueRange);
    }

    private void RunBatch<T>(RunOptions options, Memory<T> input, Memory<float> output, int count)
        where T : unmanaged
    {
        OrtMemoryInfo memory = OrtMemoryInfo.DefaultInstance;
        using OrtValue from = OrtValue.CreateTensorValueFromMemory(memory, input, ShapeOf(info.Input, count));
        using OrtValue to = OrtValue.CreateTensorValueFromMemory(memory, output, ShapeOf(info.Output, count));
        using OrtIoBinding binding = session.CreateIoBinding();
        binding.BindInput(info.Input.Name, from);
        binding.BindOutput(info.Output.Name, to);
        session.RunWithBinding(options, binding);
        binding.SynchronizeBoundOutputs();
    }

    private static long[] ShapeOf(TensorInfo tensor, int count) =>
        [count, .. tensor.Shape.Skip(1).Select(d => d!.Value)];
}
