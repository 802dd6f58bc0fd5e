using Ml.Gan;

namespace Microsoft.ML;

/// <summary>The entry point of Ml.Gan in ML.NET.</summary>
public static class GanMLContextExtensions
{
    /// <summary>The catalog of GAN estimators.</summary>
    public static GanCatalog Gan(this MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new GanCatalog(mlContext);
    }
}
