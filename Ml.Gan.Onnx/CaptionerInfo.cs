namespace Ml.Gan.Onnx;

/// <summary>
/// Description of a captioner, a network from images and noise to captions, or of an evaluator, one from images and
/// captions to scores, as its file gives it.
/// </summary>
public sealed record CaptionerInfo
{
    /// <summary>The file, or null when loaded from memory.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// What the file holds: <see cref="CaptionerMetadata.Captioner"/> or <see cref="CaptionerMetadata.Evaluator"/>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>
    /// The system that it was trained by, for example <c>captioning</c>; empty when the file does not say.
    /// </summary>
    public required string System { get; init; }

    /// <summary>What it was trained by, for example <c>gumbel</c>; empty when the file does not say.</summary>
    public required string Objective { get; init; }

    /// <summary>Channels of an image, C.</summary>
    public required int Channels { get; init; }

    /// <summary>Height of an image in pixels, H.</summary>
    public required int Height { get; init; }

    /// <summary>Width of an image in pixels, W.</summary>
    public required int Width { get; init; }

    /// <summary>Numbers in the noise of a caption, Z; 0 of an evaluator.</summary>
    public required int LatentSize { get; init; }

    /// <summary>Most words of a caption, T.</summary>
    public required int MaxLength { get; init; }

    /// <summary>
    /// The words by their ids, V of them: the first is empty and ends a caption, the second stands for all others.
    /// </summary>
    public required IReadOnlyList<string> Vocabulary { get; init; }

    /// <summary>Least and greatest value of an image. −1 to 1 when the file does not say.</summary>
    public required ValueRange ValueRange { get; init; }

    /// <summary>Number of training steps; null when the file does not say.</summary>
    public required long? Steps { get; init; }

    /// <summary>The name of the training data; empty when the file does not say.</summary>
    public required string TrainingData { get; init; }

    /// <summary>The license of the training data; empty when the file does not say.</summary>
    public required string TrainingDataLicense { get; init; }

    /// <summary>The inputs: images, and noise, float (N, Z), or tokens, int64 (N, T).</summary>
    public required IReadOnlyList<TensorInfo> Inputs { get; init; }

    /// <summary>The model's one output: tokens, int64 (N, T), or scores, float (N).</summary>
    public required TensorInfo Output { get; init; }

    /// <summary>Version of the operator set.</summary>
    public required long Opset { get; init; }

    /// <summary>Version of the file format.</summary>
    public required long IrVersion { get; init; }

    /// <summary>Name and version of the program that wrote the file.</summary>
    public required string Producer { get; init; }

    /// <summary>All texts in the file (<c>metadata_props</c>); keys in <see cref="CaptionerMetadata"/>.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Floating point numbers, and quantized ones, stored in the file.</summary>
    public required long Parameters { get; init; }

    /// <summary>Number of nodes of each operator.</summary>
    public required IReadOnlyDictionary<string, int> Operators { get; init; }

    /// <summary>Numbers in one image, C·H·W.</summary>
    public int ImageLength => Channels * Height * Width;

    internal TensorInfo Input(string name) => Inputs.Single(input => input.Name == name);
}
