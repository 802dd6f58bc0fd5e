using Google.Protobuf;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Writing;

/// <summary>
/// Smaller forms of generators and translators that are already written: other precisions of their weights.
/// </summary>
/// <remarks>
/// Inputs and outputs stay float, so that <see cref="OnnxGenerator"/>, <see cref="OnnxTranslator"/>, ML.NET's
/// OnnxTransformer and other runtimes take them as before; the metadata say what was done
/// (<see cref="GeneratorMetadata.Precision"/>).
/// </remarks>
public static class OnnxPrecision
{
    /// <summary>The value of <see cref="GeneratorMetadata.Precision"/> after <see cref="ToFloat16"/>.</summary>
    public const string Float16 = "float16";

    /// <summary>The value of <see cref="GeneratorMetadata.Precision"/> after <see cref="QuantizeWeights"/>.</summary>
    public const string Int8Weights = "int8-weights";

    /// <summary>
    /// The model with weights and computations in half precision (IEEE 754 binary16): half the size, meant for GPUs.
    /// CPUs mostly have no such arithmetic, and ONNX Runtime computes in float there, with conversions between.
    /// </summary>
    /// <param name="model">The bytes of a translator's file, or of a generator's with the input <c>latent</c>.</param>
    /// <exception cref="ArgumentException">It makes its noise itself; half precision would change that.</exception>
    /// <exception cref="GanOnnxException">
    /// It is no generator or translator of float, holds nested graphs, or has a weight beyond ±65504, half precision's
    /// largest.
    /// </exception>
    public static byte[] ToFloat16(byte[] model)
    {
        var file = Read(model);
        if (Facts(file).TakesSeeds)
            throw new ArgumentException(
                "The generator makes its noise itself, which half precision would change. Take the file that was "
                + "written without --seed-input (SeedInput), and add that afterwards.",
                nameof(model));
        HalfPrecision.Convert(file);
        return Written(file, Float16);
    }

    /// <summary>
    /// The model with the weights of its convolutions and matrix products as 8-bit integers, one scale for each
    /// output channel: a quarter of the size. A weight is off by at most half its channel's scale, which is its largest
    /// weight / 127. Computations, and all other numbers, stay float.
    /// </summary>
    /// <param name="model">The bytes of a generator's or translator's file.</param>
    /// <exception cref="GanOnnxException">
    /// It is no generator or translator of float, holds nested graphs, or follows a version of the operator set below
    /// 13.
    /// </exception>
    public static byte[] QuantizeWeights(byte[] model)
    {
        var file = Read(model);
        long opset = Facts(file).Opset;
        if (opset < OnnxGraph.LeastOpset)
            throw new GanOnnxException(
                $"The model follows version {opset} of the operator set; weights of a scale for each channel are "
                + $"in {OnnxGraph.LeastOpset} and later ones. Convert it, for example with "
                + "onnx.version_converter.convert_version(model, 17).");
        WeightQuantization.Quantize(file.Model.Graph);
        return Written(file, Int8Weights);
    }

    /// <summary>What matters of a generator or translator; anything else is refused.</summary>
    private static (long Opset, bool TakesSeeds) Facts(ModelFile file)
    {
        var (inputs, outputs, _) = ModelSignature.Of(file);
        if (TranslatorInfoReader.IsTranslator(inputs, outputs))
            return (TranslatorInfoReader.Read(file).Opset, false);
        var generator = GeneratorInfoReader.Read(file);
        return (generator.Opset, generator.TakesSeeds);
    }

    private static ModelFile Read(byte[] model)
    {
        var file = ModelFile.FromBytes(model, long.MaxValue);
        ModelSafety.Check(file);
        if (ModelSignature.Of(file).Metadata.TryGetValue(GeneratorMetadata.Precision, out string? precision))
            throw new GanOnnxException(
                $"The model is in the precision '{precision}' already. Take the one that it was made of.");
        return file.Model.Functions.Count == 0 && !file.Model.Graph.Node.Any(n => n.Attribute.Any(a => a.G is not null))
            ? file
            : throw new GanOnnxException(
                "The model holds functions or nested graphs, which can't be changed to another precision.");
    }

    private static byte[] Written(ModelFile file, string precision)
    {
        file.Model.MetadataProps.Add(
            new StringStringEntryProto { Key = GeneratorMetadata.Precision, Value = precision });
        return file.Model.ToByteArray();
    }
}
