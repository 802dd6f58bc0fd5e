using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>A view in two parts.</summary>
    public readonly struct TrainTestData
    {
        public readonly IDataView TrainSet;
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }

    /// <summary>Puts each row into one of two parts by chance; about <paramref name="testFraction"/> into the test set.</summary>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (testFraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(testFraction), testFraction, "The fraction must be between 0 and 1.");
        if (samplingKeyColumnName != null)
            throw new NotSupportedException("A split by the values of a column is not in the stand-in.");
        int drawn = seed ?? env.Register(nameof(TrainTestSplit)).Rand.Next();
        return new(
            new SampledDataView(data, drawn, draw => draw >= testFraction),
            new SampledDataView(data, drawn, draw => draw < testFraction));
    }
}
