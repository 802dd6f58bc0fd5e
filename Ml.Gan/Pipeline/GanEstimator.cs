using Ml.Gan.Pipeline;
using Ml.Gan.Pipeline.Reading;
using Ml.Gan.Pipeline.Saving;
using Ml.Gan.Training;
using Ml.Gan.Training.Evaluation;
using Microsoft.ML;
using Microsoft.ML.Runtime;

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
        if (string.IsNullOrWhiteSpace(options.OutputColumnName))
            throw new GanOptionException(nameof(Options.OutputColumnName), "The output column needs a name.");
        _mlContext = mlContext;
        _host = ((IHostEnvironment)mlContext).Register(nameof(GanEstimator));
        _options = options.Copy();
        _seed = options.Seed ?? _host.Rand.Next();
        _options.Seed = _seed;
    }

    private string InputColumnName => _options.InputColumnName ?? _options.OutputColumnName;

    /// <summary>Reads the column once, trains, and wraps the trained generator.</summary>
    /// <exception cref="Data.GanDataException">The column can't be learnt from.</exception>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    /// <exception cref="GanException">The training diverged.</exception>
    public GanTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var channel = _host.Start("Training");
        var column = TrainingColumn.Find(input.Schema, InputColumnName);
        using var data = column.Read(input, _options);
        channel.Info(MessageSensitivity.None, $"Read {data.Count} samples of shape {data.Shape} from column '{InputColumnName}'.");
        using var trainer = new GanTrainer(_options, data);
        using var log = new TrainingLog(_host, channel);
        using var evaluator = _options.Evaluation is { } evaluation
            ? new TrainingEvaluator(evaluation, data, _options.LatentSize, _seed, trainer.Conditions)
            : null;
        trainer.Train([.. evaluator is null ? [] : (ITrainingListener[])[evaluator], log, .. _options.Listeners], _options.Cancellation);
        if (evaluator?.Best is { } best)
        {
            evaluator.RestoreBest(trainer);
            channel.Info(MessageSensitivity.None, $"The best {best.Measure.Title} was {best.Value:G4}, after step {best.Step}.");
        }
        return CreateTransformer(trainer, column);
    }

    /// <summary>The input's columns and the column of generated samples.</summary>
    /// <exception cref="Data.GanDataException">The input column is missing, or holds neither images nor float vectors.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        TrainingColumn.Check(inputSchema, InputColumnName);
        var added = VectorColumnShape.Create(_mlContext, _options.OutputColumnName);
        return new SchemaShape(inputSchema.Where(column => column.Name != added.Name).Append(added));
    }

    private GanTransformer CreateTransformer(GanTrainer trainer, TrainingColumn column)
    {
        var source = _options.LatentColumnName is { } latent
            ? LatentInput.FromLatentColumn(latent, _options.LatentSize)
            : LatentInput.FromTrainingColumn(InputColumnName, column.Type, _options.LatentSize);
        byte[] pipelineModel = trainer.Export(_options.OutputColumnName, source.Write).ToBytes();
        var persisted = new PersistedGenerator(_mlContext, pipelineModel, source, _options.OutputColumnName);
        return new GanTransformer(trainer.Export().ToBytes(), persisted, _options, _seed);
    }
}
