using System.IO.Compression;

namespace Ml.Gan.Pipeline;

/// <summary>
/// Copies of a saved pipeline's ONNX models. ML.NET writes each to a file of a random name, from which ONNX Runtime
/// reads it, and leaves it there where the pipeline can't be loaded.
/// </summary>
internal static class ModelCopies
{
    /// <summary>How far a file system's clock may be behind.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Whether a file is named as ML.NET names copies, by <see cref="Path.GetRandomFileName"/>.</summary>
    public static bool HasName(string name) => name.Length == 12 && name[8] == '.'
        && name.Where((_, place) => place != 8).All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    /// <summary>Deletes them as far as that can be done.</summary>
    /// <param name="path">The pipeline.</param>
    /// <param name="folder">Where ML.NET writes temporary files.</param>
    /// <param name="since">When it began to load the pipeline, in UTC: files of before stay.</param>
    public static void Delete(string path, string folder, DateTime since) => Quietly(() =>
    {
        using var archive = ZipFile.OpenRead(path);
        ZipArchiveEntry[] models = [.. archive.Entries.Where(SavedPipeline.IsModel)];
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            if (HasName(file.Name) && file.LastWriteTimeUtc > since - s_tolerance)
                Quietly(() => Delete(file, models));
        }
    });

    private static void Delete(FileInfo file, ZipArchiveEntry[] models)
    {
        if (models.Any(model => Holds(file, model)))
            file.Delete();
    }

    /// <summary>Whether a file holds the model of an entry, before which its length stands.</summary>
    private static bool Holds(FileInfo file, ZipArchiveEntry model)
    {
        if (file.Length != model.Length - sizeof(int))
            return false;
        using var copy = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = model.Open();
        byte[] expected = new byte[1 << 16], found = new byte[1 << 16];
        content.ReadExactly(expected, 0, sizeof(int));
        while (copy.Read(found) is > 0 and var count)
        {
            content.ReadExactly(expected, 0, count);
            if (!found.AsSpan(0, count).SequenceEqual(expected.AsSpan(0, count)))
                return false;
        }
        return true;
    }

    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
        }
    }
}
