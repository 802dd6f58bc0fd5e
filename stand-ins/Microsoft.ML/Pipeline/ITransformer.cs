using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Turns a view of one schema into a view of another.</summary>
public interface ITransformer : ICanSaveModel
{
    /// <summary>Whether each row of the output depends on one row of the input alone.</summary>
    bool IsRowToRowMapper { get; }

    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>The view is only read when the result is.</summary>
    IDataView Transform(IDataView input);

    /// <summary>What maps single rows; only where <see cref="IsRowToRowMapper"/>.</summary>
    IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
}
