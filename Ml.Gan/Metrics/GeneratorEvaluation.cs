using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Metrics;

/// <summary>Evaluation of a generator by real samples.</summary>
public static class GeneratorEvaluation
{
    /// <summary>
    /// Evaluates a generator that was exported to ONNX. A conditional one is asked for what the real samples are that
    /// it is compared with.
    /// </summary>
    /// <param name="generator">The generator; stays the caller's.</param>
    /// <param name="data">Real samples of the same shape; they stay the caller's.</param>
    /// <param name="options">Metrics and numbers of samples; null for the defaults.</param>
    /// <exception cref="GanException">
    /// The generator's samples have another shape than the data, or aren't finite.
    /// </exception>
    /// <inheritdoc cref="GeneratorEvaluator(ISampleSource, EvaluationOptions?, ConditionLayout?)" path="/exception"/>
    public static EvaluationReport Evaluate(
        OnnxGenerator generator, ISampleSource data, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(data);
        var info = generator.Info;
        var shape = new SampleShape(info.Channels, info.Height, info.Width);
        if (shape != data.Shape)
            throw new GanException(
                $"The generator makes samples of {shape}, but those of {data.Name} are {data.Shape}. "
                + "Give the data that it was trained on.");
        options ??= new EvaluationOptions();
        using var evaluator = new GeneratorEvaluator(data, options, info.Conditions);
        return evaluator.Evaluate(Sample(generator, evaluator.Count, options.Seed, evaluator.Conditions));
    }

    /// <summary>Evaluates anything that makes samples.</summary>
    /// <param name="generate">Gives as many samples as asked for, of the data's shape, images in [-1, 1].</param>
    /// <param name="data">Real samples; they stay the caller's.</param>
    /// <param name="options">Metrics and numbers of samples; null for the defaults.</param>
    /// <exception cref="GanException">A generated value is NaN or infinite.</exception>
    /// <inheritdoc cref="GeneratorEvaluator(ISampleSource, EvaluationOptions?, ConditionLayout?)" path="/exception"/>
    public static EvaluationReport Evaluate(
        Func<int, SampleRows> generate, ISampleSource data, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(generate);
        using var evaluator = new GeneratorEvaluator(data, options);
        return evaluator.Evaluate(generate(evaluator.Count));
    }

    /// <summary>
    /// Evaluates images that there are already, for example those in a folder, whatever made them; of more than are
    /// compared, some are chosen at random.
    /// </summary>
    /// <param name="generated">The images, of the real ones' shape; they stay the caller's.</param>
    /// <param name="data">Real samples; they stay the caller's.</param>
    /// <param name="options">Metrics and numbers of samples; null for the defaults.</param>
    /// <exception cref="GanDataException">
    /// There are fewer than ten generated samples, or too few real ones.
    /// </exception>
    /// <exception cref="GanException">The samples have different shapes.</exception>
    /// <exception cref="GanOptionException">
    /// An option is out of range, or a metric that was asked for doesn't apply to the data.
    /// </exception>
    public static EvaluationReport Evaluate(
        ISampleSource generated, ISampleSource data, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new EvaluationOptions();
        if (generated.Shape != data.Shape)
            throw new GanException(
                $"The samples of {generated.Name} are {generated.Shape}, but those of {data.Name} are {data.Shape}. "
                + "Bring them to one shape first.");
        long all = generated.Count ?? long.MaxValue;
        if (all < RealSamples.LeastCount)
            throw new GanDataException(
                $"'{generated.Name}' has {ShortText.Count(all, "sample")}; an evaluation needs at least "
                + $"{RealSamples.LeastCount}. Add some.");
        using var evaluator = new GeneratorEvaluator(
            data, options with { Count = (int)Math.Min(options.Count, all) });
        float[] values = new float[(long)evaluator.Count * generated.Shape.Length];
        generated.Read(RealSamples.ChooseOf(generated, evaluator.Count, options.Seed), values);
        return evaluator.Evaluate(new SampleRows(values, generated.Shape.Length));
    }

    /// <summary>Generated samples; those of images are brought to [-1, 1], the range of real ones.</summary>
    private static SampleRows Sample(OnnxGenerator generator, int count, int seed, GeneratorConditions conditions)
    {
        var samples = generator.Sample(count, seed, conditions);
        var (low, high) = samples.Range;
        if (!generator.Info.IsImage || samples.Range == ValueRange.Tanh)
            return new SampleRows(samples.Values, generator.Info.OutputLength);
        float[] values = samples.Values.ToArray();
        for (int i = 0; i < values.Length; i++)
            values[i] = (values[i] - low) / (high - low) * 2 - 1;
        return new SampleRows(values, generator.Info.OutputLength);
    }
}

