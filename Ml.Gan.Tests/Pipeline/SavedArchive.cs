using System.IO.Compression;
using Microsoft.ML;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>A small saved pipeline, with an ONNX model in it, whose archive can be changed.</summary>
internal static class SavedArchive
{
    private static readonly DateTimeOffset s_time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether an entry is an ONNX model, behind its length.</summary>
    public static bool IsModel(string name) => name.EndsWith("OnnxModel", StringComparison.Ordinal);

    /// <summary>Saves a pipeline of a generator of vectors of two numbers, which takes a column "latent".</summary>
    /// <param name="folder">Where the model is written before it is put into the pipeline.</param>
    public static byte[] Create(string folder)
    {
        string model = Path.Combine(folder, $"{Guid.NewGuid():N}.onnx"), zip = Path.ChangeExtension(model, ".zip");
        File.WriteAllBytes(model, Generators.Vector(2));
        var context = new MLContext(seed: 1);
        var data = context.Data.LoadFromEnumerable([new Latent()]);
        using (var transformer = context.Transforms.ApplyOnnxModel("sample", "latent", model).Fit(data))
            context.Model.Save(transformer, data.Schema, zip);
        byte[] archive = File.ReadAllBytes(zip);
        File.Delete(model);
        File.Delete(zip);
        return Changed(archive, (_, bytes) => bytes);
    }

    /// <summary>The archive with other entries, all of one time.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="change">The bytes of an entry of a name; null leaves it out.</param>
    /// <param name="add">Adds entries.</param>
    public static byte[] Changed(
        byte[] archive, Func<string, byte[], byte[]?> change, Action<ZipArchive>? add = null)
    {
        using var result = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(archive)))
        using (var to = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var content = new MemoryStream();
                using (var stream = entry.Open())
                    stream.CopyTo(content);
                if (change(entry.FullName, content.ToArray()) is not { } bytes)
                    continue;
                var changed = to.CreateEntry(entry.FullName, CompressionLevel.Fastest);
                changed.LastWriteTime = s_time;
                using var written = changed.Open();
                written.Write(bytes);
            }
            add?.Invoke(to);
        }
        return result.ToArray();
    }

    internal sealed class Latent
    {
        [Microsoft.ML.Data.ColumnName("latent"), Microsoft.ML.Data.VectorType(1, 2)]
        public float[] Values { get; set; } = [0.25f, -1];
    }

    internal sealed class Sample
    {
        [Microsoft.ML.Data.ColumnName("sample")]
        public float[] Values { get; set; } = [];
    }
}
