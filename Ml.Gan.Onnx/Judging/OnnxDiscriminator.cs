using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Onnx;

/// <summary>
/// A trained discriminator that runs on ONNX Runtime: says how real samples are and, where it is a classifier, what they are. Several
/// threads may use one at once. Dispose it when all of them are done.
/// </summary>
public sealed class OnnxDiscriminator : IDisposable
{
    private readonly LoadedSession _session;
    private readonly string _name;
    private readonly int _batchSize;

    private OnnxDiscriminator(ModelFile file, OnnxGeneratorOptions options)
    {
        options.Validate();
        ModelSafety.Check(file);
        Info = DiscriminatorInfoReader.Read(file);
        _session = SessionFactory.Open(file, options);
        (_name, _batchSize) = (file.Name, options.BatchSize);
    }

    /// <summary>What the file says about the discriminator.</summary>
    public DiscriminatorInfo Info { get; }

    /// <summary>Loads a discriminator from a file.</summary>
    /// <param name="path">
    /// An .onnx file with the input <c>image</c> (float [N, C, H, W]) or <c>sample</c> (float [N, D]), <c>label</c> (int64 [N]) or
    /// <c>condition</c> (float [N, c]) where it is conditional, and the output <c>realness</c> (float [N, 1]), for classifiers
    /// <c>score</c> (float [N, K]) too.
    /// </param>
    /// <param name="options">Device, batch size and limits; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GanOnnxException">
    /// The file is not an ONNX model, not a discriminator of single samples, or needs what is not there.
    /// </exception>
    public static OnnxDiscriminator Load(string path, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        return new OnnxDiscriminator(ModelFile.Read(path, options.MaxFileBytes), options);
    }

    /// <summary>Loads a discriminator from the bytes of an .onnx file.</summary>
    /// <inheritdoc cref="Load(string, OnnxGeneratorOptions?)"/>
    public static OnnxDiscriminator Load(byte[] model, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        return new OnnxDiscriminator(ModelFile.FromBytes(model, options.MaxFileBytes), options);
    }

    /// <summary>Judges samples.</summary>
    /// <param name="samples">N samples, one after the other, scaled as the training data were: images to [-1, 1].</param>
    /// <param name="conditions">What the samples are said to be, where the discriminator is conditional; lists are used in turn.</param>
    /// <exception cref="ArgumentException">
    /// The number of values is no multiple of a sample's, or a condition is missing, not taken or out of range.
    /// </exception>
    public Judgements Judge(ReadOnlySpan<float> samples, GeneratorConditions? conditions = null)
    {
        if (samples.Length % Info.SampleLength != 0)
            throw new ArgumentException(
                $"A sample has {Info.SampleLength} numbers; {samples.Length} is no multiple of that.", nameof(samples));
        if (Info.Conditions.ClassCount > 0 && conditions is not { Labels: not null } and not { Classes: not null })
            throw new ArgumentException("The discriminator judges samples of a class: say which class they are.", nameof(conditions));
        int count = samples.Length / Info.SampleLength;
        GeneratorConditions settled = Info.Conditions.Settle(conditions, count, seed: 1);
        InputRows[] inputs = [InputRows.Of(Info.Input, samples.ToArray()), .. ConditionRows.Of(Info.Inputs, settled)];
        float[] realness = new float[count], scores = new float[count * Info.ClassNames.Count];
        try
        {
            for (int first = 0; first < count; first += _batchSize)
                RunBatch(inputs, first, Math.Min(_batchSize, count - first), realness, scores);
        }
        catch (OnnxRuntimeException failure)
        {
            throw new GanOnnxException($"ONNX Runtime failed while running {_name}: {failure.Message}", failure);
        }

        return new Judgements(realness, scores);
    }

    /// <summary>Releases the session.</summary>
    public void Dispose() => _session.Session.Dispose();

    private void RunBatch(InputRows[] inputs, int first, int count, float[] realness, float[] scores)
    {
        using RunOptions options = new();
        List<OrtValue> given = [];
        try
        {
            foreach (InputRows input in inputs)
                given.Add(input.Slice(first, count));
            string[] outputs = scores.Length > 0 ? [DiscriminatorNames.Realness, DiscriminatorNames.Score] : [DiscriminatorNames.Realness];
            using var results = _session.Session.Run(options, [.. inputs.Select(input => input.Tensor.Name)], given, outputs);
            results[0].GetTensorDataAsSpan<float>().CopyTo(realness.AsSpan(first));
            if (scores.Length > 0)
                results[1].GetTensorDataAsSpan<float>().CopyTo(scores.AsSpan(first * Info.ClassNames.Count));
        }
        finally
        {
            given.ForEach(value => value.Dispose());
        }
    }
}
