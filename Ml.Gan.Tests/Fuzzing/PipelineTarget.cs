using Microsoft.ML;
using Ml.Gan.Tests.Pipeline;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>Saved pipelines: the archive, the model in it, and what ML.NET reads of the rest.</summary>
internal sealed class PipelineTarget : FuzzedFile
{
    private readonly GanCatalog _catalog = new MLContext(seed: 1).Gan();

    public PipelineTarget() => Corpus = [SavedArchive.Create(Path.GetTempPath())];

    public override string Name => "pipeline";

    public override IReadOnlyList<byte[]> Corpus { get; }

    protected override string FileName => "input.zip";

    /// <summary>An archive that is whole, with one entry damaged.</summary>
    protected override byte[] Repair(byte[] file, Random random)
    {
        int damaged = random.Next(8), at = 0;
        var mutator = (byte[] bytes) => new Mutator([bytes, [0, 1, 2, 3]], random.Next()).Create(2);
        return SavedArchive.Changed(
            Corpus[0], (_, bytes) => bytes.Length > 0 && at++ % 8 == damaged ? mutator(bytes) : bytes);
    }

    protected override void Read(string path)
    {
        var pipeline = _catalog.LoadPipeline(path, out _);
        (pipeline as IDisposable)?.Dispose();
    }
}
