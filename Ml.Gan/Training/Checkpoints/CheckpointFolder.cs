using System.Globalization;

namespace Ml.Gan.Training.Checkpoints;

/// <summary>Checkpoints of one training, <c>step-00000500.safetensors</c> and so on, in a folder.</summary>
internal sealed class CheckpointFolder(string path)
{
    private const string Prefix = "step-";
    private const string Suffix = ".safetensors";

    /// <summary>Steps that there are checkpoints of, the latest first.</summary>
    public IReadOnlyList<long> Steps => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, $"{Prefix}*{Suffix}").Select(StepOf).OfType<long>().OrderDescending()]
        : [];

    /// <summary>The checkpoint after a step.</summary>
    public string At(long step) => Path.Combine(path, $"{Prefix}{step:D8}{Suffix}");

    /// <summary>Opens the latest checkpoint that is whole; null where there is none at all.</summary>
    /// <param name="warn">Told of each that is damaged.</param>
    /// <exception cref="GanException">There are checkpoints, and none can be read.</exception>
    public CheckpointFile? OpenLatest(Action<string>? warn)
    {
        var faults = new List<string>();
        foreach (long step in Steps)
        {
            try
            {
                var file = CheckpointFile.Open(At(step));
                foreach (string fault in faults)
                    warn?.Invoke($"{fault} The training goes on from the one before it, after step {step}.");
                return file;
            }
            catch (GanException e)
            {
                faults.Add(e.Message);
            }
        }
        return faults.Count == 0 ? null : throw new GanException(
            $"No checkpoint in '{path}' can be used. {string.Join(' ', faults)} Begin the training anew.");
    }

    /// <summary>Removes all but the latest ones and one more.</summary>
    /// <param name="count">How many of the latest stay.</param>
    /// <param name="best">Step whose checkpoint stays too; null for none.</param>
    public void Prune(int count, long? best)
    {
        foreach (long step in Steps.Skip(count).Where(step => step != best))
            File.Delete(At(step));
    }

    /// <summary>Removes all checkpoints.</summary>
    public void Clear() => Prune(0, null);

    private static long? StepOf(string file) =>
        long.TryParse(
            Path.GetFileName(file)[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture,
            out long step)
            ? step
            : null;
}
