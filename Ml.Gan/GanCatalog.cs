using Microsoft.ML;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Pipeline;
using Ml.Gan.Pipeline.Reading;

namespace Ml.Gan;

/// <summary>Estimators that train GANs; reached as <c>mlContext.Gan()</c>.</summary>
public sealed class GanCatalog
{
    private readonly MLContext _mlContext;

    internal GanCatalog(MLContext mlContext) => _mlContext = mlContext;

    /// <summary>
    /// An estimator that learns to generate values like those of a column, and whose transformer adds one generated
    /// value to each row.
    /// </summary>
    /// <param name="outputColumnName">Name of the column of generated samples.</param>
    /// <param name="inputColumnName">
    /// Column to learn from: images (<c>MLImage</c>), or vectors of numbers. Null means
    /// <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="latentColumnName">
    /// Column of latent vectors that the transformer generates from. Null: seeded noise, different for each row.
    /// </param>
    /// <param name="network">The two networks. Null means <see cref="Dcgan"/>.</param>
    /// <param name="objective">
    /// What generator and discriminator minimize. Null means what the network recommends
    /// (<see cref="NetworkArchitecture.RecommendedObjective"/>).
    /// </param>
    /// <param name="steps">Generator steps.</param>
    /// <param name="labelColumnName">
    /// Column of keys that samples are conditioned on, or, with a semi-supervised objective, that it learns to classify
    /// by. Null: none.
    /// </param>
    /// <param name="conditionColumnName">Column of float vectors that samples are conditioned on. Null: none.</param>
    /// <returns>The estimator.</returns>
    public GanEstimator Generator(
        string outputColumnName,
        string? inputColumnName = null,
        string? latentColumnName = null,
        NetworkArchitecture? network = null,
        Objective? objective = null,
        long steps = Training.TrainingOptions.DefaultSteps,
        string? labelColumnName = null,
        string? conditionColumnName = null)
    {
        var options = new GanEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            LatentColumnName = latentColumnName,
            LabelColumnName = labelColumnName,
            ConditionColumnName = conditionColumnName,
            Steps = steps,
        };
        options.Network = network ?? options.Network;
        if (objective is not null)
            options.Objective = objective;
        return Generator(options);
    }

    /// <summary>An estimator with all its options.</summary>
    /// <param name="options">The options; they are copied, and never changed.</param>
    /// <returns>The estimator.</returns>
    public GanEstimator Generator(GanEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new GanEstimator(_mlContext, options);
    }

    /// <summary>
    /// An estimator that learns to translate the images of a column into those of another, and whose transformer adds
    /// the translated image to each row.
    /// </summary>
    /// <param name="outputColumnName">Name of the column of translated images.</param>
    /// <param name="inputColumnName">
    /// Column of what is translated: images (<c>MLImage</c>), or vectors of numbers. Null means
    /// <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="targetColumnName">
    /// Column of what inputs are to become; of data without pairs, that of the second set. Null for a system that
    /// learns without pairs: the input column.
    /// </param>
    /// <param name="system">What is trained. Null means <see cref="Pix2Pix"/>.</param>
    /// <param name="translator">Architecture of the translators. Null means what the system recommends.</param>
    /// <param name="steps">Steps of the translators.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="GanOptionException">
    /// The system learns from pairs, and no column of targets is named.
    /// </exception>
    public GanTranslatorEstimator Translator(
        string outputColumnName,
        string? inputColumnName = null,
        string? targetColumnName = null,
        TranslationSystem? system = null,
        TranslatorArchitecture? translator = null,
        long steps = Training.TrainingOptions.DefaultSteps)
    {
        var options = new GanTranslatorEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            TargetColumnName = targetColumnName,
            Translator = translator,
            Steps = steps,
        };
        options.System = system ?? options.System;
        return Translator(options);
    }

    /// <summary>An estimator of translators with all its options.</summary>
    /// <param name="options">The options; they are copied, and never changed.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="GanOptionException">
    /// An option is out of range, or a column that is needed isn't named.
    /// </exception>
    public GanTranslatorEstimator Translator(GanTranslatorEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new GanTranslatorEstimator(_mlContext, options);
    }

    /// <summary>
    /// An estimator that learns to write captions of the images of a column, and whose transformer adds a caption, its
    /// words, to each row.
    /// </summary>
    /// <param name="outputColumnName">Name of the column of captions.</param>
    /// <param name="inputColumnName">Column of images (<c>MLImage</c>), or of vectors of numbers.</param>
    /// <param name="captionColumnName">
    /// Column of what people say of them: texts, or vectors of texts where images have several captions.
    /// </param>
    /// <param name="latentColumnName">
    /// Column of the vectors of noise that captions are written from. Null: seeded noise, different for each row.
    /// </param>
    /// <param name="steps">Steps of the captioner.</param>
    /// <returns>The estimator.</returns>
    public GanCaptionerEstimator Captioner(
        string outputColumnName,
        string inputColumnName,
        string captionColumnName,
        string? latentColumnName = null,
        long steps = Training.TrainingOptions.DefaultSteps) => Captioner(new GanCaptionerEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            CaptionColumnName = captionColumnName,
            LatentColumnName = latentColumnName,
            Steps = steps,
        });

    /// <summary>An estimator of captioners with all its options.</summary>
    /// <param name="options">The options; they are copied, and never changed.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="GanOptionException">An option is out of range.</exception>
    public GanCaptionerEstimator Captioner(GanCaptionerEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new GanCaptionerEstimator(_mlContext, options);
    }

    /// <summary>Rows of a data source's samples, which an estimator learns from.</summary>
    /// <remarks>
    /// Columns: <c>Image</c>, float vectors of the dimensions (C, H, W) with values from 0 to 255, as
    /// <c>ExtractPixels</c> gives them, or, of a source of vectors, <c>Sample</c>; <c>Label</c>, keys with the classes'
    /// names, missing where a label is not known, if the source carries labels; <c>Condition</c>, float vectors, if it
    /// carries those.
    /// </remarks>
    /// <param name="source">
    /// The source, for example <c>SampleSource.Open("builtin:glyphs")</c>. Rows are read from it when they are asked
    /// for, so it has to stay open; it stays the caller's.
    /// </param>
    /// <param name="count">
    /// Number of rows, the source's first samples. Default null: all; of an endless source 10,000.
    /// </param>
    /// <returns>The rows, in the order of the source.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or above the number of samples.</exception>
    public IDataView LoadFromSource(ISampleSource source, long? count = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        long rows = count ?? source.Count ?? 10_000;
        ArgumentOutOfRangeException.ThrowIfNegative(rows, nameof(count));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, source.Count ?? long.MaxValue, nameof(count));
        return SourceRows.Load(_mlContext, source, rows);
    }

    /// <summary>
    /// A saved pipeline: what <c>mlContext.Model.Load</c> gives, after checks that refuse files made to harm.
    /// </summary>
    /// <remarks>
    /// Before ML.NET reads the archive, names that lead out of it, links, sizes out of proportion, and ONNX models that
    /// <see cref="Onnx.OnnxGenerator"/> would refuse, for example for weights in other files, are refused. ML.NET's own
    /// transformers check what they read themselves. ML.NET keeps a copy of each ONNX model among the temporary files
    /// until the pipeline is disposed of: <c>(pipeline as IDisposable)?.Dispose()</c>. The copies of a pipeline that
    /// can't be loaded are deleted.
    /// </remarks>
    /// <param name="path">The file, as <c>mlContext.Model.Save</c> writes it.</param>
    /// <param name="inputSchema">Schema of the data that the pipeline takes; null where it was saved without.</param>
    /// <returns>The pipeline.</returns>
    /// <exception cref="GanException">The file can't be read, or is refused; the message says why.</exception>
    public ITransformer LoadPipeline(string path, out DataViewSchema? inputSchema)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SavedPipeline.Check(path);
        var since = DateTime.UtcNow;
        try
        {
            return _mlContext.Model.Load(path, out inputSchema);
        }
        catch (Exception e) when (e is not GanException)
        {
            ModelCopies.Delete(path, _mlContext.TempFilePath, since);
            throw SavedPipeline.Refusal(path, $"ML.NET can't read it ({e.Message.TrimEnd('.')})", e);
        }
    }
}
