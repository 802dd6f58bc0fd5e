namespace Ml.Gan.Pipeline.Judging;

/// <summary>What is read of a row to judge it.</summary>
/// <param name="Sample">Its sample, scaled as in training.</param>
/// <param name="Label">Its class; not used where the discriminator isn't told one.</param>
/// <param name="Vector">Its condition; empty where the discriminator isn't told one.</param>
internal sealed record JudgedRow(float[] Sample, int Label, float[] Vector);

/// <summary>What the discriminator says of a row.</summary>
/// <param name="Realness">How real its sample is.</param>
/// <param name="Scores">The probabilities of the classes; empty where the discriminator doesn't classify.</param>
internal readonly record struct RowJudgement(float Realness, ReadOnlyMemory<float> Scores);
