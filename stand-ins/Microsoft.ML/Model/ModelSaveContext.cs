using System.IO.Compression;
using System.Text.Json;

namespace Microsoft.ML;

/// <summary>A folder of a model that is being saved. Only what is built in can write to it.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string KindFile = "kind.txt";
    internal const string SettingsFile = "settings.json";

    readonly ZipArchive archive;
    readonly string folder;
    bool written;

    internal ModelSaveContext(ZipArchive archive, string folder)
    {
        this.archive = archive;
        this.folder = folder;
    }

    public void Dispose()
    {
    }

    internal ModelSaveContext Child(string name) => new(archive, $"{folder}/{name}");

    /// <summary>Writes what kind of thing the folder holds, and its settings.</summary>
    internal void Write<T>(string kind, T settings)
    {
        if (written) throw new InvalidOperationException(
            $"Something was already saved in '{folder}': a transformer can save one thing only.");
        written = true;
        WriteBytes(KindFile, System.Text.Encoding.UTF8.GetBytes(kind));
        WriteBytes(SettingsFile, JsonSerializer.SerializeToUtf8Bytes(settings));
    }

    internal void WriteBytes(string name, ReadOnlySpan<byte> bytes)
    {
        using var stream = archive.CreateEntry($"{folder}/{name}", CompressionLevel.Fastest).Open();
        stream.Write(bytes);
    }
}
