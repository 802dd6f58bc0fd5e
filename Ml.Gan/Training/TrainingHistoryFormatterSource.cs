using Ml.Gan.Onnx.Notebooks;

namespace Ml.Gan.Training;

/// <summary>How notebooks show a training: as its curves.</summary>
internal sealed class TrainingHistoryFormatterSource
{
    private readonly object[] _formatters =
        [new HtmlFormatter<TrainingHistory>(history => history.Points.Count > 1 ? history.ToSvg() : null)];

    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
