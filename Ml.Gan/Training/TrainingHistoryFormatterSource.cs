using Ml.Gan.Onnx.Notebooks;

namespace Ml.Gan.Training;

/// <summary>How notebooks show a training: as its curves.</summary>
internal sealed class TrainingHistoryFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
        [new HtmlFormatter<TrainingHistory>(history => history.Points.Count > 1 ? history.ToSvg() : null)];
}
