using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using static Microsoft.ML.TransformsCatalog;

namespace Microsoft.ML;

/// <summary>Estimators that change the type of columns.</summary>
public static class ConversionsExtensionsCatalog
{
    /// <summary>Converts a column to a primitive type.</summary>
    public static TypeConvertingEstimator ConvertType(this ConversionTransforms catalog, string outputColumnName,
        string inputColumnName = null, DataKind outputKind = DataKind.Single) =>
        new(outputKind, new InputOutputColumnPair(outputColumnName, inputColumnName));

    /// <summary>Numbers the distinct values of a column.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of keys to make.</param>
    /// <param name="inputColumnName">The column of values.</param>
    /// <param name="maximumNumberOfKeys">Values beyond so many distinct ones become missing keys.</param>
    /// <param name="keyOrdinality">Whether keys follow the first occurrence or the order of the values.</param>
    /// <param name="addKeyValueAnnotationsAsText">Whether the annotation with the values is of text, whatever their type.</param>
    /// <param name="keyData">The values, in order, instead of those of the column.</param>
    public static ValueToKeyMappingEstimator MapValueToKey(this ConversionTransforms catalog, string outputColumnName,
        string inputColumnName = null, int maximumNumberOfKeys = 1000000,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false, IDataView keyData = null) =>
        new(new InputOutputColumnPair(outputColumnName, inputColumnName), maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText, keyData);

    /// <summary>Gives the values that keys stand for.</summary>
    public static KeyToValueMappingEstimator MapKeyToValue(this ConversionTransforms catalog, string outputColumnName,
        string inputColumnName = null) => new(new InputOutputColumnPair(outputColumnName, inputColumnName));

    /// <summary>Makes indicator vectors of keys.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of vectors to make.</param>
    /// <param name="inputColumnName">The column of keys.</param>
    /// <param name="outputCountVector">Of several keys in a row: whether their vectors are added up.</param>
    public static KeyToVectorMappingEstimator MapKeyToVector(this ConversionTransforms catalog, string outputColumnName,
        string inputColumnName = null, bool outputCountVector = false) =>
        new(outputCountVector, new InputOutputColumnPair(outputColumnName, inputColumnName));
}