/// <summary>Options of an evaluation.</summary>
public sealed record EvaluationOptions
{
    /// <summary>
    /// Number of generated samples, and of real ones to compare them with: at least 10. Fewer are taken where the data
    /// don't suffice. Default 2000.
    /// </summary>
    public int Count { get; init; } = 2000;

    /// <summary>
    /// Whether <see cref="Count"/> generated samples are compared with all real ones, however many there are, as papers
    /// do (Heusel et al., 2017; on few images Zhao et al., 2020). There are then no other real samples to say what a
    /// perfect generator would get (<see cref="MetricResult.Reference"/> is NaN), nor any to train a classifier on.
    /// Default false: real samples are parted, and as many compared.
    /// </summary>
    public bool AllReal { get; init; }

    /// <summary>
    /// Metrics to compute. Default null: all of <see cref="Catalog.Metrics"/> that apply to such samples.
    /// </summary>
    public IReadOnlyList<Metric>? Metrics { get; init; }

    /// <summary>
    /// Space that samples are compared in, as <see cref="OnnxFeatures"/>; stays the caller's. Default null: of labeled
    /// images the features of a <see cref="SampleClassifier"/> that is trained for it, of other images
    /// <see cref="PixelAverages"/>, of vectors their <see cref="RawValues"/>.
    /// </summary>
    public FeatureSpace? Features { get; init; }

    /// <summary>
    /// Number of generated samples that the report shows beside the real ones nearest to them: those that are nearest
    /// of all. Default 0.
    /// </summary>
    public int Nearest { get; init; }

    /// <summary>Seed of the generated samples, the choice of real ones and the classifier. Default 1.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>Outcome of an evaluation.</summary>
/// <param name="Data">Name of the real samples.</param>
/// <param name="Count">Number of generated samples.</param>
/// <param name="Seed">Seed of the evaluation.</param>
/// <param name="FeatureSpace">Space that samples were compared in, in a few words: "classifier features".</param>
/// <param name="FeatureDescription">What these features are, and how far they can be trusted.</param>
/// <param name="Results">The values, in the order in which they were asked for.</param>
public sealed record EvaluationReport(
    string Data,
    int Count,
    int Seed,
    string FeatureSpace,
    string FeatureDescription,
    IReadOnlyList<MetricResult> Results)
{
    /// <summary>
    /// The generated samples that are nearest to a real one, the nearest first, as many as were asked for.
    /// </summary>
    public IReadOnlyList<NearestReal> Nearest { get; init; } = [];

    /// <summary>
    /// Number of real samples that they were compared with. Default <see cref="Count"/>, as in all evaluations but
    /// those with <see cref="EvaluationOptions.AllReal"/>.
    /// </summary>
    public int RealCount { get; init; } = Count;

    /// <summary>Fewer samples than this tell little.</summary>
    internal const int FewestTelling = 50;

    /// <summary>
    /// Warning where so few samples were compared that the values are mostly chance, or where none of the generated
    /// ones is like a real one (precision 0); null for none.
    /// </summary>
    public string? Warning => WarningOf(Count, RealCount) ?? (Find("precision") is { Value: 0 }
        ? "None of the generated images is as near to a real one as real ones are to each other (precision 0): "
            + "even where they look right, details differ. More steps help, or smaller images."
        : null);

    /// <summary>The warning for so many samples.</summary>
    internal static string? WarningOf(int count, int realCount) => Math.Min(count, realCount) >= FewestTelling
        ? null
        : $"Only {count} generated images are compared with {realCount} real ones: the values are mostly chance, of "
            + $"distances, KID and copies alike. Give data for {FewestTelling} or more.";

    /// <summary>The result of the first metric with a name; null where it was not computed.</summary>
    public MetricResult? Find(string name) => Results.FirstOrDefault(result => result.Metric.Name == name);

    /// <summary>
    /// Name of a metric for people, with the features that it compares: "Fréchet distance (classifier features)".
    /// </summary>
    public string TitleOf(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.UsesFeatures ? $"{metric.Title} ({FeatureSpace})" : metric.Title;
    }
}
