using static TorchSharp.torch;

namespace Ml.Gan.Training.Health;

/// <summary>What a training that diverged says of itself.</summary>
internal static class Divergence
{
    /// <summary>The exception, which names losses, tensors, a way out, and what can be gone back to.</summary>
    /// <param name="model">What was trained.</param>
    /// <param name="losses">
    /// What was seen of losses and metrics, in words; none where only weights were looked at.
    /// </param>
    /// <param name="states">Weights and running statistics to look for numbers in that aren't finite.</param>
    public static DivergenceException Of(
        GanModel model, IReadOnlyList<string> losses, IEnumerable<(string Name, Tensor Value)> states)
    {
        var found = FiniteNumbers.Missing(states);
        string tensors = found.Count == 0 ? "All weights are finite." : Text(found);
        string message = $"The training diverged at step {model.CompletedSteps}"
            + (losses.Count == 0 ? ". " : $": {string.Join(", ", losses)}. ")
            + $"{tensors} Try a lower learning rate, a limit of the gradients (--clip-grad-norm 1, GradientClipping), "
            + "a penalty (--penalty r1:10, Penalty) or another objective."
            + (model.LastGoodState is { } state ? $" The last good state is in '{state}'." : "");
        return new DivergenceException(message, model.CompletedSteps, [.. found.Select(tensor => tensor.Name)]);
    }

    /// <summary>One tensor of each network, and how many others there are.</summary>
    private static string Text(IReadOnlyList<(string Name, long Missing, long Count)> found)
    {
        string[] named = [.. found.DistinctBy(tensor => tensor.Name.Split('.')[0]).Select(
            tensor => $"{tensor.Missing} of {tensor.Count} numbers of {tensor.Name}")];
        int others = found.Count - named.Length;
        return $"NaN or infinite are {string.Join(", ", named)}"
            + (others == 0 ? "." : $" and numbers of {others} other tensors of the same networks.");
    }
}
