using Ml.Gan.Pipeline;

namespace Ml.Gan.Tests;

/// <summary>
/// The folder for temporary files of the run and of the processes that it starts, which goes away with the run. Its
/// path is short: those of the sockets that MPI and Chromium make in it have at most 107 bytes.
/// </summary>
internal sealed class TemporaryFiles : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlgan-").FullName;

    public TemporaryFiles() => Environment.SetEnvironmentVariable(Variable, _folder);

    /// <summary>The variable that names the folder for temporary files.</summary>
    public static string Variable => OperatingSystem.IsWindows() ? "TMP" : "TMPDIR";

    /// <summary>
    /// Fails where there is a copy of an ONNX model, which ML.NET keeps for a transformer until it is disposed of.
    /// </summary>
    public void RequireNoCopies()
    {
        string[] copies = [.. Directory.GetFiles(_folder).Where(file => ModelCopies.HasName(Path.GetFileName(file)))];
        foreach (string copy in copies)
            File.Delete(copy);
        Assert.IsEmpty(copies, "The test has to dispose of the pipelines that it loads and of ML.NET's transformers.");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Temporary files of the tests are left in {_folder}: {failure.Message}");
        }
    }
}
