namespace Ml.Gan.Tests.Notebooks;

/// <summary>An empty current directory, removed with what was written there.</summary>
internal sealed class WorkingFolder : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();

    public WorkingFolder() => Directory.SetCurrentDirectory(Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("ml-gan-tests-").FullName;

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(Path, recursive: true);
    }
}
