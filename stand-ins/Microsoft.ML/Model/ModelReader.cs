using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A folder of a saved model.</summary>
sealed class ModelReader(IHostEnvironment env, ZipArchive archive, string folder)
{
    public IHostEnvironment Environment => env;

    public ModelReader Child(string name) => new(env, archive, $"{folder}/{name}");

    public T Settings<T>() => JsonSerializer.Deserialize<T>(Bytes(ModelSaveContext.SettingsFile));

    public byte[] Bytes(string name)
    {
        using var stream = Find(name).Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    /// <summary>Makes the transformer that the folder holds.</summary>
    public ITransformer ReadTransformer()
    {
        string kind = Encoding.UTF8.GetString(Bytes(ModelSaveContext.KindFile));
        return BuiltInTransformers.Loaders.TryGetValue(kind, out var load) ? load(this)
            : throw new FormatException($"The model holds a '{kind}' in '{folder}', which can't be loaded.");
    }

    ZipArchiveEntry Find(string name) => archive.GetEntry($"{folder}/{name}") ?? throw new FormatException(
        $"The model holds no '{folder}/{name}': it is no saved model, or a transformer of this step saved nothing.");
}
