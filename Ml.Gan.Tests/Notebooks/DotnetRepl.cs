using Ml.Gan.Tests.Packages;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>The tool that runs notebooks by .NET Interactive, as the repository's manifest of tools has it.</summary>
internal sealed class DotnetRepl
{
    /// <summary>NuGet's own number for a source that it can't reach, which may also be a folder.</summary>
    private const string UnreachableSource = "NU1301";

    private readonly string _folder;

    private DotnetRepl(string folder) => _folder = folder;

    /// <summary>Makes the tool ready to run in a folder; where it can't be had, the test is inconclusive.</summary>
    public static DotnetRepl Restore(string folder)
    {
        string manifest = Path.Combine(BuiltFrom.Repository, ".config", "dotnet-tools.json");
        File.Copy(manifest, Path.Combine(folder, Path.GetFileName(manifest)));
        var restored = DotnetCommand.Run(folder, "tool", "restore");
        if (restored.Code != 0)
            Assert.Inconclusive($"The tool dotnet-repl could not be restored: {restored.Output}");
        return new DotnetRepl(folder);
    }

    /// <summary>
    /// Runs all cells of a notebook, which must succeed where packages can be had, and gives the file that has what
    /// they show.
    /// </summary>
    public string Execute(string notebook)
    {
        string output = Path.Combine(_folder, $"{Path.GetFileNameWithoutExtension(notebook)}-executed.ipynb");
        var run = DotnetCommand.Run(
            _folder, "tool", "run", "dotnet-repl", "--run", notebook, "--exit-after-run", "--output-path", output);
        Assert.IsTrue(File.Exists(output), run.Output);
        string? error = NotebookFile.Outputs(output).SelectMany(outputs => outputs)
            .Select(shown => shown!["evalue"]?.ToString()).FirstOrDefault(text => text != null);
        if (error != null && error.Contains(UnreachableSource) && error.Contains("http"))
            Assert.Inconclusive($"The packages could not be restored: {error}");
        Assert.AreEqual(0, run.Code, run.Output + error);
        return output;
    }
}
