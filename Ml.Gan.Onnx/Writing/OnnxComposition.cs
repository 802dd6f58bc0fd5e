using Google.Protobuf;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Writing;

/// <summary>
/// Composition of models: a graph before or behind a model that is already written.
/// </summary>
public static class OnnxComposition
{
    /// <summary>The model with a graph in front of it.</summary>
    /// <param name="graph">
    /// Computes inputs of the model, in the place of defaults too: its outputs bear their names. Its own inputs become
    /// inputs of the result.
    /// </param>
    /// <param name="model">
    /// The bytes of an .onnx file. Inputs that the graph doesn't compute, outputs and metadata stay.
    /// </param>
    /// <returns>The bytes of one model.</returns>
    /// <exception cref="ArgumentException">
    /// An output of the graph is no input of the model or has another type or shape, or they follow other versions of
    /// the operator set.
    /// </exception>
    /// <exception cref="GanOnnxException"><paramref name="model"/> is no ONNX model.</exception>
    public static byte[] Prepend(OnnxGraph graph, byte[] model)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var head = ModelFile.FromBytes(graph.ToBytes(), long.MaxValue).Model.Graph;
        string[] linked = [.. head.Output.Select(output => output.Name)];
        string[] taken = [.. NamesIn(head).Except(linked)];
        var composed = ModelFile.FromBytes(model, long.MaxValue).Model;
        RenameClashes(composed.Graph, taken);
        Check(graph, head, composed);
        foreach (var input in composed.Graph.Input.Where(input => linked.Contains(input.Name)).ToArray())
            composed.Graph.Input.Remove(input);
        foreach (var unused in composed.Graph.Initializer.Where(value => linked.Contains(value.Name)).ToArray())
            composed.Graph.Initializer.Remove(unused);
        Prepend(composed.Graph.Input, head.Input);
        Prepend(composed.Graph.Initializer, head.Initializer);
        Prepend(composed.Graph.Node, head.Node);
        return composed.ToByteArray();
    }

    /// <summary>The model with a graph behind it, whose outputs become those of the result.</summary>
    /// <param name="model">The bytes of an .onnx file. Its inputs and metadata stay.</param>
    /// <param name="graph">
    /// What is made of the model's outputs: its inputs bear their names, and may have known sizes where the model's are
    /// open.
    /// </param>
    /// <returns>The bytes of one model.</returns>
    /// <exception cref="ArgumentException">
    /// An input of the graph is no output of the model or has another type or shape, or they follow other versions of
    /// the operator set.
    /// </exception>
    /// <exception cref="GanOnnxException"><paramref name="model"/> is no ONNX model.</exception>
    internal static byte[] Append(byte[] model, OnnxGraph graph)
    {
        var tail = ModelFile.FromBytes(graph.ToBytes(), long.MaxValue).Model.Graph;
        string[] linked = [.. tail.Input.Select(input => input.Name)];
        var composed = ModelFile.FromBytes(model, long.MaxValue).Model;
        CheckOpset(graph, composed);
        foreach (var input in tail.Input)
        {
            var output = composed.Graph.Output.FirstOrDefault(output => output.Name == input.Name)
                ?? throw new ArgumentException($"The model has no output '{input.Name}', which the graph reads.");
            if (!Agree(output.Type.TensorType, input.Type.TensorType))
                throw new ArgumentException(
                    $"The model makes {ModelSignature.Describe(output)}, but the graph reads "
                    + $"{ModelSignature.Describe(input)}.");
        }
        composed.Graph.Output.Clear();
        RenameClashes(composed.Graph, [.. NamesIn(tail).Except(linked)]);
        composed.Graph.Output.AddRange(tail.Output);
        composed.Graph.Initializer.AddRange(tail.Initializer);
        composed.Graph.Node.AddRange(tail.Node);
        return composed.ToByteArray();
    }

    /// <summary>
    /// A generator that makes its noise itself: in the place of <c>latent</c> it has the input <c>seed</c>, int64 (N).
    /// The same row seeds give the same latents as <see cref="LatentNoise"/>, in every language and on every device.
    /// </summary>
    /// <param name="model">The bytes of a generator's file with the input <c>latent</c>, float (N, z).</param>
    /// <exception cref="ArgumentException">It has the input <c>seed</c> already.</exception>
    /// <exception cref="GanOnnxException">
    /// It is no generator, or of a version of the operator set that nothing is written in.
    /// </exception>
    public static byte[] WithSeedInput(byte[] model)
    {
        var info = GeneratorInfoReader.Read(ModelFile.FromBytes(model, long.MaxValue));
        if (info.TakesSeeds)
            throw new ArgumentException("The generator takes seeds already.", nameof(model));
        if (info.Opset is < OnnxGraph.LeastOpset or > int.MaxValue)
            throw new GanOnnxException(
                $"The generator follows version {info.Opset} of the operator set; noise is made in "
                + $"{OnnxGraph.LeastOpset} and later ones. Convert it, for example with "
                + "onnx.version_converter.convert_version(model, 17).");
        var graph = new OnnxGraph("noise", (int)info.Opset);
        graph.Output(GeneratorInputs.Latent, SeededLatent(graph, info.LatentSize));
        return Prepend(graph, model);
    }

    /// <summary>Latents, float (N, z), from an input <c>seed</c>, int64 (N), which is added to the graph.</summary>
    public static OnnxValue SeededLatent(OnnxGraph graph, int latentSize)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return OnnxNoise.FromSeed(
            graph, "noise", graph.Input(GeneratorInputs.Seed, OnnxElementType.Int64, [null]), latentSize);
    }

    private static IEnumerable<string> NamesIn(GraphProto graph) =>
        graph.Input.Select(input => input.Name)
            .Concat(graph.Initializer.Select(constant => constant.Name))
            .Concat(graph.Node.SelectMany(node => node.Output))
            .Concat(graph.Node.Select(node => node.Name));

    /// <summary>Gives values inside of the model that are called like some of the graph other names.</summary>
    private static void RenameClashes(GraphProto graph, IReadOnlyCollection<string> taken)
    {
        string[] fixedNames = [.. graph.Input.Concat(graph.Output).Select(value => value.Name)];
        if (fixedNames.FirstOrDefault(taken.Contains) is { } name)
            throw new ArgumentException($"Both the graph and the model have inputs or outputs of the name '{name}'.");
        HashSet<string> all = [.. taken, .. NamesIn(graph)];
        OnnxFile.Rename(
            graph,
            NamesIn(graph).Where(taken.Contains).Distinct().ToDictionary(
                clash => clash, clash => OnnxFile.FreeName(clash, all)));
    }

    private static void Check(OnnxGraph graph, GraphProto head, ModelProto model)
    {
        CheckOpset(graph, model);
        foreach (var output in head.Output)
        {
            var input = model.Graph.Input.FirstOrDefault(input => input.Name == output.Name)
                ?? throw new ArgumentException($"The model has no input '{output.Name}', which the graph computes.");
            if (!Agree(input.Type.TensorType, output.Type.TensorType))
                throw new ArgumentException(
                    $"The graph computes {ModelSignature.Describe(output)}, but the model takes "
                    + $"{ModelSignature.Describe(input)}.");
        }
    }

    private static void CheckOpset(OnnxGraph graph, ModelProto model)
    {
        long opset = model.OpsetImport.FirstOrDefault(set => set.Domain.Length == 0)?.Version ?? 0;
        if (opset != graph.Opset)
            throw new ArgumentException(
                $"The graph follows version {graph.Opset} of the operator set, the model version {opset}; both need "
                + "the same.");
    }

    /// <summary>Whether types are the same, and shapes too as far as both are known.</summary>
    private static bool Agree(TypeProto.Types.Tensor one, TypeProto.Types.Tensor other) =>
        one.ElemType == other.ElemType && one.Shape.Dim.Count == other.Shape.Dim.Count
        && one.Shape.Dim.Zip(other.Shape.Dim).All(pair =>
            pair.First.DimValue == pair.Second.DimValue || pair.First.DimValue == 0 || pair.Second.DimValue == 0);

    private static void Prepend<T>(Google.Protobuf.Collections.RepeatedField<T> list, IReadOnlyCollection<T> first)
    {
        T[] then = [.. list];
        list.Clear();
        list.AddRange(first);
        list.AddRange(then);
    }
}
