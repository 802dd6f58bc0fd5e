using Microsoft.ML;
using Microsoft.ML.Runtime;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Pipeline;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Reading;
using Ml.Gan.Pipeline.Saving;
using Ml.Gan.Pipeline.Scoring;
using Ml.Gan.Training;
using Ml.Gan.Training.Checkpoints;

namespace Ml.Gan;

/// <summary>
/// Trains a GAN on a column of images or vectors (Goodfellow et al., 2014, and its successors) and gives a
/// <see cref="GanTransformer"/>. Created by <c>mlContext.Gan()</c>.
/// </summary>
public sealed partial class GanEstimator : IEstimator<GanTransformer>
{
    private readonly MLContext _mlContext;
    private readonly IHost _host;
    private readonly Options _options;
    private readonly int _seed;

    internal GanEstimator(MLContext mlContext, Options options)
    {
        _mlContext = mlContext;
        _host = ((IHostEnvironment)mlContext).Register(nameof(GanEstimator));
        _options = (Options)options.Copy();
        _seed = options.Seed ?? TrainingCheckpoints.SeedToResume(options) ?? _host.Rand.Next();
        _options.Seed = _seed;
        ColumnOptionsCheck.Check(_options);
        ColumnRoles.Settle(_options);
    }

    private string InputColumnName => _options.InputColumnName ?? _options.OutputColumnName;

    /// <summary>Reads the columns once, trains, and wraps the trained generator.</summary>
    /// <exception cref="Data.GanDataException">A column can't be learned from.</exception>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    /// <exception cref="DivergenceException">A loss or a weight is NaN or infinite.</exception>
    public GanTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var channel = _host.Start("Training");
        var column = TrainingColumn.Find(input.Schema, InputColumnName);
        var (data, conditions) = column.Read(
            input, ConditionColumns.Find(input.Schema, _options), ImageReading.Of(_options), Warn);
        using var owned = data;
        channel.Info(
            MessageSensitivity.None,
            $"Read {data.Count} samples of shape {data.Shape} from column '{InputColumnName}'.");
        foreach (string choice in RecommendedChoices.Of(_options, "Options.Objective", "Options.Penalty"))
            channel.Info(MessageSensitivity.None, choice);
        using var gan = new LatentGan(_options, data);
        CheckTransformer(gan, column, conditions);
        if (gan.Warning is { } missing)
            Warn(missing);
        if (_options.Device == TrainingDevice.Cpu)
            channel.Info(MessageSensitivity.None, ConvolutionProbe.Description);
        using var log = new TrainingLog(_host, channel);
        var health = new HealthMonitor(gan, warning => Warn(warning.Message));
        using var evaluator = _options.Evaluation is { } evaluation
            ? new TrainingEvaluator(evaluation, data, gan, _seed)
            : null;
        if (evaluator?.Warning is { } warning)
            Warn(warning);
        var watching = SampleReporter.Beside(
            _options.Listeners, gan.Shape, _options.SampleInterval,
            step => SampleGridFiles.Draw(gan, step, _seed));
        new GanTrainer(gan) { Warning = Warn }.Train(
            [.. evaluator is null ? [] : (ITrainingListener[])[evaluator], log, health, .. watching],
            _options.Cancellation);
        if (evaluator?.Best is { } best)
        {
            evaluator.RestoreBest();
            channel.Info(
                MessageSensitivity.None, $"The best {best.Metric.Title} was {best.Value:G4}, after step {best.Step}.");
        }
        return CreateTransformer(gan, column, conditions);

        void Warn(string message) => channel.Warning(MessageSensitivity.UserData, message);
    }

    /// <summary>The input's columns and the column of generated samples.</summary>
    /// <exception cref="Data.GanDataException">A column to learn from is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        TrainingColumn.Check(inputSchema, InputColumnName);
        if (_options.LabelColumnName is { } label)
            LabelColumn.Check(inputSchema, label);
        if (_options.ConditionColumnName is { } vector)
            NumbersColumn.Check(inputSchema, "condition", vector);
        var added = _options.OutputKind == OutputKind.Image
            ? AddedColumnShape.OfImages(_mlContext, _options.OutputColumnName)
            : AddedColumnShape.OfVectors(_mlContext, _options.OutputColumnName);
        return new SchemaShape(inputSchema.Where(column => column.Name != added.Name).Append(added));
    }

    /// <summary>
    /// Makes the transformer of the untrained generator, so that what can't be exported, run or saved is refused before
    /// the first step.
    /// </summary>
    private void CheckTransformer(LatentGan gan, TrainingColumn column, ConditionColumns conditions)
    {
        using var untrained = CreateTransformer(gan, column, conditions);
        untrained.CheckSaving();
    }

    private GanTransformer CreateTransformer(LatentGan gan, TrainingColumn column, ConditionColumns conditions)
    {
        var discriminator = _options.KeepDiscriminator && _options.Objective.ScoresSamples
            ? new KeptDiscriminator(
                _mlContext, gan.ExportDiscriminator().ToBytes(), _options, column.Type, conditions.Label)
            : null;
        var inputs = new GeneratorInputColumns(_options, conditions.Label, conditions.Vector, column.Type);
        return new GanTransformer(
            _mlContext, gan.ExportWithLatentInput().ToBytes(), _options, inputs, conditions.Label, discriminator);
    }
}
