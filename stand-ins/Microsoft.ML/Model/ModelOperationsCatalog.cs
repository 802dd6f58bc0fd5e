using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saves, loads and uses transformers.</summary>
public sealed partial class ModelOperationsCatalog
{
    const string SchemaEntry = "schema.json";
    const string TransformerFolder = "transformer";
    readonly IHostEnvironment env;

    internal ModelOperationsCatalog(IHostEnvironment env) => this.env = env;

    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        string partial = filePath + ".partial";
        try
        {
            using (var stream = File.Create(partial)) Save(model, inputSchema, stream);
            File.Move(partial, filePath, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <param name="model">The transformer.</param>
    /// <param name="inputSchema">The schema of what it is for; may be null.</param>
    /// <param name="stream">Takes the model.</param>
    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        if (inputSchema != null)
            using (var entry = archive.CreateEntry(SchemaEntry).Open()) JsonSerializer.Serialize(entry, SavedSchema.Of(inputSchema));
        using var context = new ModelSaveContext(archive, TransformerFolder);
        model.Save(context);
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        using var stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var archive = Open(stream);
        inputSchema = null;
        if (archive.GetEntry(SchemaEntry) is { } schema)
            using (var entry = schema.Open()) inputSchema = JsonSerializer.Deserialize<SavedSchema>(entry).ToSchema();
        return new ModelReader(env, archive, TransformerFolder).ReadTransformer();
    }

    static ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException e)
        {
            throw new FormatException("This is no saved model: it is no zip archive.", e);
        }
    }
}
