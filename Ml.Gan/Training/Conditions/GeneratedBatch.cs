using static TorchSharp.torch;

namespace Ml.Gan.Training.Conditions;

/// <summary>Generated samples as the present stage's discriminator is shown them, and the codes that they were made from.</summary>
internal sealed record GeneratedBatch(Tensor Samples, Tensor? Codes)
{
    /// <summary>The same without a way back to the generator.</summary>
    public GeneratedBatch Detach() => this with { Samples = Samples.detach() };
}
