using Microsoft.ML;
using Ml.Gan.Tests.Pipeline;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>
/// Saved pipelines: the archive and the model in it. What ML.NET reads of the rest is damaged with the archive, but
/// never with a right checksum: ML.NET itself hangs where somebody makes such.
/// </summary>
internal sealed class PipelineTarget : FuzzedFile
{
    private readonly GanCatalog _catalog = new MLContext(seed: 1).Gan();

    public PipelineTarget() => Corpus = [SavedArchive.Create(Path.GetTempPath())];

    public override string Name => "pipeline";

    public override IReadOnlyList<byte[]> Corpus { get; }

    protected override string FileName => "input.zip";

    /// <summary>An archive that is whole, with its model damaged.</summary>
    protected override byte[] Repair(byte[] file, Random random)
    {
        return SavedArchive.Changed(
            Corpus[0], (name, bytes) => SavedArchive.IsModel(name) ? Damaged(bytes) : bytes);

        byte[] Damaged(byte[] entry)
        {
            byte[] model = random.Next(2) == 0
                ? ModelMutations.Change([entry[sizeof(int)..]], random)
                : new Mutator([entry[sizeof(int)..], [0, 1, 2, 3]], random.Next()).Create(2);
            return [.. BitConverter.GetBytes(model.Length), .. model];
        }
    }

    protected override void Read(string path)
    {
        var pipeline = _catalog.LoadPipeline(path, out _);
        (pipeline as IDisposable)?.Dispose();
    }
}
