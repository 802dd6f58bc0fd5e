using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Sampling;

namespace Ml.Gan.Onnx;

/// <summary>
/// Trained discriminator that runs on ONNX Runtime: the score of samples, how real they are, and, where it is a
/// classifier, the probabilities of their classes. Several threads may use one at once.
/// </summary>
public sealed class OnnxDiscriminator : IDisposable
{
    private readonly UseGuard _guard;
    private readonly BatchRunner _runner;

    private OnnxDiscriminator(ModelFile file, OnnxGeneratorOptions options)
    {
        options.Validate();
        bool foldsConstants = ModelSafety.Check(file);
        Info = DiscriminatorInfoReader.Read(file);
        var opened = SessionFactory.Open(file, options, foldsConstants);
        _guard = opened.GuardFor<OnnxDiscriminator>();
        _runner = new BatchRunner(opened.Session, file.Name, options.BatchSize);
    }

    /// <summary>Description of the discriminator, as its file gives it.</summary>
    public DiscriminatorInfo Info { get; }

    /// <summary>Loads a discriminator from a file.</summary>
    /// <param name="path">
    /// An .onnx file with the input <c>image</c> (float [N, C, H, W]) or <c>sample</c> (float [N, D]), <c>label</c>
    /// (int64 [N]) or <c>condition</c> (float [N, c]) where it is conditional, and the output <c>score</c> (float [N,
    /// 1]), for classifiers <c>probabilities</c> (float [N, K]) too. Files of version 0.1, which call these
    /// <c>realness</c> and <c>score</c>, load too.
    /// </param>
    /// <param name="options">Device, batch size and limits; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GanOnnxException">
    /// The file is not an ONNX model, not a discriminator of single samples, or needs what is not there.
    /// </exception>
    public static OnnxDiscriminator Load(string path, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        return new OnnxDiscriminator(ModelFile.Read(path, options.MaxFileBytes, ModelRole.Discriminator), options);
    }

    /// <summary>Loads a discriminator from the bytes of an .onnx file.</summary>
    /// <inheritdoc cref="Load(string, OnnxGeneratorOptions?)"/>
    public static OnnxDiscriminator Load(byte[] model, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        var file = ModelFile.FromBytes(model, options.MaxFileBytes, ModelRole.Discriminator);
        return new OnnxDiscriminator(file, options);
    }

    /// <summary>
    /// Scores of samples and, where the discriminator is a classifier, the probabilities of their classes.
    /// </summary>
    /// <param name="samples">
    /// N samples, one after the other, scaled as the training data were: images to [-1, 1].
    /// </param>
    /// <param name="conditions">
    /// What the samples are said to be, where the discriminator is conditional; lists are used in turn.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The number of values is no multiple of a sample's, or a condition is missing, not taken or out of range.
    /// </exception>
    /// <exception cref="ObjectDisposedException">It has been disposed of.</exception>
    public DiscriminatorScores Score(ReadOnlySpan<float> samples, GeneratorConditions? conditions = null)
    {
        using var call = _guard.Begin();
        if (samples.Length % Info.SampleLength != 0)
            throw new ArgumentException(
                $"A sample has {Info.SampleLength} numbers; {samples.Length} is no multiple of that.", nameof(samples));
        if (Info.Conditions.ClassCount > 0 && conditions is not { Labels: not null } and not { Classes: not null })
            throw new ArgumentException(
                "The discriminator scores samples of a class: say which class they are.", nameof(conditions));
        int count = samples.Length / Info.SampleLength;
        var settled = Info.Conditions.Settle(conditions, count, seed: 1);
        float[] scores = new float[count], probabilities = new float[count * Info.ClassNames.Count];
        List<(TensorInfo Tensor, Memory<float> Values)> outputs = [(Info.Score, scores)];
        if (Info.Probabilities is { } output)
            outputs.Add((output, probabilities));
        _runner.Run(
            [InputRows.Of(Info.Input, samples.ToArray()), .. settled.ToInputs(Info.Inputs)], outputs, count);
        return new DiscriminatorScores(scores, probabilities);
    }

    /// <summary>Releases the session once the calls of other threads have ended; <see cref="Info"/> stays.</summary>
    public void Dispose() => _guard.Dispose();
}

/// <summary>Outputs of a discriminator for N samples.</summary>
/// <param name="Scores">How real each sample is: the larger, the more real; N numbers.</param>
/// <param name="Probabilities">
/// The probabilities of the classes, N·K numbers, one row after the other; empty where it doesn't classify.
/// </param>
public sealed record DiscriminatorScores(ReadOnlyMemory<float> Scores, ReadOnlyMemory<float> Probabilities);

/// <summary>Description of a discriminator, as its file gives it.</summary>
public sealed record DiscriminatorInfo
{
    /// <summary>The network's name, for example <c>dcgan</c>; empty when the file does not say.</summary>
    public required string Network { get; init; }

    /// <summary>
    /// The input for samples: <see cref="DiscriminatorNames.Image"/>, float [N, C, H, W], or
    /// <see cref="DiscriminatorNames.Sample"/>, float [N, D].
    /// </summary>
    public required TensorInfo Input { get; init; }

    /// <summary>All inputs: <see cref="Input"/>, and the condition where it takes one.</summary>
    public required IReadOnlyList<TensorInfo> Inputs { get; init; }

    /// <summary>The output for scores, float [N, 1].</summary>
    public required TensorInfo Score { get; init; }

    /// <summary>The output for the probabilities of K classes, float [N, K]; null where it doesn't classify.</summary>
    public required TensorInfo? Probabilities { get; init; }

    /// <summary>Conditions that it has to be told of samples: their classes, a vector, or nothing.</summary>
    public required ConditionLayout Conditions { get; init; }

    /// <summary>Names of the classes that it tells apart, by label; empty where it doesn't classify.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>All texts in the file (<c>metadata_props</c>); keys in <see cref="GeneratorMetadata"/>.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Numbers in one sample.</summary>
    public int SampleLength => Input.RowLength;
}
