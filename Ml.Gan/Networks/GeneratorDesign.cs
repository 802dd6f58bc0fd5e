using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>What a generator is to be like, whatever its architecture.</summary>
/// <param name="Output">Shape of one generated sample.</param>
/// <param name="LatentSize">Length z of a latent vector.</param>
/// <param name="ConditionSize">
/// Numbers c in the condition of a sample: the classes of a one-hot label, the length of a vector, codes; 0 for none. Default 0.
/// </param>
public sealed record GeneratorDesign(SampleShape Output, int LatentSize, int ConditionSize = 0)
{
    /// <summary>Numbers that a sample is made from: z + c.</summary>
    public int InputSize => LatentSize + ConditionSize;
}
