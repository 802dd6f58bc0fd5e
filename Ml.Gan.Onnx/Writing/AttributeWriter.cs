using Google.Protobuf;
using Ml.Gan.Onnx.Protobuf;
using Kind = Ml.Gan.Onnx.Protobuf.AttributeProto.Types.AttributeType;

namespace Ml.Gan.Onnx;

/// <summary>Turns a .NET value into an ONNX attribute.</summary>
internal static class AttributeWriter
{
    internal static AttributeProto Write(string name, object value)
    {
        AttributeProto attribute = new() { Name = name };
        switch (value)
        {
            case int or long:
                attribute.Type = Kind.Int;
                attribute.I = Convert.ToInt64(value);
                break;
            case float or double:
                attribute.Type = Kind.Float;
                attribute.F = Convert.ToSingle(value);
                break;
            case string text:
                attribute.Type = Kind.String;
                attribute.S = ByteString.CopyFromUtf8(text);
                break;
            case long[] longs:
                attribute.Type = Kind.Ints;
                attribute.Ints.AddRange(longs);
                break;
            case int[] ints:
                attribute.Type = Kind.Ints;
                attribute.Ints.AddRange(ints.Select(i => (long)i));
                break;
            case float[] floats:
                attribute.Type = Kind.Floats;
                attribute.Floats.AddRange(floats);
                break;
            default:
                throw new ArgumentException(
                    $"Attribute '{name}' is a {value?.GetType().Name ?? "null"}; expected int, long, float, double, "
                    + "string, or an array of int, long or float.",
                    nameof(value));
        }

        return attribute;
    }
}
