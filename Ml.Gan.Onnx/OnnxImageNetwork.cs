using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Loading.Sizes;
using Ml.Gan.Onnx.Sampling;

namespace Ml.Gan.Onnx;

/// <summary>
/// Network that runs on ONNX Runtime: from color images, float [N, 3, H, W], to a row of numbers for each, its
/// features.
/// </summary>
internal sealed class OnnxImageNetwork : IDisposable
{
    /// <summary>Most features of an image: their covariance takes their square.</summary>
    internal const int MostFeatures = 8192;

    /// <summary>Height or width of the images where the file leaves it open.</summary>
    internal const int OpenSide = 224;

    private const int LargestSide = 1024;
    private const int BatchSize = 16;

    private readonly ModelFile _file;
    private readonly InferenceSession _session;
    private readonly UseGuard _guard;
    private readonly BatchRunner _runner;
    private readonly TensorInfo _input;
    private readonly TensorInfo _output;

    private OnnxImageNetwork(ModelFile file, OnnxGeneratorOptions options)
    {
        options.Validate();
        bool foldsConstants = ModelSafety.Check(file, SizeWalk.MostOfFeatures);
        var (inputs, outputs, metadata) = ModelSignature.Of(file);
        (_file, Metadata, Producer) = (file, metadata, file.Model.ProducerName);
        var declared = Input(inputs, outputs);
        _input = declared with { Shape = [null, 3, declared.Shape[2] ?? OpenSide, declared.Shape[3] ?? OpenSide] };
        var opened = SessionFactory.Open(file, options, foldsConstants);
        (_session, _guard) = (opened.Session, opened.GuardFor<OnnxImageNetwork>());
        int batch = declared.Shape[0] is null ? Math.Min(BatchSize, options.BatchSize) : 1;
        _runner = new BatchRunner(opened.Session, file.Name, batch);
        try
        {
            _output = Output(outputs);
        }
        catch
        {
            _guard.Dispose();
            throw;
        }
    }

    /// <summary>Height of the images that it takes.</summary>
    internal int Height => (int)_input.Shape[2]!.Value;

    /// <summary>Width of the images that it takes.</summary>
    internal int Width => (int)_input.Shape[3]!.Value;

    /// <summary>Numbers for an image.</summary>
    internal int FeatureCount => _output.RowLength;

    /// <summary>The program that wrote the file, as the file says: "CNTK", "pytorch"; may be empty.</summary>
    internal string Producer { get; }

    /// <summary>All texts in the file.</summary>
    internal IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Loads a network from a file, after the checks that any other model passes.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GanOnnxException">The file isn't an ONNX model, or not one of such a network.</exception>
    internal static OnnxImageNetwork Load(string path, OnnxGeneratorOptions options) =>
        new(ModelFile.Read(path, options.MaxFileBytes, ModelRole.ImageNetwork), options);

    /// <summary>The features of images, (N, <see cref="FeatureCount"/>).</summary>
    /// <param name="images">N images (3, H, W), normalized as the network wants.</param>
    internal float[] Run(float[] images)
    {
        using var call = _guard.Begin();
        int count = images.Length / _input.RowLength;
        float[] features = new float[count * FeatureCount];
        _runner.Run([InputRows.Of(_input, images)], [(_output, features)], count);
        return features;
    }

    /// <inheritdoc/>
    public void Dispose() => _guard.Dispose();

    private TensorInfo Input(TensorInfo[] inputs, TensorInfo[] outputs)
    {
        bool fits = inputs is [{ ElementType: "float", Shape: [null or 1, null or 3, var height, var width] }]
            && height is null or (> 0 and <= LargestSide) && width is null or (> 0 and <= LargestSide);
        return fits ? inputs[0] : throw new GanOnnxException(
            $"{_file.Name} is {ModelRole.ImageNetwork.Mistaken(inputs, outputs)} that takes {InWords(inputs)}; a "
            + "network for features takes one batch of color images, float [N, 3, H, W] with N open or 1, and H and W "
            + $"open or at most {LargestSide}.");
    }

    /// <summary>
    /// The first output of a row for each image, else the first one of numbers, with the shape that it has for one
    /// image of zeros.
    /// </summary>
    private TensorInfo Output(TensorInfo[] outputs)
    {
        TensorInfo[] numbers = [.. outputs.Where(output => output.ElementType == "float")];
        var declared = numbers.FirstOrDefault(output => output.Shape is [_, _] or [_, _, 1, 1])
            ?? numbers.FirstOrDefault()
            ?? throw new GanOnnxException(
                $"{_file.Name} gives {InWords(outputs)}; a network for features gives numbers (float).");
        long[] shape = ShapeOf(declared.Name);
        long count = shape.Skip(1).Aggregate(1L, (product, side) => product * side);
        return shape is [1, _, ..] && count is > 0 and <= MostFeatures
            ? declared with { Shape = [null, .. shape.Skip(1).Select(side => (long?)side)] }
            : throw new GanOnnxException(
                $"The output '{declared.Name}' of {_file.Name} has the shape [{string.Join(", ", shape)}] for one "
                + $"image; expected [1, D] with at most {MostFeatures} numbers. Export the network up to its last "
                + "pooling.");
    }

    private long[] ShapeOf(string output)
    {
        try
        {
            using var options = new RunOptions();
            using var zeros = InputRows.Of(_input, new float[_input.RowLength]).Slice(0, 1);
            using var results = _session.Run(options, [_input.Name], [zeros], [output]);
            return results[0].GetTensorTypeAndShape().Shape;
        }
        catch (OnnxRuntimeException failure)
        {
            throw new GanOnnxException(
                $"ONNX Runtime can't run {_file.Name} on an image of {Width}×{Height}: {RuntimeFault.Of(failure)}.",
                failure);
        }
    }

    private static string InWords(TensorInfo[] tensors) =>
        tensors.Length == 0 ? "nothing" : string.Join(" and ", tensors.Take(5).Select(tensor => $"'{tensor}'"));
}
