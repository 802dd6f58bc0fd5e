namespace Ml.Gan.Data.Images;

/// <summary>
/// Counts the files of a folder that gave no sample, names each, and stops when one in ten (but more than one) did.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="total">Samples that its files could give.</param>
/// <param name="warning">Hears of each.</param>
/// <param name="kind">What a sample is. Default "image".</param>
internal sealed class SkippedFiles(string folder, int total, Action<string>? warning, string kind = "image")
{
    private int _count;
    private string? _first;

    /// <summary>Files that gave none.</summary>
    public int Count => _count;

    private int Allowed => Math.Max(1, total / 10);

    public void Add(string file, string fault)
    {
        _count++;
        _first ??= $"'{file}' {fault}";
        warning?.Invoke($"Skipped '{file}': it {fault}.");
        if (_count > Allowed)
            throw new GanDataException(
                $"More than {Allowed} of the {total} {kind}s in '{folder}' can't be used; the first: {_first}. " +
                "Repair or remove these files.");
    }

    /// <summary>Says how many there were, after the last file.</summary>
    public void Summarize()
    {
        if (_count == total)
            throw new GanDataException(total == 1
                ? $"The only {kind} in '{folder}' can't be used: {_first}."
                : $"None of the {total} {kind}s in '{folder}' can be used; the first: {_first}.");
        if (_count > 0)
            warning?.Invoke($"Skipped {_count} of {total} {kind}s in '{folder}'.");
    }
}
