namespace Ml.Gan.Tests.Data;

/// <summary>Data sets that may lie beside the repository, in a folder shared/data.</summary>
internal static class SharedData
{
    public static string Find(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(path))
                return path;
        }
        throw new AssertInconclusiveException(
            $"There is no folder shared/data/{name} above {AppContext.BaseDirectory}.");
    }
}
