namespace Ml.Gan.Measures;

/// <summary>The samples themselves: for vectors.</summary>
public sealed class RawValues : FeatureSpace
{
    /// <inheritdoc/>
    public override string Name => "raw values";

    /// <inheritdoc/>
    public override string Description => "the raw values of the vectors";

    /// <inheritdoc/>
    public override SampleRows Extract(SampleRows samples) => samples;
}
