using Ml.Gan.Onnx.Captioning;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Sampling;

namespace Ml.Gan.Onnx;

/// <summary>
/// Trained evaluator of captions (Dai et al., 2017) that runs on ONNX Runtime: how likely a caption is a human's for an
/// image, by whether it reads like one and fits the image. Several threads may use one at once.
/// </summary>
public sealed class OnnxCaptionEvaluator : IDisposable
{
    private readonly UseGuard _guard;
    private readonly BatchRunner _runner;
    private readonly CaptionTokens _tokens;

    private OnnxCaptionEvaluator(CaptionerInfo info, LoadedSession opened, string name, int batchSize)
    {
        (Info, DeviceDescription) = (info, opened.Description);
        _guard = opened.GuardFor<OnnxCaptionEvaluator>();
        _runner = new BatchRunner(opened.Session, name, batchSize);
        _tokens = new CaptionTokens(info.Vocabulary, info.MaxLength, name);
    }

    /// <summary>Description of the evaluator, as its file gives it.</summary>
    public CaptionerInfo Info { get; }

    /// <summary>A sentence saying what it runs on and, where CUDA was wanted but does not run, why.</summary>
    public string DeviceDescription { get; }

    /// <summary>Loads an evaluator from a file.</summary>
    /// <param name="path">
    /// An .onnx file with the inputs <c>image</c>, float [N, C, H, W], and <c>tokens</c>, int64 [N, T], and the output
    /// <c>score</c>, float [N], that names its words by <see cref="CaptionerMetadata"/>.
    /// </param>
    /// <param name="options">Device, batch size and limits; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GanOnnxException">
    /// The file is not an ONNX model, not an evaluator, needs other files or foreign operators or more memory than is
    /// taken, or the device that was asked for is not there.
    /// </exception>
    public static OnnxCaptionEvaluator Load(string path, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        return Load(ModelFile.Read(path, options.MaxFileBytes, ModelRole.CaptionEvaluator), options);
    }

    /// <summary>Loads an evaluator from the bytes of an .onnx file.</summary>
    /// <inheritdoc cref="Load(string, OnnxGeneratorOptions?)"/>
    public static OnnxCaptionEvaluator Load(byte[] model, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        return Load(ModelFile.FromBytes(model, options.MaxFileBytes, ModelRole.CaptionEvaluator), options);
    }

    internal static OnnxCaptionEvaluator Load(ModelFile file, OnnxGeneratorOptions options)
    {
        options.Validate();
        var info = CaptionerInfoReader.ReadEvaluator(file);
        bool foldsConstants = ModelSafety.Check(file);
        var opened = SessionFactory.Open(file, options, foldsConstants);
        return new OnnxCaptionEvaluator(info, opened, file.Name, options.BatchSize);
    }

    /// <summary>Scores captions: how likely each is a human's for its image.</summary>
    /// <param name="images">
    /// N images, (N, C, H, W), of finite numbers in <see cref="CaptionerInfo.ValueRange"/>, as a rule [-1, 1].
    /// </param>
    /// <param name="captions">
    /// Captions of each image. Words that the vocabulary hasn't count as unknown ones; of a caption of more than
    /// <see cref="CaptionerInfo.MaxLength"/> words the first ones count, as in training.
    /// </param>
    /// <param name="cancellationToken">Ends the work, also between two operators of the network.</param>
    /// <returns>For each image the scores of its captions, in [0, 1].</returns>
    /// <exception cref="ArgumentException">
    /// The number of values is not that of as many images as there are lists of captions, or one is NaN or infinite, or
    /// a caption has no words.
    /// </exception>
    /// <exception cref="GanOnnxException">ONNX Runtime fails, or the network gives no probability.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The evaluator has been disposed of.</exception>
    public IReadOnlyList<IReadOnlyList<float>> Score(
        ReadOnlySpan<float> images,
        IReadOnlyList<IReadOnlyList<string>> captions,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        using var call = _guard.Begin();
        if (CaptionImages.Count(Info, images.Length) is var number && number != captions.Count)
            throw new ArgumentException(
                $"There are {number} images, but captions of {captions.Count}.", nameof(captions));
        CaptionImages.RequireFinite(Info, images);
        string[] all = [.. captions.SelectMany(own => own)];
        long[] tokens = new long[all.Length * Info.MaxLength];
        for (int i = 0; i < all.Length; i++)
            _tokens.Encode(all[i], tokens.AsSpan(i * Info.MaxLength, Info.MaxLength));
        float[] scores = new float[all.Length];
        _runner.Run(
            [
                InputRows.Of(
                    Info.Input(CaptionerNames.Image),
                    CaptionImages.Repeated(Info, images, [.. captions.Select(own => own.Count)])),
                InputRows.Of(Info.Input(CaptionerNames.Tokens), tokens),
            ],
            [InputRows.Of(Info.Output, scores)], all.Length, cancellationToken);
        if (Array.FindIndex(scores, score => !(score is >= 0 and <= 1)) is >= 0 and var bad)
            throw new GanOnnxException(
                $"{_runner.Name} gives the score {scores[bad]}; expected a number from 0 to 1. It is damaged; export "
                + "it anew.");
        int next = 0;
        return [.. captions.Select(own => scores[next..(next += own.Count)])];
    }

    /// <summary>Scores captions of images as bytes in the order of image files.</summary>
    /// <param name="pixels">
    /// N·H·W·C bytes, (N, H, W, C), which are spread over <see cref="CaptionerInfo.ValueRange"/>.
    /// </param>
    /// <param name="captions">Captions of each image.</param>
    /// <param name="cancellationToken">Ends the work, also between two operators of the network.</param>
    /// <returns>For each image the scores of its captions, in [0, 1].</returns>
    /// <inheritdoc cref="Score" path="/exception"/>
    public IReadOnlyList<IReadOnlyList<float>> ScorePixels(
        ReadOnlySpan<byte> pixels,
        IReadOnlyList<IReadOnlyList<string>> captions,
        CancellationToken cancellationToken = default) =>
        Score(CaptionImages.OfPixels(Info, pixels), captions, cancellationToken);

    /// <summary>Releases the session once the calls of other threads have ended; <see cref="Info"/> stays.</summary>
    public void Dispose() => _guard.Dispose();
}
