using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Onnx.Writing;
using static TorchSharp.torch;

namespace Ml.Gan.Benchmarks.Inference;

/// <summary>An untrained generator, as Ml.Gan exports it, as it runs in TorchSharp, and as a plain graph.</summary>
internal sealed class Subject : IDisposable
{
    public const int Size = 64, Channels = 3, Width = 64, LatentSize = 128;

    private Subject(NetworkArchitecture network)
    {
        Name = network.Name;
        using var factory = new ParameterFactory(1, CPU);
        Network = network.CreateGenerator(
            new GeneratorDesign(new SampleShape(Channels, Size, Size), LatentSize), factory);
        Network.eval();
        var graph = new OnnxGraph("generator");
        graph.Output("image", Network.Export(graph, graph.Input("latent", null, LatentSize), null));
        Exported = graph.ToBytes();
        (Plain, Operations) = PlainGraph.Of(Name, Size, Channels, Width, LatentSize);
    }

    public static string Description { get; } =
        $"Generators of width {Width}, {Size}x{Size} images of {Channels} channels, latent size {LatentSize}";

    public string Name { get; }

    public GeneratorNetwork Network { get; }

    public byte[] Exported { get; }

    public byte[] Plain { get; }

    /// <summary>Products and sums of convolutions and matrix products for one image.</summary>
    public double Operations { get; }

    /// <summary>The three networks, one after the other.</summary>
    public static IEnumerable<Subject> All()
    {
        foreach (var network in new NetworkArchitecture[]
            { new Dcgan { Width = Width }, new ResNet { Width = Width }, new Sagan { Width = Width } })
        {
            using var subject = new Subject(network);
            yield return subject;
        }
    }

    public void Dispose() => Network.Dispose();
}
