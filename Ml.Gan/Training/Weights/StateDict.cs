using Ml.Gan.Training.Checkpoints;
using TorchSharp;

namespace Ml.Gan.Training.Weights;

/// <summary>
/// Weights of one network as a state dict of PyTorch has them: a safetensors file whose tensors are called by the
/// layers, as <c>layers.0.weight</c>.
/// </summary>
internal static class StateDict
{
    /// <summary>Writes one network of a file of several.</summary>
    /// <param name="source">Weights or a checkpoint of a training.</param>
    /// <param name="network">
    /// The network; null for the generator, its average where there is one, which is what is sampled.
    /// </param>
    /// <param name="target">The new file.</param>
    /// <returns>Name of the network, and how many tensors it has.</returns>
    /// <exception cref="GanException">The source can't be read, or has no such network.</exception>
    /// <exception cref="IOException">The new file can't be written.</exception>
    public static (string Network, int Tensors) Export(string source, string? network, string target)
    {
        using var file = SafetensorsFile.Open(source);
        using var scope = torch.NewDisposeScope();
        string[] names = [.. file.Tensors.Keys.Select(NetworkOf).OfType<string>().Distinct()];
        string chosen = network ?? names.FirstOrDefault(name => name == NetworkWeights.AverageOf("generator"))
            ?? names.FirstOrDefault() ?? "generator";
        (string, torch.Tensor)[] tensors =
        [
            .. from entry in file.Tensors.Values
               where NetworkOf(entry.Name) == chosen
               select (entry.Name[(chosen.Length + 1)..], file.Load(entry)),
        ];
        if (tensors.Length == 0)
            throw new GanException(
                $"'{source}' holds no network '{chosen}'; it holds {string.Join(", ", names)}. Give one of these.");
        SafetensorsFile.Write(target, tensors, CheckpointFile.WithoutState(file.About));
        return (chosen, tensors.Length);
    }

    /// <summary>The network that a tensor is of; null for other parts of a checkpoint.</summary>
    private static string? NetworkOf(string tensor) =>
        tensor.Split('.') is [not (TrainingState.OptimizerPrefix or TrainingState.RandomPrefix
            or TrainingState.BestPrefix) and var name, _, ..]
            ? name
            : null;
}
