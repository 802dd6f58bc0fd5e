using Microsoft.ML;
using Microsoft.ML.Runtime;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Pipeline;
using Ml.Gan.Pipeline.Reading;
using Ml.Gan.Pipeline.Translating;
using Ml.Gan.Training;
using Ml.Gan.Training.Checkpoints;

namespace Ml.Gan;

/// <summary>
/// Learns to translate the images of one column into those of another (pix2pix: Isola et al., 2017, and other systems)
/// and gives a <see cref="GanTranslatorTransformer"/>. Created by <c>mlContext.Gan()</c>.
/// </summary>
public sealed partial class GanTranslatorEstimator : IEstimator<GanTranslatorTransformer>
{
    private readonly MLContext _mlContext;
    private readonly IHost _host;
    private readonly Options _options;

    internal GanTranslatorEstimator(MLContext mlContext, Options options)
    {
        _mlContext = mlContext;
        _host = ((IHostEnvironment)mlContext).Register(nameof(GanTranslatorEstimator));
        _options = (Options)options.Copy();
        _options.Seed = options.Seed ?? TrainingCheckpoints.SeedToResume(options) ?? _host.Rand.Next();
        ColumnOptionsCheck.Check(_options);
    }

    private string InputColumnName => _options.InputColumnName ?? _options.OutputColumnName;

    /// <summary>Column of targets, or of the images of the second set.</summary>
    private string TargetColumnName => _options.TargetColumnName ?? InputColumnName;

