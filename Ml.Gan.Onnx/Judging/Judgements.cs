namespace Ml.Gan.Onnx;

/// <summary>What a discriminator says of samples.</summary>
/// <param name="Realness">How real each sample is: the larger, the more real; N numbers.</param>
/// <param name="Scores">The probabilities of the classes, N·K numbers, one row after the other; empty where it doesn't classify.</param>
public sealed record Judgements(ReadOnlyMemory<float> Realness, ReadOnlyMemory<float> Scores);
