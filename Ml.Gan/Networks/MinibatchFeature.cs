namespace Ml.Gan.Networks;

/// <summary>
/// What D is told about the batch that a sample came in, besides the sample: a generator that makes the same sample again and again
/// gives itself away.
/// </summary>
public enum MinibatchFeature
{
    /// <summary>Nothing: D judges each sample alone.</summary>
    None,

    /// <summary>One number, how much the last hidden features vary over the batch (Karras et al., 2018).</summary>
    StandardDeviation,

    /// <summary>100 numbers, how close the sample's last hidden features are to those of the others (Salimans et al., 2016).</summary>
    Discrimination,
}
