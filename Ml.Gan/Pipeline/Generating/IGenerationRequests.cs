using Microsoft.ML;

namespace Ml.Gan.Pipeline.Generating;

/// <summary>Where it comes from what rows ask for.</summary>
internal interface IGenerationRequests
{
    /// <summary>The columns that are read.</summary>
    /// <exception cref="Data.GanDataException">One is missing or of the wrong type.</exception>
    IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema input);

    /// <summary>Gives what reads a row's present values, told how many rows came before it.</summary>
    Func<long, GenerationRequest> Open(DataViewRow row);
}
