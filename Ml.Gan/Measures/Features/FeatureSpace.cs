namespace Ml.Gan.Measures;

/// <summary>
/// Vectors in whose place samples are compared. Figures that rest on features compare only with figures in the same space.
/// </summary>
public abstract class FeatureSpace : IDisposable
{
    /// <summary>A few words to put behind a figure: "classifier features".</summary>
    public abstract string Name { get; }

    /// <summary>What the vectors are and how far they can be trusted, for a report.</summary>
    public abstract string Description { get; }

    /// <summary>The features (N, d) of samples (N, C·H·W).</summary>
    public abstract SampleRows Extract(SampleRows samples);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the space holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
