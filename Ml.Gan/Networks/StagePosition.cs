namespace Ml.Gan.Networks;

/// <summary>How far a training is, for networks that are trained stage by stage.</summary>
/// <param name="Stage">The stage, from 0.</param>
/// <param name="Progress">The part of the stage that is done, in [0, 1]; 1 after its last step.</param>
public readonly record struct StagePosition(int Stage, double Progress);
