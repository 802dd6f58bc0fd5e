namespace Ml.Gan.Onnx;

/// <summary>Description of a generator, as its file gives it.</summary>
public sealed record GeneratorInfo
{
    /// <summary>The file, or null when loaded from memory.</summary>
    public string? Path { get; init; }

    /// <summary>The network's name, for example <c>dcgan</c>; empty when the file does not say.</summary>
    public required string Network { get; init; }

    /// <summary>
    /// Components of the latent vector, z; 0 when the model makes its noise itself and the file does not say how much.
    /// </summary>
    public required int LatentSize { get; init; }

    /// <summary>Whether the model takes seeds (int64 [N]) instead of latents and makes its noise inside.</summary>
    public required bool TakesSeeds { get; init; }

    /// <summary>Whether an output is an image; otherwise it is a vector, with height and width 1.</summary>
    public required bool IsImage { get; init; }

    /// <summary>Channels of an image, C, or the length of a vector.</summary>
    public required int Channels { get; init; }

    /// <summary>Height of an image, H.</summary>
    public required int Height { get; init; }

    /// <summary>Width of an image, W.</summary>
    public required int Width { get; init; }

    /// <summary>Least and greatest value of the output. −1 to 1 when the file does not say.</summary>
    public required ValueRange ValueRange { get; init; }

    /// <summary>The input that the noise comes from: latents or seeds.</summary>
    public required TensorInfo Input { get; init; }

    /// <summary>
    /// All inputs that have to be given: <see cref="Input"/>, and what says what is generated
    /// (<see cref="GeneratorInputs"/>).
    /// </summary>
    public required IReadOnlyList<TensorInfo> Inputs { get; init; }

    /// <summary>
    /// The input <see cref="GeneratorInputs.Truncation"/>, which may be left out: how far styles are from their mean.
    /// Null where the generator has none.
    /// </summary>
    public TensorInfo? Truncation { get; init; }

    /// <summary>
    /// Conditions that the generator can be asked for: class names, the condition vector's size, codes.
    /// </summary>
    public required ConditionLayout Conditions { get; init; }

    /// <summary>The model's one output.</summary>
    public required TensorInfo Output { get; init; }

    /// <summary>Version of the operator set.</summary>
    public required long Opset { get; init; }

    /// <summary>Version of the file format.</summary>
    public required long IrVersion { get; init; }

    /// <summary>Name and version of the program that wrote the file.</summary>
    public required string Producer { get; init; }

    /// <summary>All texts in the file (<c>metadata_props</c>); keys in <see cref="GeneratorMetadata"/>.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Floating point numbers, and quantized ones, stored in the file.</summary>
    public required long Parameters { get; init; }

    /// <summary>Number of nodes of each operator.</summary>
    public required IReadOnlyDictionary<string, int> Operators { get; init; }

    /// <summary>Numbers in one output, C·H·W.</summary>
    public int OutputLength => Channels * Height * Width;
}

/// <summary>Input or output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">Its element type in ONNX's words, for example <c>float</c> or <c>int64</c>.</param>
/// <param name="Shape">Its shape; null for a dimension known at run time only.</param>
public sealed record TensorInfo(string Name, string ElementType, IReadOnlyList<long?> Shape)
{
    /// <summary>For example <c>latent float [N, 64]</c>.</summary>
    public override string ToString() =>
        $"{Name} {ElementType} [{string.Join(", ", Shape.Select(d => d?.ToString() ?? "N"))}]";

    /// <summary>Numbers in one sample: the product of all dimensions but the first.</summary>
    internal int RowLength => (int)Shape.Skip(1).Aggregate(1L, (product, d) => product * d!.Value);

    internal long[] ShapeFor(int count) => [count, .. Shape.Skip(1).Select(d => d!.Value)];
}