    /// <summary>Reads the columns once, trains, and wraps the trained translator.</summary>
    /// <exception cref="GanDataException">A column can't be learned from.</exception>
    /// <exception cref="GanOptionException">
    /// An option is out of range or doesn't fit the data, or the system learns from two sets without pairs.
    /// </exception>
    /// <exception cref="DivergenceException">A loss or a weight is NaN or infinite.</exception>
    public GanTranslatorTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        OptionValue.Require(
            _options.System.IsPaired, nameof(_options.System),
            $"The system {_options.System.Name} learns from two sets of images without pairs: call FitUnpaired with "
            + "the data of both, or take a system that learns from pairs, as pix2pix.");
        using var channel = _host.Start("Training");
        return _options.System.FillsHoles ? FitMasked(input, channel)
            : _options.Degradation is { } degradation ? FitDegraded(input, degradation, channel)
            : FitPairs(input, channel);
    }

    /// <summary>
    /// Reads the images of two sets once, those of a from the input column, those of b from the target column, or the
    /// input column where none is named, trains, and wraps both translators.
    /// </summary>
    /// <param name="a">The one set.</param>
    /// <param name="b">The other set.</param>
    /// <returns>
    /// The translator of a's images to such as those of b, and the one of b's images, which it reads from their column,
    /// to such as those of a.
    /// </returns>
    /// <exception cref="GanDataException">A column can't be learned from.</exception>
    /// <exception cref="GanOptionException">
    /// An option is out of range or doesn't fit the data, or the system learns from pairs.
    /// </exception>
    /// <exception cref="DivergenceException">A loss or a weight is NaN or infinite.</exception>
    public (GanTranslatorTransformer ToB, GanTranslatorTransformer ToA) FitUnpaired(IDataView a, IDataView b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        OptionValue.Require(
            !_options.System.IsPaired, nameof(_options.System),
            $"The system {_options.System.Name} learns from pairs: call Fit with the data of both columns, or take a "
            + "system that learns without pairs, as cyclegan.");
        using var channel = _host.Start("Training");
        var columnA = TrainingColumn.Find(a.Schema, InputColumnName);
        var columnB = TrainingColumn.Find(b.Schema, TargetColumnName);
        var (readA, readB) = (ImageReading.OfInputs(_options), ImageReading.OfTargets(_options));
        using var imagesA = Read(a, channel, (columnA, readA))[0];
        using var imagesB = Read(b, channel, (columnB, readB))[0];
        var made = Train(
            TranslationData.Unpaired(imagesA, imagesB), channel,
            new TranslatorInput(InputColumnName, columnA.Type, imagesA.Shape, readA),
            new TranslatorInput(TargetColumnName, columnB.Type, imagesB.Shape, readB));
        return (made[0], made[1]);
    }

    /// <summary>The input's columns and the column of translated images.</summary>
    /// <exception cref="GanDataException">A column to learn from is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (_options.Degradation is null)
            TrainingColumn.Check(inputSchema, InputColumnName);
        if (_options.System.IsPaired)
            TrainingColumn.Check(inputSchema, TargetColumnName);
        if (_options.GuidanceColumnName is { } guidance)
            TrainingColumn.Check(inputSchema, guidance);
        if (_options is { MaskColumnName: { } mask, Mask: null })
            TrainingColumn.Check(inputSchema, mask);
        var added = _options.OutputKind == OutputKind.Image
            ? AddedColumnShape.OfImages(_mlContext, _options.OutputColumnName)
            : AddedColumnShape.OfVectors(_mlContext, _options.OutputColumnName);
        return new SchemaShape(inputSchema.Where(column => column.Name != added.Name).Append(added));
    }

    private GanTranslatorTransformer FitPairs(IDataView input, IChannel channel)
    {
        var column = TrainingColumn.Find(input.Schema, InputColumnName);
        var read = ImageReading.OfInputs(_options);
        var samples = Read(
            input, channel, (column, read),
            (TrainingColumn.Find(input.Schema, TargetColumnName), ImageReading.OfTargets(_options)));
        using var inputs = samples[0];
        using var targets = samples[1];
        return Train(
            TranslationData.Pairs(new PairedSamples(inputs, targets)), channel,
            new TranslatorInput(InputColumnName, column.Type, inputs.Shape, read))[0];
    }

    private GanTranslatorTransformer FitDegraded(IDataView input, Degradation degradation, IChannel channel)
    {
        var column = TrainingColumn.Find(input.Schema, TargetColumnName);
        var read = _options.TargetColumnName is null
            ? ImageReading.OfInputs(_options)
            : ImageReading.OfTargets(_options);
        using var targets = Read(input, channel, (column, read))[0];
        var data = TranslationData.Degraded(targets, degradation);
        return Train(data, channel, new TranslatorInput(InputColumnName, column.Type, data.Input, read))[0];
    }

    private GanTranslatorTransformer FitMasked(IDataView input, IChannel channel)
    {
        var column = TrainingColumn.Find(input.Schema, InputColumnName);
        var (read, readMasks, readGuidance) = (
            ImageReading.OfInputs(_options), ImageReading.OfMasks(_options), ImageReading.OfGuidance(_options));
        List<(TrainingColumn Column, ImageReading Images)> columns = [(column, read)];
        if (_options.GuidanceColumnName is { } name)
            columns.Add((TrainingColumn.Find(input.Schema, name), readGuidance));
        string maskName = _options.MaskColumnName!;
        if (_options.Mask is null)
            columns.Add((TrainingColumn.Find(input.Schema, maskName), readMasks));
        var samples = Read(input, channel, [.. columns]);
        try
        {
            var images = samples[0];
            var mask = _options.Mask ?? new MaskImages(samples[^1]);
            var guidance = _options.GuidanceColumnName is null ? null : samples[1];
            var data = guidance is null
                ? TranslationData.Masked(images, mask)
                : TranslationData.Masked(new PairedSamples(guidance, images), mask);
            var typeOfMasks = input.Schema.GetColumnOrNull(maskName)?.Type ?? column.Type;
            var shapeOfMasks = images.Shape with { Channels = 1 };
            return Train(data, channel, new TranslatorInput(InputColumnName, column.Type, images.Shape, read)
            {
                Mask = new TranslatorInput(maskName, typeOfMasks, shapeOfMasks, readMasks),
                Guidance = guidance is null ? null : new TranslatorInput(
                    _options.GuidanceColumnName!, columns[1].Column.Type, guidance.Shape, readGuidance),
            })[0];
        }
        finally
        {
            foreach (var cache in samples)
                cache.Dispose();
        }
    }

    private static IReadOnlyList<SampleCache> Read(
        IDataView input, IChannel channel, params (TrainingColumn Column, ImageReading Images)[] columns)
    {
        var samples = TrainingColumn.ReadTogether(
            input, columns, message => channel.Warning(MessageSensitivity.UserData, message));
        foreach (var ((column, images), cache) in columns.Zip(samples))
        {
            channel.Info(
                MessageSensitivity.None,
                $"Read {cache.Count} images of shape {cache.Shape} from column '{column.Name}'.");
            if (cache.Shape.IsImage)
                continue;
            foreach (var read in samples)
                read.Dispose();
            throw new GanDataException(
                $"Column '{column.Name}' holds vectors of {cache.Shape.Length} numbers, but images are what a "
                + $"translation is learned from. Set Options.{images.ShapeOption} to what the vectors are.");
        }
        return samples;
    }

    /// <summary>
    /// Trains translators, each of which translates what it reads from one of the columns. What can't be exported, run
    /// or saved is refused before the first step.
    /// </summary>
    private GanTranslatorTransformer[] Train(TranslationData data, IChannel channel, params TranslatorInput[] inputs)
    {
        using var gan = TranslationGan.Create(_options, data);
        foreach (var (name, input) in gan.Translators.Zip(inputs))
        {
            using var untrained = CreateTransformer(gan, name, input);
            untrained.CheckSaving();
        }
        var listeners = SampleReporter.Beside(
            _options.Listeners, data.Target, _options.SampleInterval,
            step => TranslationGridFiles.Draw(gan, data, step));
        TrainingLog.Train(_host, channel, gan, listeners, _options.Cancellation);
        return [.. gan.Translators.Zip(inputs, (name, input) => CreateTransformer(gan, name, input))];
    }

    private GanTranslatorTransformer CreateTransformer(TranslationGan gan, string name, TranslatorInput input) =>
        new(_mlContext, gan.Export(name).ToBytes(), _options, input);
}
