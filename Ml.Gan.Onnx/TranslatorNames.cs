namespace Ml.Gan.Onnx;

/// <summary>Names of the input and the output of a translator, a network from images to images.</summary>
public static class TranslatorNames
{
    /// <summary>Images, float (N, C, H, W), with H and W known at run time only.</summary>
    public const string Input = "input";

    /// <summary>Translated images, float (N, C', scale·H, scale·W).</summary>
    public const string Output = "output";
}

/// <summary>
/// Keys under which a translator's file describes itself (<c>metadata_props</c>). All values are text. Keys of
/// <see cref="GeneratorMetadata"/> that are the same for both kinds are repeated here.
/// </summary>
public static class TranslatorMetadata
{
    /// <summary>The system that it was trained by, for example <c>pix2pix</c>.</summary>
    public const string System = "system";

    /// <summary>The network's name, for example <c>unet</c>.</summary>
    public const string Network = GeneratorMetadata.Network;

    /// <summary>Channels of what it takes: 1 (gray) or 3 (RGB), or as many as <see cref="InputRoles"/> says.</summary>
    public const string InputChannels = "input_channels";

    /// <summary>Channels of what it gives: 1 (gray) or 3 (RGB).</summary>
    public const string OutputChannels = "output_channels";

    /// <summary>How many times higher and wider an output is than its input, 1 to 16; 1 where it is missing.</summary>
    public const string Scale = "scale";

    /// <summary>The number that height and width of an input have to be multiples of; 1 where it is missing.</summary>
    public const string SizeMultiple = "size_multiple";

    /// <summary>
    /// The fewest pixels on a side of an input, 1 to 1024; <see cref="SizeMultiple"/> where it is missing, and 8 where
    /// the network also pads its maps.
    /// </summary>
    public const string LeastSize = "least_size";

    /// <summary>
    /// What the channels of an input are, where they are not those of one image: those of an image, 0 where something
    /// is to be filled in, one of the mask, 1 there and 0 elsewhere, and those of an image that guides, if there is
    /// one: <c>image:3,mask:1,guidance:1</c>.
    /// </summary>
    public const string InputRoles = "input_roles";

    /// <summary>The masks that it was trained with, for example <c>random-box:0.25..0.5</c>.</summary>
    public const string Mask = "mask";

    /// <summary>Height and width of the inputs that it was trained on, <c>height,width</c>: <c>128,128</c>.</summary>
    public const string TrainingSize = "training_size";

    /// <summary>
    /// Least and greatest value of inputs and outputs: <c>-1,1</c>, also where it is missing; see
    /// <see cref="Onnx.ValueRange"/>.
    /// </summary>
    public const string ValueRange = GeneratorMetadata.ValueRange;

    /// <summary>
    /// Names of what it translates from and to, with a comma between: <c>horses,zebras</c>. Missing where it was
    /// trained on pairs.
    /// </summary>
    public const string Domains = "domains";

    /// <summary>Number of training steps.</summary>
    public const string Steps = GeneratorMetadata.Steps;

    /// <summary>The name of the training data.</summary>
    public const string TrainingData = GeneratorMetadata.TrainingData;

    /// <summary>The license of the training data.</summary>
    public const string TrainingDataLicense = GeneratorMetadata.TrainingDataLicense;

    /// <summary>The version of Ml.Gan that wrote the file.</summary>
    public const string MlGanVersion = GeneratorMetadata.MlGanVersion;
}
