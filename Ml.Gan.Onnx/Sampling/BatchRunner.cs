using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Onnx.Loading;

namespace Ml.Gan.Onnx.Sampling;

/// <summary>Runs a session batch by batch, straight from the caller's memory into the result's.</summary>
internal sealed class BatchRunner(InferenceSession session, string name, int batchSize)
{
    /// <summary>Name of the model in messages.</summary>
    internal string Name => name;

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">Values of each input.</param>
    /// <param name="outputs">Where the values of each output go.</param>
    /// <param name="rows">Number of samples, N.</param>
    /// <param name="cancellationToken">Ends the run between two nodes of the graph.</param>
    /// <exception cref="OperationCanceledException">It was canceled; part of the outputs may be there.</exception>
    internal void Run(
        IReadOnlyList<InputRows> inputs, IReadOnlyList<(TensorInfo Tensor, Memory<float> Values)> outputs, int rows,
        CancellationToken cancellationToken = default) =>
        Run(
            inputs, [.. outputs.Select(output => new OutputRows(output.Tensor, output.Values))], rows,
            cancellationToken);

    /// <summary>The same for outputs of any type.</summary>
    internal void Run(
        IReadOnlyList<InputRows> inputs, IReadOnlyList<InputRows> outputs, int rows,
        CancellationToken cancellationToken = default)
    {
        using var options = new RunOptions();
        using var stopping = cancellationToken.UnsafeRegister(
            static running => ((RunOptions)running!).Terminate = true, options);
        try
        {
            for (int first = 0; first < rows; first += batchSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                RunBatch(options, inputs, outputs, first, Math.Min(batchSize, rows - first));
            }
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new GanOnnxException(
                $"ONNX Runtime failed while running {name}: {RuntimeFault.Of(failure)}.", failure);
        }
    }

    private void RunBatch(
        RunOptions options,
        IReadOnlyList<InputRows> inputs,
        IReadOnlyList<InputRows> outputs,
        int first,
        int count)
    {
        using var binding = session.CreateIoBinding();
        List<OrtValue> bound = [];
        try
        {
            foreach (var output in outputs)
            {
                bound.Add(output.Slice(first, count));
                binding.BindOutput(output.Tensor.Name, bound[^1]);
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

    /// <summary>The values of consecutive samples as a tensor over the same memory.</summary>
    internal static OrtValue Rows<T>(TensorInfo tensor, Memory<T> values, int first, int count)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance,
        values.Slice(first * tensor.RowLength, count * tensor.RowLength),
        tensor.ShapeFor(count));
}

/// <summary>Values of one input or output of a model for many samples.</summary>
internal abstract record InputRows(TensorInfo Tensor)
{
    /// <summary>The values of consecutive samples as a tensor over the same memory.</summary>
    internal abstract OrtValue Slice(int first, int count);

    internal static InputRows<T> Of<T>(TensorInfo tensor, T[] values)
        where T : unmanaged => new(tensor, values);

    /// <summary>Rows of several samples, latents or seeds, one after the other; there is at least one sample.</summary>
    internal static InputRows Join(IReadOnlyList<InputRows> samples) => samples switch
    {
        [var one] => one,
        [InputRows<long>, ..] => Joined<long>(samples),
        _ => Joined<float>(samples),
    };

    private static InputRows<T> Joined<T>(IReadOnlyList<InputRows> samples)
        where T : unmanaged =>
        new(samples[0].Tensor, [.. samples.SelectMany(rows => ((InputRows<T>)rows).Values)]);
}

/// <inheritdoc/>
internal sealed record InputRows<T>(TensorInfo Tensor, T[] Values) : InputRows(Tensor)
    where T : unmanaged
{
    internal override OrtValue Slice(int first, int count) =>
        BatchRunner.Rows(Tensor, Values.AsMemory(), first, count);
}

/// <summary>Where the numbers of an output go.</summary>
internal sealed record OutputRows(TensorInfo Tensor, Memory<float> Values) : InputRows(Tensor)
{
    internal override OrtValue Slice(int first, int count) => BatchRunner.Rows(Tensor, Values, first, count);
}

/// <summary>An input that is the same for all samples.</summary>
internal sealed record FixedInput(TensorInfo Tensor, float[] Values) : InputRows(Tensor)
{
    internal override OrtValue Slice(int first, int count) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance, Values.AsMemory(), [.. Tensor.Shape.Select(d => d!.Value)]);
}
