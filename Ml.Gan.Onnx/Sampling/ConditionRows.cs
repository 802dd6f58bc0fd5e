namespace Ml.Gan.Onnx;

/// <summary>Settled conditions as values of a model's inputs.</summary>
internal static class ConditionRows
{
    internal static IEnumerable<InputRows> Of(IReadOnlyList<TensorInfo> inputs, GeneratorConditions settled)
    {
        foreach (TensorInfo input in inputs)
        {
            InputRows? rows = input.Name switch
            {
                GeneratorInputs.Label => InputRows.Of(input, settled.Labels!.Select(label => (long)label).ToArray()),
                GeneratorInputs.Condition => InputRows.Of(input, settled.Vectors!.SelectMany(vector => vector).ToArray()),
                GeneratorInputs.Codes => InputRows.Of(input, settled.CodeRows!.SelectMany(row => row).ToArray()),
                _ => null,
            };
            if (rows is not null)
                yield return rows;
        }
    }
}
