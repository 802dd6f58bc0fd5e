namespace Ml.Gan.Data.Images;

/// <summary>
/// Output folders of trainings and experiments below a folder of images: nobody wants to learn from the pictures of an
/// earlier training.
/// </summary>
internal sealed class TrainingOutputs(string folder)
{
    private const string Pictures = "samples";

    /// <summary>Files that are together where a training or an experiment wrote, finished or not.</summary>
    private static readonly (string File, string Other)[] s_signs =
    [
        ("metrics.jsonl", "options.json"), ("metrics.jsonl", "options.unfinished.json"),
        ("metrics.jsonl", "generator.onnx"), ("summary.json", "report.md"),
    ];

    private readonly List<string> _found = [];

    /// <summary>Whether a folder below holds what a training wrote; it is kept in mind then.</summary>
    public bool Include(string path)
    {
        bool isOutput = IsOutput(path)
            || (Path.GetFileName(path) == Pictures && Path.GetDirectoryName(path) is { } parent && IsOutput(parent));
        if (isOutput)
            _found.Add(ImageFiles.Below(folder, path));
        return isOutput;
    }

    /// <summary>Names the folders that were found, a sentence each.</summary>
    public void Report(Action<string>? warning)
    {
        foreach (string path in _found.Order(StringComparer.Ordinal))
            warning?.Invoke($"Left out the folder '{path}' in '{folder}': it holds what a training wrote.");
    }

    private static bool IsOutput(string path) => Array.Exists(s_signs, sign =>
        File.Exists(Path.Combine(path, sign.File)) && File.Exists(Path.Combine(path, sign.Other)));
}
