namespace Ml.Gan.Tests.Data;

/// <summary>
/// A folder that is made when it is first asked for, as classes of tests are made for nothing too, and goes away with
/// the test.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly Lazy<string> _path = new(() => Directory.CreateTempSubdirectory("ml-gan-test-").FullName);

    public string Path => _path.Value;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public void Dispose()
    {
        if (_path.IsValueCreated)
            Directory.Delete(Path, recursive: true);
    }
}
