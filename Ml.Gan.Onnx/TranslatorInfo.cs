namespace Ml.Gan.Onnx;

/// <summary>Description of a translator, a network from images to images, as its file gives it.</summary>
public sealed record TranslatorInfo
{
    /// <summary>The file, or null when loaded from memory.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// The system that it was trained by, for example <c>pix2pix</c>; empty when the file does not say.
    /// </summary>
    public required string System { get; init; }

    /// <summary>The network's name, for example <c>unet</c>; empty when the file does not say.</summary>
    public required string Network { get; init; }

    /// <summary>Channels of an input, C.</summary>
    public required int InputChannels { get; init; }

    /// <summary>
    /// Whether it fills holes: an input is an image with its mask and, where <see cref="GuidanceChannels"/> says so, an
    /// image that guides, which <see cref="OnnxTranslator.Complete"/> takes.
    /// </summary>
    public required bool TakesMask { get; init; }

    /// <summary>Channels of an image that guides how holes are filled; 0 where there is none.</summary>
    public required int GuidanceChannels { get; init; }

    /// <summary>Channels of an image: those of an input without its mask and what guides.</summary>
    public int ImageChannels => InputChannels - GuidanceChannels - (TakesMask ? 1 : 0);

    /// <summary>Channels of an output, C'.</summary>
    public required int OutputChannels { get; init; }

    /// <summary>How many times higher and wider an output is than its input, 1 to 16.</summary>
    public required int Scale { get; init; }

    /// <summary>
    /// The number that the network's inputs are multiples of in height and width, 1 to 1024;
    /// <see cref="OnnxTranslator"/> pads images of other sizes.
    /// </summary>
    public required int SizeMultiple { get; init; }

    /// <summary>
    /// The fewest pixels on a side that the network takes, 1 to 1024; <see cref="OnnxTranslator"/> pads smaller images.
    /// </summary>
    public required int LeastSize { get; init; }

    /// <summary>Height of the inputs that it was trained on; null when the file does not say.</summary>
    public required int? TrainingHeight { get; init; }

    /// <summary>Width of the inputs that it was trained on; null when the file does not say.</summary>
    public required int? TrainingWidth { get; init; }

    /// <summary>Least and greatest value of inputs and outputs. −1 to 1 when the file does not say.</summary>
    public required ValueRange ValueRange { get; init; }

    /// <summary>
    /// The two names of what it translates from and to; empty where it was trained on pairs or the file does not say.
    /// </summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>Number of training steps; null when the file does not say.</summary>
    public required long? Steps { get; init; }

    /// <summary>The name of the training data; empty when the file does not say.</summary>
    public required string TrainingData { get; init; }

    /// <summary>The license of the training data; empty when the file does not say.</summary>
    public required string TrainingDataLicense { get; init; }

    /// <summary>The model's one input, float (N, C, H, W).</summary>
    public required TensorInfo Input { get; init; }

    /// <summary>The model's one output, float (N, C', H', W').</summary>
    public required TensorInfo Output { get; init; }

    /// <summary>Version of the operator set.</summary>
    public required long Opset { get; init; }

    /// <summary>Version of the file format.</summary>
    public required long IrVersion { get; init; }

    /// <summary>Name and version of the program that wrote the file.</summary>
    public required string Producer { get; init; }

    /// <summary>All texts in the file (<c>metadata_props</c>); keys in <see cref="TranslatorMetadata"/>.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Floating point numbers, and quantized ones, stored in the file.</summary>
    public required long Parameters { get; init; }

    /// <summary>Number of nodes of each operator.</summary>
    public required IReadOnlyDictionary<string, int> Operators { get; init; }
}
