namespace Ml.Gan.Onnx;

/// <summary>
/// The keys under which a generator's file describes itself (<c>metadata_props</c>). All values are text.
/// </summary>
public static class GeneratorMetadata
{
    /// <summary>The network's name, for example <c>dcgan</c>.</summary>
    public const string Network = "network";

    /// <summary>The objective it was trained with, for example <c>non-saturating</c>.</summary>
    public const string Objective = "objective";

    /// <summary>Number of components of the latent vector.</summary>
    public const string LatentSize = "latent_size";

    /// <summary>The names of the classes that can be asked for, by number: a JSON array of texts.</summary>
    public const string Labels = "labels";

    /// <summary>The codes: numbers of categories, and cN for N continuous ones, with commas between them, as <c>10,c2</c>.</summary>
    public const string Codes = "codes";

    /// <summary>Of a discriminator: how many samples it judges together, along the channels; missing where it is one.</summary>
    public const string Packing = "packing";

    /// <summary>Channels of an image: 1 (gray) or 3 (RGB).</summary>
    public const string Channels = "channels";

    /// <summary>Height of an image in pixels.</summary>
    public const string Height = "height";

    /// <summary>Width of an image in pixels.</summary>
    public const string Width = "width";

    /// <summary>
    /// Least and greatest value of the output: <c>-1,1</c> or <c>0,1</c>; see <see cref="Onnx.ValueRange"/>.
    /// </summary>
    public const string ValueRange = "value_range";

    /// <summary>The seed of the training.</summary>
    public const string Seed = "seed";

    /// <summary>How many training steps it has had.</summary>
    public const string Steps = "steps";

    /// <summary>The name of the training data.</summary>
    public const string TrainingData = "training_data";

    /// <summary>The license of the training data.</summary>
    public const string TrainingDataLicense = "training_data_licence";

    /// <summary>The version of Ml.Gan that wrote the file.</summary>
    public const string MlGanVersion = "ml_gan_version";
}
