using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Tests.Onnx;

/// <summary>Runs a model through ONNX Runtime directly, past the code under test.</summary>
internal static class OnnxRun
{
    internal static float[] Run(OnnxGraph graph, params (string Name, float[] Data, long[] Shape)[] inputs) =>
        Run(graph.ToBytes(), out _, inputs);

    internal static float[] Run(
        byte[] model, out long[] shape, params (string Name, float[] Data, long[] Shape)[] inputs)
    {
        OrtValue[] values = [.. inputs.Select(i => OrtValue.CreateTensorValueFromMemory(i.Data, i.Shape))];
        try
        {
            return Run(model, out shape, [.. inputs.Select(i => i.Name)], values);
        }
        finally
        {
            Array.ForEach(values, v => v.Dispose());
        }
    }

    internal static float[] Run(byte[] model, out long[] shape, string[] names, OrtValue[] values)
    {
        using var session = new InferenceSession(model);
        using var options = new RunOptions();
        using var results = session.Run(options, names, values, session.OutputNames);
        shape = results[0].GetTensorTypeAndShape().Shape;
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    internal static void AreClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance = 1e-6f)
    {
        Assert.AreEqual(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.IsLessThanOrEqualTo(
                tolerance, Math.Abs(expected[i] - actual[i]), $"element {i}: expected {expected[i]}, got {actual[i]}");
    }

    /// <summary>Numbers between −1 and 1 without a pattern.</summary>
    internal static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
            numbers[i] = (random.NextSingle() * 2) - 1;
        return numbers;
    }
}
