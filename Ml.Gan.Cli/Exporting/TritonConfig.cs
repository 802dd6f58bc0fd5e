using System.Globalization;
using System.Text;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;

namespace Ml.Gan.Cli.Exporting;

/// <summary>
/// Configuration of a model for Triton, in protobuf's text format: every input and output by its name, type and shape
/// without the number of samples, and dynamic batching.
/// </summary>
internal static class TritonConfig
{
    /// <summary>Most samples in one run of a generator, captioner or discriminator.</summary>
    public const int LargestBatch = 64;

    /// <summary>The same of a translator, whose images may be large.</summary>
    public const int LargestBatchOfTranslators = 8;

    /// <summary>Microseconds that a request waits for others to share a run with.</summary>
    public const int QueueDelay = 2000;

    /// <summary>The text.</summary>
    /// <param name="signature">The model's inputs, without those that may be left out, and outputs.</param>
    /// <param name="hasLabels">Whether there is a file of class names.</param>
    /// <exception cref="GanException">The model can't be batched, or has a type that Triton doesn't know.</exception>
    public static string Of(ModelSignature signature, bool hasLabels)
    {
        bool isTranslator = TranslatorInfoReader.IsTranslator(signature.Inputs, signature.Outputs);
        var text = new StringBuilder();
        text.Append("backend: \"onnxruntime\"\n");
        Line(text, $"max_batch_size: {(isTranslator ? LargestBatchOfTranslators : LargestBatch)}");
        foreach (var input in signature.Inputs)
            Append(text, "input", input, labels: null);
        foreach (var output in signature.Outputs)
            Append(
                text, "output", output,
                hasLabels && output.Name == DiscriminatorNames.Probabilities ? TritonTarget.LabelsFile : null);
        Line(text, $"dynamic_batching {{ max_queue_delay_microseconds: {QueueDelay} }}");
        return text.ToString();
    }

    private static void Append(StringBuilder text, string field, TensorInfo tensor, string? labels)
    {
        if (tensor.Shape is not [null, ..])
            throw new GanException(
                $"{tensor} doesn't begin with the number of samples, by which Triton puts requests together.");
        string dimensions = string.Join(", ", tensor.Shape.Skip(1).Select(
            dimension => (dimension ?? -1).ToString(CultureInfo.InvariantCulture)));
        Line(text, $"{field} {{");
        Line(text, $"  name: {Quoted(tensor.Name)}");
        Line(text, $"  data_type: {TypeOf(tensor)}");

        // One value a sample: Triton wants at least one dimension beside the number of samples.
        Line(text, $"  dims: [ {(dimensions.Length == 0 ? "1" : dimensions)} ]");
        if (dimensions.Length == 0)
            Line(text, $"  reshape {{ shape: [ ] }}");
        if (labels is not null)
            Line(text, $"  label_filename: {Quoted(labels)}");
        text.Append("}\n");
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string TypeOf(TensorInfo tensor) => tensor.ElementType switch
    {
        "float" => "TYPE_FP32",
        "float16" => "TYPE_FP16",
        "double" => "TYPE_FP64",
        "int64" => "TYPE_INT64",
        "int32" => "TYPE_INT32",
        "uint8" => "TYPE_UINT8",
        "bool" => "TYPE_BOOL",
        var other => throw new GanException($"{tensor} has the type {other}, which isn't written for Triton."),
    };

    /// <summary>A text between quotation marks, other bytes than those of plain letters as octal numbers.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (byte letter in Encoding.UTF8.GetBytes(text))
        {
            if (letter is >= (byte)' ' and <= (byte)'~' and not ((byte)'"' or (byte)'\\'))
                quoted.Append((char)letter);
            else
                quoted.Append('\\').Append(Convert.ToString(letter, 8).PadLeft(3, '0'));
        }
        return quoted.Append('"').ToString();
    }
}
