using Microsoft.ML;
using Microsoft.ML.Runtime;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Pipeline;
using Ml.Gan.Pipeline.Captioning;
using Ml.Gan.Pipeline.Reading;
using Ml.Gan.Training;
using Ml.Gan.Training.Checkpoints;

namespace Ml.Gan;

/// <summary>
/// Learns to write captions of the images of a column (Dai et al., 2017) and gives a
/// <see cref="GanCaptionerTransformer"/>. Created by <c>mlContext.Gan()</c>.
/// </summary>
public sealed partial class GanCaptionerEstimator : IEstimator<GanCaptionerTransformer>
{
    private readonly MLContext _mlContext;
    private readonly IHost _host;
    private readonly Options _options;

    internal GanCaptionerEstimator(MLContext mlContext, Options options)
    {
        _mlContext = mlContext;
        _host = ((IHostEnvironment)mlContext).Register(nameof(GanCaptionerEstimator));
        _options = (Options)options.Copy();
        _options.Seed = options.Seed ?? TrainingCheckpoints.SeedToResume(options) ?? _host.Rand.Next();
        ColumnOptionsCheck.Check(_options);
    }

    private string InputColumnName => _options.InputColumnName ?? _options.OutputColumnName;

    /// <summary>Reads the columns once, trains, and wraps the trained captioner.</summary>
    /// <exception cref="GanDataException">A column can't be learned from.</exception>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    /// <exception cref="DivergenceException">A loss or a weight is NaN or infinite.</exception>
    public GanCaptionerTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var channel = _host.Start("Training");
        var column = TrainingColumn.Find(input.Schema, InputColumnName);
        using var data = Read(input, column, channel);
        using var gan = CaptionGan.Create(_options, data);
        using (var untrained = CreateTransformer(gan, column, data.Shape))
            untrained.CheckSaving();
        var listeners = SampleReporter.Beside(
            _options.Listeners, data.Shape, _options.SampleInterval, step => CaptionSampleFiles.Draw(gan, data, step));
        TrainingLog.Train(_host, channel, gan, listeners, _options.Cancellation);
        return CreateTransformer(gan, column, data.Shape);
    }

    /// <summary>The input's columns and the column of captions.</summary>
    /// <exception cref="GanDataException">A column to learn from is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        TrainingColumn.Check(inputSchema, InputColumnName);
        CaptionColumn.Check(inputSchema, _options.CaptionColumnName);
        var added = AddedColumnShape.OfTexts(_mlContext, _options.OutputColumnName);
        return new SchemaShape(inputSchema.Where(column => column.Name != added.Name).Append(added));
    }

    private CaptionedImages Read(IDataView input, TrainingColumn column, IChannel channel)
    {
        var captions = CaptionColumn.Find(input.Schema, _options.CaptionColumnName);
        var images = column.ReadBeside(
            input, captions.Column, captions.Open, ImageReading.Of(_options),
            message => channel.Warning(MessageSensitivity.UserData, message));
        try
        {
            if (!images.Shape.IsImage)
                throw new GanDataException(
                    $"Column '{column.Name}' holds vectors of {images.Shape.Length} numbers, but images are what "
                    + $"captions are learned for. Set Options.{nameof(_options.ImageShape)} to what the vectors are.");
            channel.Info(
                MessageSensitivity.None,
                $"Read {images.Count} images of shape {images.Shape} from column '{column.Name}' with "
                + $"{captions.Captions.Sum(own => own.Count)} captions from column '{captions.Column.Name}'.");
            return new CaptionedImages(images, captions.Captions);
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    private GanCaptionerTransformer CreateTransformer(CaptionGan gan, TrainingColumn column, SampleShape shape) => new(
        _mlContext, gan.Export().ToBytes(), gan.HasEvaluator ? gan.ExportEvaluator().ToBytes() : null, _options,
        column.Type, shape);
}
