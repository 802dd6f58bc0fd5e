using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>What a captioner and its evaluator are laid out for.</summary>
/// <param name="Images">Shape of an image.</param>
/// <param name="Words">Words of the vocabulary, V.</param>
/// <param name="Length">Most words of a caption, T.</param>
/// <param name="LatentSize">Numbers in the noise, Z.</param>
/// <param name="WordSize">Numbers in the vector of a word.</param>
/// <param name="HiddenSize">Numbers in a state, and in an image's features, F.</param>
/// <param name="Width">Channels of the encoders' first layer.</param>
internal sealed record CaptionNetworkDesign(
    SampleShape Images, int Words, int Length, int LatentSize, int WordSize, int HiddenSize, int Width);
