namespace Microsoft.ML;

/// <summary>An input column and the column made from it.</summary>
public sealed class InputOutputColumnPair
{
    /// <param name="outputColumnName">The column to make.</param>
    /// <param name="inputColumnName">The column to make it from; by default the one of the same name.</param>
    public InputOutputColumnPair(string outputColumnName, string inputColumnName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName ?? outputColumnName;
    }

    public string InputColumnName { get; }

    public string OutputColumnName { get; }
}
