using Google.Protobuf;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>
/// Changes of ONNX models that keep the file whole: other sizes, types, links and operators, as bytes seldom give them.
/// </summary>
internal static class ModelMutations
{
    private static readonly string[] s_operators =
    [
        "Add", "Cast", "Concat", "Constant", "ConstantOfShape", "Conv", "ConvTranspose", "Expand", "Flatten", "Gather",
        "Gemm", "Identity", "If", "Loop", "MatMul", "MaxPool", "NonZero", "OneHot", "Pad", "Range", "ReduceSum",
        "Reshape", "Resize", "Shape", "Slice", "Split", "Squeeze", "Tile", "Transpose", "Unsqueeze", "Upsample",
    ];

    private static readonly string[] s_attributes =
        ["axis", "to", "group", "strides", "pads", "value", "then_branch", "body"];

    public static byte[] Change(IReadOnlyList<byte[]> corpus, Random random)
    {
        var model = ModelProto.Parser.ParseFrom(corpus[random.Next(corpus.Count)]);
        for (int changes = random.Next(1, 4); changes > 0; changes--)
            Change(model.Graph, random);
        return model.ToByteArray();
    }

    private static void Change(GraphProto graph, Random random)
    {
        var node = graph.Node[random.Next(graph.Node.Count)];
        var attribute = Pick(node.Attribute, random);
        var tensor = Pick(graph.Initializer, random);
        var value = Pick([.. graph.Input, .. graph.Output], random)!.Type.TensorType;
        switch (random.Next(12))
        {
            case 0 when value.Shape.Dim is { Count: > 0 } dims:
                dims[random.Next(dims.Count)].DimValue = Mutator.Number(random);
                break;
            case 1:
                value.ElemType = random.Next(25);
                break;
            case 2 when node.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = AnyName(graph, random);
                break;
            case 3:
                node.OpType = s_operators[random.Next(s_operators.Length)];
                break;
            case 4 when attribute is { Ints.Count: > 0 }:
                attribute.Ints[random.Next(attribute.Ints.Count)] = Mutator.Number(random);
                break;
            case 5 when attribute is not null:
                attribute.I = Mutator.Number(random);
                break;
            case 6 when tensor is { Dims.Count: > 0 }:
                tensor.Dims[random.Next(tensor.Dims.Count)] = Mutator.Number(random);
                break;
            case 7 when tensor is not null:
                tensor.DataType = random.Next(25);
                break;
            case 8 when tensor is { RawData.Length: > 0 }:
                tensor.RawData = ByteString.CopyFrom(Damaged(tensor.RawData.ToByteArray(), random));
                break;
            case 9:
                graph.Node.Add(node.Clone());
                break;
            case 10:
                graph.Node.Insert(random.Next(graph.Node.Count), graph.Node[random.Next(graph.Node.Count)].Clone());
                break;
            default:
                node.Attribute.Add(new AttributeProto
                {
                    Name = s_attributes[random.Next(s_attributes.Length)],
                    Type = (AttributeProto.Types.AttributeType)random.Next(15),
                    I = Mutator.Number(random),
                    Ints = { Mutator.Number(random), Mutator.Number(random) },
                });
                break;
        }
    }

    private static byte[] Damaged(byte[] data, Random random)
    {
        int size = Math.Min(8, data.Length), place = random.Next((data.Length - size) / size + 1) * size;
        BitConverter.GetBytes(Mutator.Number(random)).AsSpan(0, size).CopyTo(data.AsSpan(place));
        return random.Next(4) == 0 ? data[..random.Next(data.Length)] : data;
    }

    private static string AnyName(GraphProto graph, Random random) => Pick(
        [
            .. graph.Input.Select(input => input.Name), .. graph.Initializer.Select(tensor => tensor.Name),
            .. graph.Node.SelectMany(node => node.Output), "", "nothing",
        ], random)!;

    private static T? Pick<T>(IReadOnlyList<T> items, Random random)
        where T : class => items.Count == 0 ? null : items[random.Next(items.Count)];
}
