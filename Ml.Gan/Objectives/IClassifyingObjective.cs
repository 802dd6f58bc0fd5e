namespace Ml.Gan.Objectives;

/// <summary>
/// An objective whose D is a classifier too: it has an output for each of the data's K classes, and the softmax of the outputs is
/// the classes' probabilities. D is never told a condition.
/// </summary>
public interface IClassifyingObjective
{
    /// <summary>
    /// Whether every sample has to come with its label, so that the real batch says what its samples are. Where not, D learns the classes
    /// from a batch of labelled samples of its own in each of its steps, by cross-entropy, and the real batch is taken as unlabelled.
    /// </summary>
    bool NeedsEveryLabel { get; }
}
