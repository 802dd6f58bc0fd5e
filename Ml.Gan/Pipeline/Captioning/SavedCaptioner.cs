using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Saving;

namespace Ml.Gan.Pipeline.Captioning;

/// <summary>
/// A captioner as it is saved: where no column is named for the noise, it is drawn inside the model, anew in each run.
/// </summary>
internal sealed class SavedCaptioner
{
    private readonly SavedSample _sample;
    private readonly SavedInput? _noise;
    private readonly int _latentSize;

    /// <param name="info">The captioner.</param>
    /// <param name="sample">Its images.</param>
    /// <param name="options">The columns' names.</param>
    public SavedCaptioner(CaptionerInfo info, SavedSample sample, GanCaptionerEstimator.Options options)
    {
        (_sample, _latentSize) = (sample, info.LatentSize);
        _noise = options.LatentColumnName is { } name
            ? SavedInput.OfVectors(name, info.LatentSize).BesideOutput(options.OutputColumnName)
            : null;
        Output = SavedOutput.OfWords(options.OutputColumnName, info.Vocabulary);
    }

    public IReadOnlyList<SavedInput> Inputs => _noise is null ? [_sample.Input] : [_sample.Input, _noise];

    public SavedOutput Output { get; }

    /// <summary>The captioner with the columns as its inputs, and its output named as what is made of it.</summary>
    /// <param name="captioner">The bytes of its .onnx file.</param>
    public byte[] Apply(byte[] captioner)
    {
        var columns = new OnnxGraph("columns");
        var numbers = _sample.Input.Write(columns);
        var given = new Dictionary<string, OnnxValue>
        {
            [CaptionerNames.Image] = _sample.Scaled(columns, numbers),
            [CaptionerNames.Noise] = _noise?.Write(columns)
                ?? OnnxNoise.NormalLike(columns, "noise", SavedNetwork.FirstElement(columns, numbers), _latentSize),
        };
        return SavedNetwork.Connect(columns, given, captioner, [CaptionerNames.Tokens], Output.ModelOutput);
    }
}
