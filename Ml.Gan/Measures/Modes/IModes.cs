namespace Ml.Gan.Measures;

/// <summary>Known modes of a distribution.</summary>
public interface IModes
{
    /// <summary>How samples spread over them.</summary>
    ModeCoverage Cover(SampleRows samples);
}
