namespace Ml.Gan.Onnx;

/// <summary>One operation with its inputs (null: an optional input left out) and its one output.</summary>
internal record OnnxNode(
    string Op,
    string Name,
    IReadOnlyList<OnnxValue?> Inputs,
    OnnxValue Output,
    IReadOnlyList<(string Name, object Value)> Attributes)
{
    internal long IntAttribute(string name, long defaultValue)
    {
        foreach ((string key, object value) in Attributes)
        {
            if (key == name)
                return Convert.ToInt64(value);
        }

        return defaultValue;
    }
}

/// <summary>
/// y = scale·x + shift per channel. Not an ONNX operator: <see cref="ScaleAndShiftLowering"/> removes it.
/// </summary>
internal sealed record ScaleAndShiftNode(string Name, OnnxValue Value, OnnxValue Output, float[] Scale, float[] Shift)
    : OnnxNode("ScaleAndShift", Name, [Value], Output, []);
