namespace Ml.Gan.Onnx;

/// <summary>
/// Names of the inputs and the output of a captioner, a network from images and noise to captions, and of an evaluator,
/// one from images and captions to scores (Dai et al., 2017).
/// </summary>
public static class CaptionerNames
{
    /// <summary>Images, float (N, C, H, W) with H and W fixed, values in [-1, 1]; an input of both.</summary>
    public const string Image = "image";

    /// <summary>Standard normal noise, float (N, Z), a caption for each row; an input of a captioner.</summary>
    public const string Noise = "noise";

    /// <summary>
    /// Ids of words, int64 (N, T): 0 ends a caption, and all that follows it is 0. What a captioner gives and an
    /// evaluator takes.
    /// </summary>
    public const string Tokens = "tokens";

    /// <summary>
    /// How likely captions are a human's for their images, float (N) in [0, 1]; the output of an evaluator.
    /// </summary>
    public const string Score = "score";
}
