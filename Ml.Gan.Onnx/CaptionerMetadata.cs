namespace Ml.Gan.Onnx;

/// <summary>
/// Keys under which the files of a captioner and of an evaluator describe themselves (<c>metadata_props</c>). All
/// values are text. Keys of <see cref="GeneratorMetadata"/> that are the same are repeated here.
/// </summary>
public static class CaptionerMetadata
{
    /// <summary>The system that trained the file: <see cref="SystemName"/>.</summary>
    public const string System = TranslatorMetadata.System;

    /// <summary>The value of <see cref="System"/>: <c>captioning</c>.</summary>
    public const string SystemName = "captioning";

    /// <summary>What the file holds: <see cref="Captioner"/> or <see cref="Evaluator"/>.</summary>
    public const string Kind = "kind";

    /// <summary>The <see cref="Kind"/> of a captioner: <c>captioner</c>.</summary>
    public const string Captioner = "captioner";

    /// <summary>The <see cref="Kind"/> of an evaluator: <c>evaluator</c>.</summary>
    public const string Evaluator = "evaluator";

    /// <summary>
    /// The words by their ids: a JSON array of texts. The first is empty and ends a caption, the second stands for all
    /// words that the file doesn't know.
    /// </summary>
    public const string Vocabulary = "vocabulary";

    /// <summary>Most words of a caption, T.</summary>
    public const string MaxLength = "max_length";

    /// <summary>Numbers in the noise of a caption, Z; of a captioner alone.</summary>
    public const string LatentSize = GeneratorMetadata.LatentSize;

    /// <summary>
    /// What the captioner was trained by: <c>mle</c>, <c>gumbel</c> or <c>policy-gradient</c>.
    /// </summary>
    public const string Objective = GeneratorMetadata.Objective;

    /// <summary>Channels of an image: 1 (gray) or 3 (RGB).</summary>
    public const string Channels = GeneratorMetadata.Channels;

    /// <summary>Height of an image in pixels.</summary>
    public const string Height = GeneratorMetadata.Height;

    /// <summary>Width of an image in pixels.</summary>
    public const string Width = GeneratorMetadata.Width;

    /// <summary>Least and greatest value of an image: <c>-1,1</c>.</summary>
    public const string ValueRange = GeneratorMetadata.ValueRange;

    /// <summary>The seed of the training.</summary>
    public const string Seed = GeneratorMetadata.Seed;

    /// <summary>Number of training steps.</summary>
    public const string Steps = GeneratorMetadata.Steps;

    /// <summary>The name of the training data.</summary>
    public const string TrainingData = GeneratorMetadata.TrainingData;

    /// <summary>The license of the training data.</summary>
    public const string TrainingDataLicense = GeneratorMetadata.TrainingDataLicense;

    /// <summary>The version of Ml.Gan that wrote the file.</summary>
    public const string MlGanVersion = GeneratorMetadata.MlGanVersion;
}
