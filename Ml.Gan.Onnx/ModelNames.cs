namespace Ml.Gan.Onnx;

/// <summary>Names of a generator's inputs.</summary>
public static class GeneratorInputs
{
    /// <summary>Latent vectors, float (N, z).</summary>
    public const string Latent = "latent";

    /// <summary>Seeds of noise that is made inside the graph, int64 (N).</summary>
    public const string Seed = "seed";

    /// <summary>Classes, int64 (N), from 0.</summary>
    public const string Label = "label";

    /// <summary>Vectors that say what is asked for, float (N, c).</summary>
    public const string Condition = "condition";

    /// <summary>Codes, float (N, k): each categorical code one-hot, then the continuous ones, in [-1, 1].</summary>
    public const string Codes = "codes";

    /// <summary>
    /// How far styles are from their mean, ψ, float (1), with the default 1: no truncation (Karras et al., 2019).
    /// </summary>
    public const string Truncation = "truncation";
}

/// <summary>
/// Names of an exported discriminator's inputs and outputs. Where it is conditional, it also has an input
/// <see cref="GeneratorInputs.Label"/> or <see cref="GeneratorInputs.Condition"/>.
/// </summary>
public static class DiscriminatorNames
{
    /// <summary>Images, float (N, C, H, W).</summary>
    public const string Image = "image";

    /// <summary>Vectors, float (N, D).</summary>
    public const string Sample = "sample";

    /// <summary>Scores, float (N, 1): the larger, the more real a sample.</summary>
    public const string Score = "score";

    /// <summary>Probabilities of the classes, float (N, K); only where the discriminator is a classifier too.</summary>
    public const string Probabilities = "probabilities";
}

/// <summary>
/// Keys under which a generator's file describes itself (<c>metadata_props</c>). All values are text.
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

    /// <summary>
    /// The codes: numbers of categories, and cN for N continuous ones, with commas between them, as <c>10,c2</c>.
    /// </summary>
    public const string Codes = "codes";

    /// <summary>
    /// Of a discriminator: how many samples it sees together, along the channels; missing where it is one.
    /// </summary>
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

    /// <summary>Number of training steps.</summary>
    public const string Steps = "steps";

    /// <summary>
    /// Numbers that the training's layers computed with: <c>bf16</c> or <c>float16</c> for mixed precision; missing
    /// where all of it was float32, as the file's own weights always are.
    /// </summary>
    public const string TrainingPrecision = "training_precision";

    /// <summary>The name of the training data.</summary>
    public const string TrainingData = "training_data";

    /// <summary>The license of the training data.</summary>
    public const string TrainingDataLicense = "training_data_licence";

    /// <summary>
    /// What transparent pictures of the training data were laid over: a color, as <c>white</c> or <c>#ff8800</c>;
    /// missing where none was transparent.
    /// </summary>
    public const string Background = "background";

    /// <summary>
    /// The precision of the weights where it isn't float: <c>float16</c> or <c>int8-weights</c>
    /// (<see cref="Writing.OnnxPrecision"/>).
    /// </summary>
    public const string Precision = "precision";

    /// <summary>The version of Ml.Gan that wrote the file.</summary>
    public const string MlGanVersion = "ml_gan_version";
}
