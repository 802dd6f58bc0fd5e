using System.Text;
using Ml.Gan.Cli.Training;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using Ml.Gan.Training.Weights;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>Weights in safetensors: the header, each tensor, the network that the file says to be of.</summary>
internal sealed class WeightsTarget : FuzzedFile
{
    private readonly nn.Module _module = nn.Linear(2, 3);

    public WeightsTarget() => Corpus = [.. Files()];

    public override string Name => "safetensors";

    public override IReadOnlyList<byte[]> Corpus { get; }

    protected override byte[] Repair(byte[] file, Random random) => FileRepair.Safetensors(
        file, content: random.Next(2) == 0 ? 36 : 56);

    protected override void Read(string path)
    {
        using (var file = SafetensorsFile.Open(path))
        {
            foreach (var entry in file.Tensors.Values)
            {
                using var value = file.Load(entry);
                Assert.AreEqual(entry.Length, value.numel() * value.element_size());
            }
        }
        _ = NetworkOfWeights.Read(path, new Dcgan(), new HashSet<string>());
        NetworkWeights.Load(path, [new NamedNetwork("generator", _module)]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _module.Dispose();
        base.Dispose(disposing);
    }

    private IEnumerable<byte[]> Files()
    {
        Dictionary<string, string> about = new() { ["network"] = "mlp", ["step"] = "7" };
        NetworkWeights.Save(PathOf("w"), [new NamedNetwork("generator", _module)], about);
        yield return File.ReadAllBytes(PathOf("w"));
        byte[] header = Encoding.UTF8.GetBytes(
            """
            {"generator.bias":{"dtype":"F32","shape":[3],"data_offsets":[24,36]},
            "generator.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]}}
            """);
        yield return [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[36]];
        header = Encoding.UTF8.GetBytes(
            """
            {"generator.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"other.count":{"dtype":"I64",
            "shape":[],"data_offsets":[24,32]},"generator.bias":{"dtype":"F64","shape":[3],"data_offsets":[32,56]}}
            """);
        yield return [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[56]];
    }
}
